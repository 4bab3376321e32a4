import { type OperationId, operationOf } from '../spec/operations.ts';
import type { CoreRequest, CoreResponse, Handler } from './core/handler.ts';
import type { CustomerRecord, PeriodRecord, State, TransactionRecord } from './core/state.ts';
import { type JsonObject, isObject } from './core/values.ts';
import { bodyOf } from './core/body.ts';

/**
 * Small changes to a core, to be put together: what a fault or a variant is made of. Each changes a request
 * on its way in, a response on its way out, or the state that a request leaves behind.
 */
export type Modifier = (core: Handler) => Handler;

/** What is known when an answer stands. */
export interface Moment {
  readonly request: CoreRequest;
  readonly before: State;
  readonly after: State;
  readonly response: CoreResponse;
}

export const unchanged: Modifier = (core) => core;

/** Several modifiers as one; the first is nearest to the core. */
export function all(...modifiers: readonly Modifier[]): Modifier {
  return (core) => modifiers.reduce((modified, modifier) => modifier(modified), core);
}

/** A modifier where a condition on the request holds; the core as it is elsewhere. */
export function when(holds: (request: CoreRequest, state: State) => boolean, modifier: Modifier): Modifier {
  return (core) => {
    const modified = modifier(core);
    return (state, request) => (holds(request, state) ? modified : core)(state, request);
  };
}

/** A modifier in some of the operations only. */
export function at(operations: OperationId | readonly OperationId[], modifier: Modifier): Modifier {
  return when(({ method, path }) => {
    const operation = operationOf(method, path);
    return operation !== null && [operations].flat().includes(operation);
  }, modifier);
}

export function onRequest(change: (request: CoreRequest, state: State) => CoreRequest): Modifier {
  return (core) => (state, request) => core(state, change(request, state));
}

export function onResponse(change: (response: CoreResponse, moment: Moment) => CoreResponse): Modifier {
  return (core) => (before, request) => {
    const { state: after, response } = core(before, request);
    return { state: after, response: change(response, { request, before, after, response }) };
  };
}

export function onState(change: (after: State, moment: Moment) => State): Modifier {
  return (core) => (before, request) => {
    const { state: after, response } = core(before, request);
    return { state: change(after, { request, before, after, response }), response };
  };
}

/** Changes a header of every answer that carries it; `undefined` takes it away. */
export function onHeader(name: string, change: (value: string) => string | undefined): Modifier {
  return onResponse((response) => {
    const { [name]: value, ...others } = response.headers;
    if (value === undefined) return response;
    const changed = change(value);
    return { ...response, headers: changed === undefined ? others : { ...others, [name]: changed } };
  });
}

/** Changes the body of every answer that has an object for it. */
export function onBody(change: (body: JsonObject, moment: Moment) => unknown): Modifier {
  return onResponse((response, moment) =>
    isObject(response.body) ? { ...response, body: change(response.body, moment) } : response,
  );
}

/** Changes the account before an operation sees it, for good. */
export function beforehand(change: (state: State, request: CoreRequest) => State): Modifier {
  return (core) => (state, request) => core(change(state, request), request);
}

/** Answers those who are let in with a status and a word of its own; nothing else happens. */
export function answering(status: number, says: string): Modifier {
  return (core) => (state, request) => {
    const { response } = core(state, request);
    if (response.status === 401 || response.status === 403) return { state, response };
    const headers = { ...response.headers, 'content-type': 'text/plain; charset=utf-8' };
    return { state, response: { status, headers, body: says } };
  };
}

/** Refuses with status 400. */
export const refusing: Modifier = answering(400, 'Refused');

/** Changes the parameters of an operation's query; `change` writes to a copy of them. */
export function forQuery(
  operation: OperationId,
  change: (parameters: URLSearchParams, state: State) => void,
): Modifier {
  return at(
    operation,
    onRequest((request, state) => {
      const parameters = new URLSearchParams(request.query);
      change(parameters, state);
      return { ...request, query: parameters.toString() };
    }),
  );
}

/** Lets requests see another state than there is. What they change is lost: it is for those that only read. */
export function seeing(view: (state: State, request: CoreRequest) => State): Modifier {
  return (core) => (state, request) => ({ state, response: core(view(state, request), request).response });
}

/** Changes `_embedded.items` of an operation's answers where it is a list, as a whole. */
export function onItems(
  operation: OperationId,
  change: (items: readonly unknown[], moment: Moment) => readonly unknown[],
): Modifier {
  return at(
    operation,
    onEmbedded((embedded, moment) =>
      Array.isArray(embedded.items) ? { ...embedded, items: change(embedded.items, moment) } : embedded,
    ),
  );
}

/**
 * Lets requests that are refused be carried out all the same, as far as they can be repaired; the answer remains.
 * `undefined` lets a request be.
 */
export function doneThoughRefused(
  operation: OperationId,
  repair: (body: JsonObject, state: State) => JsonObject | undefined,
): Modifier {
  const kept: Modifier = (core) => (state, request) => {
    const reply = core(state, request);
    const repaired = reply.response.status < 400 ? undefined : repair(readableBody(request), state);
    return repaired === undefined
      ? reply
      : { ...reply, state: core(state, withBody(request, repaired)).state };
  };
  return at(operation, kept);
}

