import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { entrance } from '../../../target/amocrm/entrance.ts';
import { TargetError } from '../../../target/errors.ts';
import type { WireResponse } from '../../../target/http.ts';
import { Authenticator } from '../../../target/authenticator.ts';
import type { AuthenticatorWays } from '../../../target/authenticator.ts';
import type { Credentials } from '../../../target/target.ts';

type SendLogin = AuthenticatorWays['logIn'];

const minutes = 60_000;
const login: Credentials = { kind: 'login', user: 'eve@example.test', hash: 'abcdef' };

function accepted(cookie: string): WireResponse {
  return { status: 200, headers: {}, setCookies: [`${cookie}; path=/`], body: '{"response":{"auth":true}}' };
}

function refusedWith(status: number, body: string): WireResponse {
  return { status, headers: {}, setCookies: [], body };
}

function unused(): Promise<never> {
  return Promise.reject(new Error('No login and no command is needed here.'));
}

function counting(answers: readonly WireResponse[]): SendLogin & { readonly count: () => number } {
  let count = 0;
  const send = async (): Promise<WireResponse> => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    const answer = answers[Math.min(count, answers.length - 1)];
    count += 1;
    return answer ?? unused();
  };
  return Object.assign(send, { count: () => count });
}

function sessionOf(
  administrator: Credentials,
  sendLogin: SendLogin = unused,
  clock = { now: () => 0 },
): Authenticator {
  const { loginRefusal } = entrance;
  return new Authenticator(
    { administrator },
    { logIn: sendLogin, loginRefusal, runTokenCommand: unused },
    clock,
  );
}

async function refusalOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => assert.fail('was not refused'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof TargetError, String(error));
  return `${error.transportFailure.kind}: ${error.transportFailure.says}`;
}

describe('credentials become headers', () => {
  it('of each kind', async () => {
    const headersOf = (credentials: Credentials) => sessionOf(credentials).headersFor('administrator');

    assert.deepEqual(await headersOf({ kind: 'bearer', token: 'abc' }), { Authorization: 'Bearer abc' });
    assert.deepEqual(await headersOf({ kind: 'cookie', cookie: 'session_id=abc' }), {
      Cookie: 'session_id=abc',
    });
    assert.deepEqual(await headersOf({ kind: 'headers', headers: { 'X-Key': 'abc' } }), { 'X-Key': 'abc' });
  });

  it('but not for nobody', async () => {
    assert.deepEqual(await sessionOf({ kind: 'bearer', token: 'abc' }).headersFor('nobody'), {});
  });

  it('of the same kind, but wrong, for a stranger', async () => {
    const headersOf = (credentials: Credentials) => sessionOf(credentials).headersFor('stranger');
    const wrong = 'not-the-token-of-anybody';

    assert.deepEqual(await headersOf({ kind: 'bearer', token: 'abc' }), { Authorization: `Bearer ${wrong}` });
    const command: Credentials = { kind: 'tokenCommand', command: 'vault read', folder: '/' };
    assert.deepEqual(await headersOf(command), { Authorization: `Bearer ${wrong}` });
    assert.deepEqual(await headersOf({ kind: 'cookie', cookie: 'session_id=abc; b=c' }), {
      Cookie: `session_id=${wrong}; b=${wrong}`,
    });
    assert.deepEqual(await headersOf(login), { Cookie: `session_id=${wrong}` });
    assert.deepEqual(
      await headersOf({ kind: 'headers', headers: { 'X-Key': 'abc', Authorization: 'Token abc' } }),
      {
        'X-Key': wrong,
        Authorization: `Token ${wrong}`,
      },
    );
  });

  it('and a member whom the target file does not name has none', async () => {
    assert.match(
      await refusalOf(sessionOf(login).headersFor('member')),
      /^refused-credentials: The target file has no credentials of a member\. Add auth\.member/,
    );
  });
});

describe('a login', () => {
  it('is renewed after 14 minutes, not before', async () => {
    const clock = { time: 0, now: () => clock.time };
    const sendLogin = counting([accepted('session_id=first'), accepted('session_id=second')]);
    const session = sessionOf(login, sendLogin, clock);

    await session.headersFor('administrator');
    clock.time = 14 * minutes - 1;
    const before = await session.headersFor('administrator');
    clock.time = 14 * minutes;
    const after = await session.headersFor('administrator');

    assert.deepEqual([before['Cookie'], after['Cookie']], ['session_id=first', 'session_id=second']);
  });

  it('keeps only the cookies that the answer leaves behind', async () => {
    const answer = {
      ...accepted('session_id=old'),
      setCookies: [
        'session_id=deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT',
        'session_id=new; HttpOnly',
        'gone=1; Max-Age=0',
        'lang=ru',
      ],
    };
    const clock = { now: () => Date.UTC(2026, 1, 1) };

    const headers = await sessionOf(login, counting([answer]), clock).headersFor('administrator');

    assert.deepEqual(headers, { Cookie: 'session_id=new; lang=ru' });
  });

  it('that gives no session is told', async () => {
    const outcome = (answer: WireResponse) =>
      refusalOf(sessionOf(login, counting([answer])).headersFor('administrator'));

    assert.match(await outcome(refusedWith(200, '{"response":{"auth":false}}')), /refused the login/);
    assert.match(await outcome(refusedWith(200, '<html>')), /refused the login/);
    assert.match(await outcome(refusedWith(404, '')), /has no login at \/private\/api\/auth\.php/);
    assert.match(await outcome(refusedWith(200, '{"response":{"auth":true}}')), /set no session cookie/);
  });
});
