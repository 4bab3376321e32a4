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
  onResponse,
  onState,
  onWrittenCustomers,
  readableBody,
  when,
  withBody,
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

/** The elements of a list in a request's body. */
export function elementsIn(body: JsonObject, list: string): readonly unknown[] {
  const elements: unknown = body[list];
  return Array.isArray(elements) ? elements : [];
}

/** A modifier for requests with a certain number of elements in a list of their body. */
export function whenSent(list: string, holds: (count: number) => boolean, modifier: Modifier): Modifier {
  return at(
    operation,
    when((request) => holds(elementsIn(readableBody(request), list).length), modifier),
  );
}

/** A modifier for requests with one element in a list of their body, of a certain kind. */
export function whenOne(
  list: 'add' | 'update',
  holds: (item: JsonObject, state: State) => boolean,
  modifier: Modifier,
): Modifier {
  return whenSent(
    list,
    (count) => count === 1,
    when((request, state) => {
      const [item] = elementsIn(readableBody(request), list);
      return isObject(item) && holds(item, state);
    }, modifier),
  );
}

/** Answers 400, and does what was asked for. */
export const refusedAndDone: Modifier = onResponse(({ headers }) => ({
  status: 400,
  headers: { ...headers, 'content-type': 'text/plain' },
  body: 'Refused',
}));

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
  change: (
    customer: CustomerRecord,
    batch: readonly CustomerRecord[],
    index: number,
    moment: Moment,
  ) => CustomerRecord | undefined,
): Modifier {
  return onState((after, moment) => {
    const batch = addedIn({ ...moment, after });
    if (batch.length === 0) return after;
    const customers = new Map(after.customers);
    batch.forEach((customer, index) => {
      const changed = change(customer, batch, index, moment);
      if (changed === undefined) customers.delete(customer.id);
      else customers.set(customer.id, changed);
    });
    return { ...after, customers };
  });
}

/** The account with each of its customers changed. */
export function withCustomers(state: State, change: (customer: CustomerRecord) => CustomerRecord): State {
  const rows = [...state.customers].map(([id, customer]): [number, CustomerRecord] => [id, change(customer)]);
  return { ...state, customers: new Map(rows) };
}

/** Changes each customer that a request updates, as it is stored. */
export function onUpdated(
  change: (customer: CustomerRecord, before: CustomerRecord, moment: Moment) => CustomerRecord,
): Modifier {
  return at(
    operation,
    onWrittenCustomers((customer, before, moment) =>
      before === undefined || placeOf(customer, moment) < 0 ? customer : change(customer, before, moment),
    ),
  );
}

/** The place of a customer among the updates of a request; -1 where it is none of them. */
export function placeOf({ id }: CustomerRecord, { request }: Moment): number {
  return elementsIn(readableBody(request), 'update').findIndex(
    (item) => isObject(item) && Number(item.id) === id,
  );
}

/** What a request sent to update a customer. */
export function updateOf(customer: CustomerRecord, moment: Moment): JsonObject {
  const item = elementsIn(readableBody(moment.request), 'update')[placeOf(customer, moment)];
  return isObject(item) ? item : {};
}

/** Changes the customers that stand by when a request updates others. */
export function onBystanders(
  change: (customer: CustomerRecord, updated: readonly CustomerRecord[]) => CustomerRecord,
): Modifier {
  return at(
    operation,
    onState((after, moment) => {
      const written = [...after.customers.values()].filter((customer) => placeOf(customer, moment) >= 0);
      if (written.length === 0 || after === moment.before) return after;
      return withCustomers(after, (customer) =>
        moment.before.customers.get(customer.id) === customer ? change(customer, written) : customer,
      );
    }),
  );
}

type Repair = (item: JsonObject) => JsonObject | undefined;

/** Lets a refused request with one element in a list be carried out all the same, once the element is repaired. */
export function oneDoneThoughRefused(list: 'add' | 'update', repair: Repair): Modifier {
  return doneThoughRefused(operation, (body) => repairedBody(body, list, repair));
}

/** Repairs the only element in a list instead of refusing the request. */
export function oneRepaired(list: 'add' | 'update', repair: Repair): Modifier {
  return (core) => (state, request) => {
    const reply = core(state, request);
    const repaired =
      reply.response.status < 400 ? undefined : repairedBody(readableBody(request), list, repair);
    return repaired === undefined ? reply : core(state, withBody(request, repaired));
  };
}

function repairedBody(body: JsonObject, list: 'add' | 'update', repair: Repair): JsonObject | undefined {
  const [item, ...others] = elementsIn(body, list);
  const repaired = others.length === 0 && isObject(item) ? repair(item) : undefined;
  return repaired === undefined ? undefined : { [list]: [repaired] };
}

/** Leaves out a field of each element of a list that carries it, where its value is of a kind. */
export function ignored(
  list: 'add' | 'update',
  field: string,
  form: 'always' | 'as number' | 'as text' = 'always',
): Modifier {
  return forSentItems(operation, list, (item) =>
    form === 'always' || isOfForm(item[field], form) ? without(item, field) : item,
  );
}

function isOfForm(value: unknown, form: 'as number' | 'as text'): boolean {
  return typeof value === (form === 'as text' ? 'string' : 'number');
}

/** An item without a field. */
export function without(item: JsonObject, field: string): JsonObject {
  return Object.fromEntries(Object.entries(item).filter(([name]) => name !== field));
}
