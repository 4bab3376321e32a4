import type { CoreRequest, CoreResponse } from './handler.ts';
import type { Policy } from './policy.ts';

/**
 * Thrown where a request, or one element of a batch, is refused. As the state is immutable, a refused
 * request leaves nothing behind.
 */
export class Refusal extends Error {
  override readonly name: string = 'Refusal';
  readonly status: number;
  /** The API's own error number; the status where it has none. */
  readonly code: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    says: string,
    status = 400,
    { code = status, headers = {} }: Partial<Pick<Refusal, 'code' | 'headers'>> = {},
  ) {
    super(says);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** An update older than what is stored: always an error of its element, never of the whole request. */
export class StaleUpdate extends Refusal {
  override readonly name = 'StaleUpdate';

  constructor() {
    super('Last modified date is older than in database');
  }
}

/** Error number of refused credentials. */
export const refusedCredentials = 110;

/** The answer to a refused request, in the shape and, for what it says, with the status that the policy chose (readings 27, 29). */
export function refusalResponse(
  refusal: Refusal,
  { now }: CoreRequest,
  policy: Pick<Policy, 'errorBody' | 'refusedStatus'>,
): CoreResponse {
  const { message, code, headers } = refusal;
  const status = refusal.status === 400 ? policy.refusedStatus : refusal.status;
  const answer = (type: string, body: unknown): CoreResponse => ({
    status,
    headers: { 'content-type': type, ...headers },
    body,
  });
  switch (policy.errorBody) {
    case 'response':
      return answer('application/json', responseError(message, code, now));
    case 'problem':
      return answer('application/problem+json', {
        title: 'Refused',
        type: 'about:blank',
        status,
        detail: message,
      });
    case 'text':
      return answer('text/plain; charset=utf-8', message);
    case 'none':
      return { status, headers };
  }
}

/** The older of the two error shapes: the code is a string. */
export function responseError(error: string, code: number, now: number): unknown {
  return { response: { error, error_code: String(code), server_time: now } };
}
