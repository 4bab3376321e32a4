import type { ClaimRecord } from '../../engine/record.ts';
import { isJudged, type Catalogue } from '../../engine/selection.ts';
import { decidingExchange, type Failure } from '../../reports/live.ts';
import type { Exchange } from '../../spec/run/exchange.ts';
import type { RunFacts } from '../../spec/run/results.ts';

/** Notices each requirement that fails while a run goes on, once. What is found out later may still excuse it. */
export class FailureWatch {
  readonly #catalogue: Catalogue;
  readonly #facts: Pick<RunFacts, 'filters' | 'profile'>;
  readonly #exchanges = new Map<number, Exchange>();
  readonly #told = new Set<string>();
  readonly #tell: (failure: Failure) => void;

  constructor(
    catalogue: Catalogue,
    facts: Pick<RunFacts, 'filters' | 'profile'>,
    tell: (failure: Failure) => void,
  ) {
    this.#catalogue = catalogue;
    this.#facts = facts;
    this.#tell = tell;
  }

  /** How many have failed so far. */
  get count(): number {
    return this.#told.size;
  }

  /** Looks what the contract holds against an answer. */
  exchanged(exchange: Exchange): void {
    this.#exchanges.set(exchange.id, exchange);
    for (const { requirement, pointer, expected, actual } of exchange.violations) {
      this.#failed(requirement, {
        reason: `${pointer}: expected ${expected}, received ${actual}`,
        detail: `${pointer}\nExpected: ${expected}\nReceived: ${actual}`,
        exchange,
      });
    }
  }

  settled({ requirement, outcome, reason, detail, exchanges }: ClaimRecord): void {
    if (outcome !== 'failed') return;
    const operation = this.#catalogue[requirement]?.operation ?? null;
    const shown = decidingExchange({ id: requirement, operation, exchanges }, (id) =>
      this.#exchanges.get(id),
    );
    this.#failed(requirement, {
      ...(reason !== undefined && { reason }),
      ...(detail !== undefined && { detail }),
      ...(shown !== undefined && { exchange: shown }),
    });
  }

  #failed(id: string, found: Omit<Failure, 'id' | 'says' | 'evidence'>): void {
    const entry = this.#catalogue[id];
    if (!entry || this.#told.has(id) || !isJudged(id, entry, this.#facts, new Set([id]))) return;
    this.#told.add(id);
    const { says, evidence } = entry;
    this.#tell({ id, says, evidence, ...found });
  }
}
