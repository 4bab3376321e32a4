import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Headers } from '../../../spec/run/exchange.ts';
import { entrance } from '../../../target/amocrm/entrance.ts';
import type { WireResponse } from '../../../target/http.ts';
import { Authenticator } from '../../../target/authenticator.ts';
import type { Credentials } from '../../../target/target.ts';
import { transportFailureOf } from './wire.ts';

const minutes = 60_000;
const login: Credentials = { kind: 'login', user: 'eve@example.test', hash: 'abcdef' };

const pass = '{"response":{"auth":true}}';

function answer(setCookies: readonly string[] = [], body = pass, status = 200): WireResponse {
  return { status, headers: {}, setCookies, body };
}

/** Whose logins get one answer after the other, and whose command prints the same token ever again. */
function sessionOf(
  administrator: Credentials,
  answers: readonly WireResponse[] = [],
  clock = { now: () => 0 },
): Authenticator {
  const waiting = [...answers];
  return new Authenticator(
    { administrator },
    {
      logIn: () => Promise.resolve(waiting.shift() ?? assert.fail('no login is needed here')),
      loginRefusal: entrance.loginRefusal,
      runTokenCommand: () => Promise.resolve('printed'),
    },
    clock,
  );
}

describe('credentials become headers', () => {
  const wrong = 'not-the-token-of-anybody';

  /** Credentials, their headers, and those of a stranger: of the same kind, but wrong. */
  const cases: readonly (readonly [Credentials, Headers, Headers])[] = [
    [{ kind: 'bearer', token: 'abc' }, { Authorization: 'Bearer abc' }, { Authorization: `Bearer ${wrong}` }],
    [
      { kind: 'tokenCommand', command: 'vault read', folder: '/' },
      { Authorization: 'Bearer printed' },
      { Authorization: `Bearer ${wrong}` },
    ],
    [
      { kind: 'cookie', cookie: 'session_id=abc; b=c' },
      { Cookie: 'session_id=abc; b=c' },
      { Cookie: `session_id=${wrong}; b=${wrong}` },
    ],
    [login, { Cookie: 'session_id=new' }, { Cookie: `session_id=${wrong}` }],
    [
      { kind: 'headers', headers: { 'X-Key': 'abc', Authorization: 'Token abc' } },
      { 'X-Key': 'abc', Authorization: 'Token abc' },
      { 'X-Key': wrong, Authorization: `Token ${wrong}` },
    ],
  ];
  for (const [credentials, own, ofStranger] of cases) {
    it(`from ${credentials.kind}, but not for nobody`, async () => {
      const session = sessionOf(credentials, [answer(['session_id=new; path=/'])]);

      assert.deepEqual(await session.headersFor('administrator'), own);
      assert.deepEqual(await session.headersFor('stranger'), ofStranger);
      assert.deepEqual(await session.headersFor('nobody'), {});
    });
  }

  it('and a member whom the target file does not name has none', async () => {
    assert.match(
      await transportFailureOf(sessionOf(login).headersFor('member')),
      /^refused-credentials: The target file has no credentials of a member\. Add auth\.member/,
    );
  });
});

describe('a login', () => {
  it('is renewed after 14 minutes, not before', async () => {
    const clock = { time: 0, now: () => clock.time };
    const session = sessionOf(login, [answer(['session_id=first']), answer(['session_id=second'])], clock);
    const cookies: unknown[] = [];

    for (const time of [0, 14 * minutes - 1, 14 * minutes]) {
      clock.time = time;
      cookies.push((await session.headersFor('administrator'))['Cookie']);
    }

    assert.deepEqual(cookies, ['session_id=first', 'session_id=first', 'session_id=second']);
  });

  it('that was renewed and lets nobody in stays, and is renewed again once it did', async () => {
    const session = sessionOf(
      login,
      ['first', 'second', 'third'].map((id) => answer([`session_id=${id}`])),
    );
    const first = await session.headersFor('administrator');
    assert.equal(await session.renew('administrator', first), 'own');
    const second = await session.headersFor('administrator');

    assert.equal(await session.renew('administrator', second), null);
    session.served('administrator', second);

    assert.equal(await session.renew('administrator', second), 'own');
    assert.deepEqual(session.liveOf('administrator'), { Cookie: 'session_id=third' });
    assert.equal(await session.renew('administrator', second), 'of another request');
  });

  it('keeps only the cookies that the answer leaves behind', async () => {
    const given = [
      'session_id=deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT',
      'session_id=new; HttpOnly',
      'gone=1; Max-Age=0',
      'lang=ru',
    ];
    const session = sessionOf(login, [answer(given)], { now: () => Date.UTC(2026, 1, 1) });

    assert.deepEqual(await session.headersFor('administrator'), { Cookie: 'session_id=new; lang=ru' });
  });

  const useless: readonly (readonly [WireResponse, RegExp])[] = [
    [answer([], '{"response":{"auth":false}}'), /refused the login/],
    [answer([], '<html>'), /refused the login/],
    [answer([], '', 404), /has no login at \/private\/api\/auth\.php/],
    [answer(), /set no session cookie/],
  ];
  for (const [given, told] of useless) {
    it(`that is answered ${given.status} ${given.body} and gives no session is told`, async () => {
      assert.match(await transportFailureOf(sessionOf(login, [given]).headersFor('administrator')), told);
    });
  }
});
