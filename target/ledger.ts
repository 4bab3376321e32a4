import { isObject, member, parsedJson } from '../spec/contract/json.ts';
import { idFrom } from '../spec/messages.ts';
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

  /** The largest id of a customer or transaction that this run created. */
  get largestId(): number {
    return this.#largest;
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
  announce({ method, path, body }: Announced): void {
    const kind = kindOf(operationOf(method, path));
    if (kind === null) return;
    const adds = listOf(member(parsedJson(body ?? ''), 'add'));
    if (adds.length === 0) return;
    const customers = adds.map((one) => idFrom(member(one, 'customer_id'))).filter((id) => id !== undefined);
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
    if (!exchange.response || exchange.response.status >= 300) return;

    const request = parsedJson(exchange.request.body ?? '');
    const items = member(member(parsedJson(exchange.response.body), '_embedded'), 'items');
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

  #write(event: 'created' | 'deleted', kind: Kind, ids: readonly (number | undefined)[]): void {
    const known = ids.filter((id) => id !== undefined);
    if (known.length > 0) this.#journal?.write({ event, kind, ids: known });
  }
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
