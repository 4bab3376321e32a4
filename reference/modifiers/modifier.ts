import { type OperationId, operationOf } from '../../spec/operations.ts';
import type { CoreRequest, CoreResponse, Handler } from '../core/handler.ts';
import type { State } from '../core/state.ts';

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

/** Changes the account before an operation sees it, for good. */
export function beforehand(change: (state: State, request: CoreRequest) => State): Modifier {
  return (core) => (state, request) => core(change(state, request), request);
}

/** Lets requests see another state than there is. What they change is lost: it is for those that only read. */
export function seeing(view: (state: State, request: CoreRequest) => State): Modifier {
  return (core) => (state, request) => ({ state, response: core(view(state, request), request).response });
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
