import { idFrom, isObject, member, parsedJson } from '../spec/contract/json.ts';
import { operationOf, type OperationId } from '../spec/operations.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import type { Journal, Kind } from './journal.ts';

/** A request as it is about to be sent. */
interface Announced {
  readonly method: string;
  /** Below the base URL. */
  readonly path: string;
  readonly body?: string;
}

/**
 * What a run created in the account and has not deleted yet, kept up by the exchanges that it sees, and in the
 * journal where there is one.
 */
export class Ledger {
  readonly #journal: Pick<Journal, 'write'> | undefined;
  readonly #customers = new Set<number>();
  readonly #transactions = new Set<number>();
  readonly #buyers = new Set<number>();
  #isInDoubt = false;
  #largest = 0;

  constructor(journal?: Pick<Journal, 'write'>) {
    this.#journal = journal;
  }

  get customers(): readonly number[] {
    return [...this.#customers];
  }

  get transactions(): readonly number[] {
    return [...this.#transactions];
  }

  /** Customers to which transactions were added, or about to be. */
  get buyers(): readonly number[] {
    return [...this.#buyers];
  }

  /** Whether a change was sent of which nobody knows what came of it: the run may have more or less than is known. */
  get isInDoubt(): boolean {
    return this.#isInDoubt;
  }

  /** The largest id of a customer or transaction that this run created. */
  get largestId(): number {
    return this.#largest;
  }

  /** How many customers and transactions of the run are in the account, as far as is known. */
  get living(): number {
    return this.#customers.size + this.#transactions.size;
  }

  /** The run's marker is known. */
  marked(marker: string): void {
    this.#journal?.write({ event: 'marked', marker });
  }

  /** The periods as they are listed before anything is changed. */
  found(periods: readonly unknown[]): void {
    this.#journal?.write({ event: 'periods', items: periods });
  }

  /** A request is about to be sent: one that creates something is written down first. */
  announce(request: Announced): void {
    const { kind, adds } = additionsIn(request);
    if (kind === null || adds.length === 0) return;
    const customers = adds.map((one) => idFrom(member(one, 'customer_id'))).filter((id) => id !== undefined);
    for (const id of customers) this.#buyers.add(id);
    this.#journal?.write({ event: 'creating', kind, customers: [...new Set(customers)] });
  }

  /** Takes from a recorded change what it created and what it deleted; other exchanges say nothing. */
  note(exchange: Exchange): void {
    const operation = operationOf(
      exchange.request.method,
      new URL(exchange.request.url).pathname.replace(/^.*(?=\/api\/v2\/)/, ''),
    );
    const kind = kindOf(operation);
    if (kind === null) return;
    const { transportFailure, response } = exchange;
    // A server that breaks may have carried out what it was asked for.
    if (transportFailure || !response || response.status >= 500) {
      this.#isInDoubt = true;
      return;
    }
    if (response.status >= 300) return;

    const request = parsedJson(exchange.request.body ?? '');
    const items = member(member(parsedJson(response.body), '_embedded'), 'items');
    const kept = kind === 'customers' ? this.#customers : this.#transactions;
    const updated = new Set(
      listOf(member(request, 'update')).map((one) =>
        idOf(member(one, 'id') ?? member(one, 'transaction_id')),
      ),
    );

    if (listOf(member(request, 'add')).length > 0) {
      const created = acknowledged(items).filter((id) => !updated.has(id));
      for (const id of created) kept.add(id);
      this.#largest = Math.max(this.#largest, ...created);
      this.#write('created', kind, created);
    }
    const named = kind === 'customers' ? listOf(member(items, 'deleted')) : listOf(member(request, 'delete'));
    const deleted = named.map(idOf).filter((id) => id !== undefined && kept.has(id));
    for (const id of deleted) kept.delete(id ?? 0);
    this.#write('deleted', kind, deleted);
  }

  /** What the run has in the account was looked up: nothing else is left of it. */
  looked(living: Readonly<Record<Kind, readonly number[]>>): void {
    for (const [kind, kept] of [
      ['customers', this.#customers],
      ['transactions', this.#transactions],
    ] as const) {
      const unknown = living[kind].filter((id) => !kept.has(id));
      const gone = [...kept].filter((id) => !living[kind].includes(id));
      for (const id of unknown) kept.add(id);
      for (const id of gone) kept.delete(id);
      this.#write('created', kind, unknown);
      this.#write('deleted', kind, gone);
    }
    this.#isInDoubt = false;
  }

  #write(event: 'created' | 'deleted', kind: Kind, ids: readonly (number | undefined)[]): void {
    const known = ids.filter((id) => id !== undefined);
    if (known.length > 0) this.#journal?.write({ event, kind, ids: known });
  }
}

/** How many customers or transactions a request asks to create. */
export function additionsOf(request: Announced): number {
  return additionsIn(request).adds.length;
}

function additionsIn({ method, path, body }: Announced): {
  readonly kind: Kind | null;
  readonly adds: readonly unknown[];
} {
  const kind = method === 'POST' ? kindOf(operationOf(method, path)) : null;
  return { kind, adds: kind === null ? [] : listOf(member(parsedJson(body ?? ''), 'add')) };
}

function kindOf(operation: OperationId | null): Kind | null {
  if (operation === 'customers.change') return 'customers';
  return operation === 'transactions.change' ? 'transactions' : null;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The ids of a list of acknowledgements, or of those under numeric keys. */
function acknowledged(items: unknown): number[] {
  const list = Array.isArray(items) ? items : isObject(items) ? Object.values(items) : [];
  return list.map(idOf).filter((id) => id !== undefined);
}

/** An id, bare or in an entry that has one. */
function idOf(value: unknown): number | undefined {
  return idFrom(isObject(value) ? member(value, 'id') : value);
}
