import type { ClaimRecord } from '../../engine/record.ts';
import { isJudged, type Catalogue } from '../../engine/selection.ts';
import { decisiveOf } from '../../reports/decisive.ts';
import type { Failure } from '../../reports/live.ts';
import { symptomOf } from '../../reports/symptom.ts';
import { linesOf, sentBy, sentInWords } from '../../reports/three-lines.ts';
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
        request: exchange,
        sent: sentBy(exchange),
        answer: exchange,
      });
    }
  }

  settled({ requirement, outcome, reason, detail, exchanges }: ClaimRecord): void {
    const entry = this.#catalogue[requirement];
    if (outcome !== 'failed' || !entry) return;
    const told = { ...(reason !== undefined && { reason }), ...(detail !== undefined && { detail }) };
    const { says, source, evidence, operation } = entry;
    const result = {
      id: requirement,
      says,
      source,
      evidence,
      operation,
      outcome,
      exchanges,
      durationMs: 0,
      ...told,
    };
    const failure = { result, symptom: symptomOf(result) };
    const lines = linesOf(failure, decisiveOf(failure, this.#exchanges), this.#exchanges);
    this.#failed(requirement, {
      ...told,
      ...(lines && { request: lines.request, sent: sentInWords(lines), answer: lines.answer }),
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
