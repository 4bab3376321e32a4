/** What faults of lists are made of: the parameters that a list is asked by, and the links that it answers with. */
import type { OperationId } from '../../spec/operations.ts';
import type { CoreRequest, CoreResponse } from '../core/handler.ts';
import { rowLimit } from '../core/selection.ts';
import { isObject, type JsonObject } from '../core/values.ts';
import { type Modifier, at, forQuery, onBody, when } from '../modifiers.ts';

/** The parameters that a request has to have and those that it must not have. */
export interface Asked {
  readonly by?: readonly string[];
  readonly not?: readonly string[];
}

/** A modifier where a list is asked by some parameters and not by others. */
export function asked(operation: OperationId, { by = [], not = [] }: Asked, modifier: Modifier): Modifier {
  const holds = ({ query }: CoreRequest): boolean => {
    const parameters = new URLSearchParams(query);
    return by.every((name) => parameters.has(name)) && !not.some((name) => parameters.has(name));
  };
  return at(operation, when(holds, modifier));
}

/** Changes the number in a parameter, where it is sent. */
export function forNumber(
  operation: OperationId,
  parameter: string,
  change: (number: number, parameters: URLSearchParams) => number,
): Modifier {
  return forQuery(operation, (parameters) => {
    const value = parameters.get(parameter);
    if (value !== null) parameters.set(parameter, String(change(Number(value), parameters)));
  });
}

/** Passes over parameters. */
export function ignoring(operation: OperationId, ...names: readonly string[]): Modifier {
  return forQuery(operation, (parameters) => {
    for (const name of names) parameters.delete(name);
  });
}

/** Gives more rows than the system's limit of 500 where more are asked for. */
export function beyondLimit(operation: OperationId, most: number): Modifier {
  const joined: Modifier = (core) => (state, request) => {
    const parameters = new URLSearchParams(request.query);
    const rows = Math.min(Number(parameters.get('limit_rows') ?? 0), most);
    const reply = core(state, request);
    if (rows <= rowLimit) return reply;
    parameters.set('limit_rows', String(rows - rowLimit));
    parameters.set('limit_offset', String(Number(parameters.get('limit_offset') ?? 0) + rowLimit));
    const rest = core(state, { ...request, query: parameters.toString() });
    return {
      state,
      response: withItems(reply.response, [...itemsIn(reply.response), ...itemsIn(rest.response)]),
    };
  };
  return at(operation, joined);
}

/** The elements of a list's answer. */
function itemsIn({ body }: CoreResponse): readonly unknown[] {
  const embedded: unknown = isObject(body) ? body._embedded : undefined;
  return isObject(embedded) && Array.isArray(embedded.items) ? embedded.items : [];
}

function withItems(response: CoreResponse, items: readonly unknown[]): CoreResponse {
  const { body } = response;
  if (!isObject(body) || !isObject(body._embedded)) return response;
  return { ...response, body: { ...body, _embedded: { ...body._embedded, items } } };
}

/** Changes the link of a list's or a change's answer to itself. */
export function forSelf(
  operation: OperationId,
  change: (self: JsonObject, request: CoreRequest) => JsonObject,
): Modifier {
  return at(
    operation,
    onBody((body, { request }) => {
      const self: unknown = isObject(body._links) ? body._links.self : undefined;
      return isObject(self) ? { ...body, _links: { self: change(self, request) } } : body;
    }),
  );
}

/** The item with another address in its link. */
export function withHref(item: JsonObject, change: (href: string) => string): JsonObject {
  const self: unknown = isObject(item._links) ? item._links.self : undefined;
  return isObject(self) ? { ...item, _links: { self: { ...self, href: change(String(self.href)) } } } : item;
}
