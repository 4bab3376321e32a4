/** Modifiers of what is sent: queries and bodies. */
import type { OperationId } from '../../spec/operations.ts';
import { bodyOf } from '../core/body.ts';
import type { CoreRequest } from '../core/handler.ts';
import type { State } from '../core/state.ts';
import { type JsonObject, isObject } from '../core/values.ts';
import { type Modifier, at, onRequest } from './modifier.ts';

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
