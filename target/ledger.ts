import { isObject, member, parsedJson } from '../spec/contract/json.ts';
import { idFrom } from '../spec/messages.ts';
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

    const request = parsedJson(exchange.request.body ?? '');
    const items = member(member(parsedJson(exchange.response.body), '_embedded'), 'items');
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
