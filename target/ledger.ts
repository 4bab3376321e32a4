import { operationOf } from '../spec/operations.ts';
import type { Exchange } from '../spec/run/exchange.ts';

/** What a run created in the account and has not deleted yet, kept up by the exchanges that it sees. */
export class Ledger {
  readonly #customers = new Set<number>();
  readonly #transactions = new Set<number>();
  #largest = 0;

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

  /** Takes from a recorded change what it created and what it deleted; other exchanges say nothing. */
  note(exchange: Exchange): void {
    const operation = operationOf(
      exchange.request.method,
      new URL(exchange.request.url).pathname.replace(/^.*(?=\/api\/v2\/)/, ''),
    );
    if (operation !== 'customers.change' && operation !== 'transactions.change') return;
    if (!exchange.response || exchange.response.status >= 300) return;

    const request = parsed(exchange.request.body ?? '');
    const items = member(member(parsed(exchange.response.body), '_embedded'), 'items');
    const kept = operation === 'customers.change' ? this.#customers : this.#transactions;
    const updated = new Set(
      listOf(member(request, 'update')).map((one) =>
        idOf(member(one, 'id') ?? member(one, 'transaction_id')),
      ),
    );

    if (listOf(member(request, 'add')).length > 0) {
      for (const id of acknowledged(items)) {
        if (updated.has(id)) continue;
        kept.add(id);
        this.#largest = Math.max(this.#largest, id);
      }
    }
    const deleted =
      operation === 'customers.change' ? listOf(member(items, 'deleted')) : listOf(member(request, 'delete'));
    for (const one of deleted) kept.delete(idOf(one) ?? 0);
  }

  /** Strikes out what is known to be gone. */
  forget(kind: 'customers' | 'transactions', ids: Iterable<number>): void {
    const kept = kind === 'customers' ? this.#customers : this.#transactions;
    for (const id of ids) kept.delete(id);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function acknowledged(items: unknown): number[] {
  const list = Array.isArray(items)
    ? items
    : typeof items === 'object' && items !== null
      ? Object.values(items)
      : [];
  return list.map(idOf).filter((id) => id !== undefined);
}

/** An id, bare or in an entry that has one, as number or digits. */
function idOf(value: unknown): number | undefined {
  const id = typeof value === 'object' ? member(value, 'id') : value;
  const number = typeof id === 'string' && /^\d+$/.test(id) ? Number(id) : id;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : undefined;
}
