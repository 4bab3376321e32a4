import { operations, type OperationId } from '../../spec/operations.ts';
import { hal, linked } from '../core/envelope.ts';
import type { CoreResponse } from '../core/handler.ts';
import { type Modifier, at, onResponse } from '../modifiers.ts';

/**
 * Answers with an empty envelope, changed, where an operation has nothing to say: a list that finds nothing, a change
 * that asks for nothing. There a defect of the envelope leaves everything else as it is.
 */
export function hollow(operation: OperationId, change: (body: unknown) => unknown): Modifier {
  const { method, path } = operations[operation];
  return at(
    operation,
    onResponse((response, { request }) => {
      const saysNothing = method === 'GET' ? response.status === 204 : request.body.trim() === '{}';
      if (!saysNothing || response.status === 401) return response;
      const envelope = { ...linked(path, method.toLowerCase()), _embedded: { items: [] } };
      return withBody(response, change(envelope));
    }),
  );
}

function withBody({ headers }: CoreResponse, body: unknown): CoreResponse {
  const answer = hal(body);
  return { ...answer, headers: { ...headers, ...answer.headers } };
}