type ItemChange = (item: JsonObject, index: number, moment: Moment) => unknown;

/**
 * Changes each of `_embedded.items` in an operation's answers: list elements and the numbered ones of an
 * object. `undefined` drops the item.
 */
export function forItems(operation: OperationId, change: ItemChange): Modifier {
  return at(
    operation,
    onEmbedded((embedded, moment) => {
      const { items } = embedded;
      if (Array.isArray(items)) return { ...embedded, items: changedList(items, change, moment) };
      if (!isObject(items)) return embedded;
      const numbered = Object.keys(items).filter((key) => /^\d+$/.test(key));
      const others = Object.fromEntries(Object.entries(items).filter(([key]) => !numbered.includes(key)));
      const changed = changedList(
        numbered.map((key) => items[key]),
        change,
        moment,
      );
      return { ...embedded, items: { ...Object.fromEntries(changed.entries()), ...others } };
    }),
  );
}

/** Changes each entry of `_embedded.items.deleted` in an operation's answers. `undefined` drops the entry. */
export function forDeleted(operation: OperationId, change: ItemChange): Modifier {
  return at(
    operation,
    onEmbedded((embedded, moment) => {
      const { items } = embedded;
      if (!isObject(items) || !Array.isArray(items.deleted)) return embedded;
      return { ...embedded, items: { ...items, deleted: changedList(items.deleted, change, moment) } };
    }),
  );
}

/** Changes `_embedded` of every answer that has it. */
export function onEmbedded(change: (embedded: JsonObject, moment: Moment) => JsonObject): Modifier {
  return onBody((body, moment) =>
    isObject(body._embedded) ? { ...body, _embedded: change(body._embedded, moment) } : body,
  );
}

function changedList(items: readonly unknown[], change: ItemChange, moment: Moment): readonly unknown[] {
  return items
    .map((item, index) => (isObject(item) ? change(item, index, moment) : item))
    .filter((item) => item !== undefined);
}

/**
 * Changes one list of the bodies sent to an operation, whether JSON or a form; bodies that can't be read,
 * and those without the list, pass as they are.
 */
export function forSent(
  operation: OperationId,
  list: 'add' | 'update' | 'delete',
  change: (elements: readonly unknown[], state: State) => readonly unknown[],
): Modifier {
  return at(
    operation,
    onRequest((request, state) => {
      const body = readableBody(request);
      if (!Array.isArray(body[list])) return request;
      return withBody(request, { ...body, [list]: change(body[list], state) });
    }),
  );
}

/** Changes each object in one list of the bodies sent to an operation. */
export function forSentItems(
  operation: OperationId,
  list: 'add' | 'update',
  change: (item: JsonObject, index: number, state: State) => unknown,
): Modifier {
  return forSent(operation, list, (elements, state) =>
    elements.map((element, index) => (isObject(element) ? change(element, index, state) : element)),
  );
}

/** Changes one field where an element of a list in the bodies sent to an operation carries it. */
export function forSentField(
  operation: OperationId,
  list: 'add' | 'update',
  field: string,
  change: (value: unknown, item: JsonObject) => unknown,
): Modifier {
  return forSentItems(operation, list, (item) =>
    item[field] === undefined ? item : { ...item, [field]: change(item[field], item) },
  );
}

/** The request with another body, as JSON. */
export function withBody(request: CoreRequest, body: unknown): CoreRequest {
  const headers = { ...request.headers, 'content-type': 'application/json' };
  return { ...request, headers, body: JSON.stringify(body) };
}

/** The body of a request, `{}` where it can't be read. */
export function readableBody(request: CoreRequest): JsonObject {
  try {
    return bodyOf(request);
  } catch {
    return {};
  }
}

type RecordChange<Row> = (row: Row, before: Row | undefined, moment: Moment) => Row | undefined;

/** Changes each customer that a request wrote; `before` is undefined for an added one, `undefined` takes it away. */
export function onWrittenCustomers(change: RecordChange<CustomerRecord>): Modifier {
  return onState((after, moment) => ({
    ...after,
    customers: rewritten(moment.before.customers, after.customers, change, moment),
  }));
}

/** Changes each transaction that a request wrote. */
export function onWrittenTransactions(change: RecordChange<TransactionRecord>): Modifier {
  return onState((after, moment) => ({
    ...after,
    transactions: rewritten(moment.before.transactions, after.transactions, change, moment),
  }));
}

/** Changes each period that a request wrote. */
export function onWrittenPeriods(change: RecordChange<PeriodRecord>): Modifier {
  return onState((after, moment) => ({
    ...after,
    periods: rewritten(moment.before.periods, after.periods, change, moment),
  }));
}

function rewritten<Row>(
  before: ReadonlyMap<number, Row>,
  after: ReadonlyMap<number, Row>,
  change: RecordChange<Row>,
  moment: Moment,
): ReadonlyMap<number, Row> {
  if (after === before) return after;
  const rows = new Map(after);
  for (const [id, row] of after) {
    const known = before.get(id);
    if (row === known) continue;
    const changed = change(row, known, moment);
    if (changed === undefined) rows.delete(id);
    else rows.set(id, changed);
  }
  return rows;
}
