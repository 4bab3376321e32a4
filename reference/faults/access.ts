/** Who sends a request, and what it takes to pass for somebody else. */
import type { OperationId } from '../../spec/operations.ts';
import { callerOf } from '../core/authentication.ts';
import type { CoreRequest } from '../core/handler.ts';
import { Refusal } from '../core/refusal.ts';
import type { State, User } from '../core/state.ts';
import { type Modifier, at, onRequest, onResponse, when } from '../modifiers.ts';

/** Somebody known, somebody with wrong credentials, or somebody without any. */
export type Sender = User['role'] | 'stranger' | 'nobody';

export function senderOf(request: CoreRequest, state: State): Sender {
  try {
    return callerOf(state, request).role;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { authorization, cookie = '' } = request.headers;
    const carries =
      authorization !== undefined || cookie.includes('session_id=') || request.query.includes('USER_LOGIN');
    return carries ? 'stranger' : 'nobody';
  }
}

/** A modifier in requests of one sender at an operation. */
export function sentBy(sender: Sender, operation: OperationId, modifier: Modifier): Modifier {
  return at(
    operation,
    when((request, state) => senderOf(request, state) === sender, modifier),
  );
}

function asAdministrator(request: CoreRequest, { credentials, users }: State): CoreRequest {
  const own = credentials.find(({ user }) => users.get(user)?.role === 'administrator');
  const { cookie: _, ...headers } = request.headers;
  return { ...request, headers: { ...headers, authorization: `Bearer ${own?.bearer ?? ''}` } };
}

/** Takes whoever sends for an administrator. */
export const trusting: Modifier = onRequest(asAdministrator);

/** Refuses, and carries out all the same what was asked for. */
export const trustingInSecret: Modifier = (core) => (state, request) => ({
  state: core(state, asAdministrator(request, state)).state,
  response: core(state, request).response,
});

/** Refuses, and puts what was asked for in the body of the refusal. */
export const leaking: Modifier = (core) => (state, request) => {
  const { body } = core(state, asAdministrator(request, state)).response;
  return onResponse((response) => ({
    ...response,
    headers: { ...response.headers, 'content-type': 'application/json' },
    body: { error: 'Unauthorized', data: body },
  }))(core)(state, request);
};
