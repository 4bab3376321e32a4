import type { CustomerRecord, State } from '../core/state.ts';
import { type JsonObject, isObject } from '../core/values.ts';
import {
  type Modifier,
  type Moment,
  at,
  doneThoughRefused,
  forItems,
  forSent,
  forSentField,
  forSentItems,
  onState,
  onWrittenCustomers,
  readableBody,
  when,
} from '../modifiers.ts';

/** What faults of customers are made of: small edits of what is sent, stored and acknowledged. */

const operation = 'customers.change';

type Edit<Value> = (value: Value) => unknown;

/** Changes a field of each added customer that is sent with it. */
export function added(field: string, change: Edit<unknown>): Modifier {
  return forSentField(operation, 'add', field, change);
}

/** Changes a text field of each added customer. */
export function addedText(field: string, change: Edit<string>): Modifier {
  return added(field, (value) => (typeof value === 'string' ? change(value) : value));
}

/** Changes a number of each added customer, and leaves it a number or digits as it was sent. */
export function addedNumber(field: string, change: (value: number) => number): Modifier {
  return added(field, (value) => {
    const changed = change(Number(value));
    return typeof value === 'string' ? String(changed) : changed;
  });
}

/** Changes a field of each update that carries it. */
export function updated(field: string, change: Edit<unknown>): Modifier {
  return forSentField(operation, 'update', field, change);
}

/** Changes every element of `add`. */
export function forAdded(change: (item: JsonObject, index: number, state: State) => unknown): Modifier {
  return forSentItems(operation, 'add', change);
}

/** Changes every element of `update`. */
export function forUpdates(change: (item: JsonObject, index: number, state: State) => unknown): Modifier {
  return forSentItems(operation, 'update', change);
}

/** Changes the list of added customers, or of updates, as a whole. */
export function forBatch(
  list: 'add' | 'update' | 'delete',
  change: (elements: readonly unknown[], state: State) => readonly unknown[],
): Modifier {
  return forSent(operation, list, change);
}

/** How many elements a list of a request's body has. */
export function countIn(body: JsonObject, list: string): number {
  const elements = body[list];
  return Array.isArray(elements) ? elements.length : 0;
}

/** A modifier for requests with a certain number of elements in a list of their body. */
export function whenSent(list: string, holds: (count: number) => boolean, modifier: Modifier): Modifier {
  return at(
    operation,
    when((request) => holds(countIn(readableBody(request), list)), modifier),
  );
}

/** Changes each acknowledgement in answers to requests that add. */
export function forAddedAcknowledgements(change: (item: JsonObject, index: number) => unknown): Modifier {
  return whenSent('add', (count) => count > 0, forItems(operation, change));
}

/** Changes each acknowledgement in answers to requests that update and add nothing. */
export function forUpdateAcknowledgements(change: (item: JsonObject, index: number) => unknown): Modifier {
  return whenSent(
    'update',
    (count) => count > 0,
    whenSent('add', (count) => count === 0, forItems(operation, change)),
  );
}

/** Customers that a request added, in the order of the request. */
export function addedIn({ before, after }: Moment): readonly CustomerRecord[] {
  return [...after.customers.values()].filter(({ id }) => !before.customers.has(id));
}

/** Changes each added customer as it is stored; `undefined` keeps it from being stored. */
export function onAdded(
  change: (customer: CustomerRecord, batch: readonly CustomerRecord[], index: number) => CustomerRecord | undefined,
): Modifier {
  return onState((after, moment) => {
    const batch = addedIn({ ...moment, after });
    if (batch.length === 0) return after;
    const customers = new Map(after.customers);
    batch.forEach((customer, index) => {
      const changed = change(customer, batch, index);
      if (changed === undefined) customers.delete(customer.id);
      else customers.set(customer.id, changed);
    });
    return { ...after, customers };
  });
}

/** Changes each updated customer as it is stored; deletions are left alone. */
export function onUpdated(
  change: (customer: CustomerRecord, before: CustomerRecord, moment: Moment) => CustomerRecord,
): Modifier {
  return onWrittenCustomers((customer, before, moment) =>
    before === undefined || customer.is_deleted ? customer : change(customer, before, moment),
  );
}

/** Changes customers that stand by when a request updates others, or deletes them. */
export function onBystanders(
  change: (customer: CustomerRecord, written: readonly CustomerRecord[]) => CustomerRecord,
): Modifier {
  return onState((after, { before }) => {
    const written = [...after.customers.values()].filter(
      (customer) => before.customers.has(customer.id) && before.customers.get(customer.id) !== customer,
    );
    if (written.length === 0) return after;
    const isWritten = new Set(written.map(({ id }) => id));
    const rows = [...after.customers].map(([id, customer]): [number, CustomerRecord] => [
      id,
      isWritten.has(id) || !before.customers.has(id) ? customer : change(customer, written),
    ]);
    return { ...after, customers: new Map(rows) };
  });
}

/** Lets refused requests that add one customer store it all the same, once it is repaired. */
export function storedThoughRefused(repair: (item: JsonObject) => JsonObject | undefined): Modifier {
  return doneThoughRefused(operation, ({ add }) => {
    const [item, ...others] = Array.isArray(add) ? (add as readonly unknown[]) : [];
    const repaired = others.length === 0 && isObject(item) ? repair(item) : undefined;
    return repaired === undefined ? undefined : { add: [repaired] };
  });
}

/** An item without a field. */
export function without(item: JsonObject, field: string): JsonObject {
  return Object.fromEntries(Object.entries(item).filter(([name]) => name !== field));
}
