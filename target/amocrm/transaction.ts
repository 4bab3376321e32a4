import { isObject, member } from '../../spec/contract/json.ts';
import { placeOf } from '../../spec/openapi.ts';
import { at, idOf, type Item } from '../answer.ts';

/** What is compared of a record at two moments: documented fields alone, so that whatever is left open may change. */
export type Snapshot = Readonly<Record<string, unknown>>;

/** The customer that a transaction names. */
export function customerOf(transaction: Item | null): number | undefined {
  return idOf(at(transaction, 'customer'));
}

/** Fields whose form is left open, and how they are read. */
const readers: Readonly<Record<string, (transaction: Item) => unknown>> = { id: idOf, customer: customerOf };

/** Every field of the contract but the links, which other requirements are about. */
const fields = (() => {
  const properties = member(placeOf('#/components/schemas/Transaction').node, 'properties');
  return isObject(properties) ? Object.keys(properties).filter((field) => field !== '_links') : [];
})();

/** A transaction as the document describes it. */
export function snapshotOf(transaction: Item): Snapshot {
  return Object.fromEntries(
    fields.map((field) => [field, readers[field] ? readers[field](transaction) : transaction[field]]),
  );
}
