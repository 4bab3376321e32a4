import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Exchange } from '../../../spec/run/exchange.ts';
import { proxySecrets } from '../../../target/proxies.ts';
import { Redaction } from '../../../target/redaction.ts';
import type { Credentials } from '../../../target/target.ts';
import { tlsSecrets } from '../../../target/tls.ts';
import { whole } from '../credentials/spellings.ts';
import { answered } from '../support/answers.ts';

function redactionOf(administrator: Credentials, member?: Credentials): Redaction {
  return new Redaction({ administrator, ...(member === undefined ? {} : { member }) });
}

function exchangeWith(text: string, header: string): Exchange {
  const { exchange } = answered(200, text, { path: `/api/v2/customers?q=${text}` });
  return {
    ...exchange,
    purpose: `look for ${text}`,
    request: {
      ...exchange.request,
      headers: { authorization: header, cookie: `session_id=${header}`, 'x-echo': text },
      body: text,
    },
    response: { status: 200, headers: { 'x-echo': text, location: `/?${text}` }, body: text },
    transportFailure: { kind: 'redirect', says: `It redirects to ${text}.` },
    violations: [{ requirement: 'a', pointer: `/${text}`, expected: 'b', actual: text, schema: '#/c' }],
  };
}

/** Secrets that are no part of a mask's name, as no sensible secret is, nor of the words around them. */
const secrets = fc
  .string({ unit: 'grapheme-composite', minLength: 6, maxLength: 60 })
  .filter((text) => text.trim() === text && /[^A-Z_$]{2}/.test(text) && !'administrator'.includes(text));

describe('an exchange as it is recorded', () => {
  it('holds no secret in any spelling, in any byte', () => {
    fc.assert(
      fc.property(secrets, fc.string(), fc.string(), (secret, before, after) => {
        const redaction = redactionOf({ kind: 'login', user: 'x', hash: secret });

        for (const spelling of whole(secret)) {
          const recorded = redaction.recorded(exchangeWith(before + spelling + after, spelling));
          const bytes = [
            JSON.stringify(recorded),
            ...Object.values(recorded.request).map(String),
            recorded.request.headers['x-echo'] ?? '',
            recorded.response?.body ?? '',
          ].join('\n');

          assert.ok(!bytes.includes(spelling), `${spelling} is in ${bytes}`);
          assert.ok(bytes.includes('$ADMINISTRATOR_LOGIN_HASH'));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('holds no secret inside a longer base64 text', () => {
    const long = fc.string({ minLength: 9, maxLength: 40 });
    const within = fc.property(long, fc.string(), fc.string(), (secret, before, after) => {
      const redaction = redactionOf({ kind: 'bearer', token: secret });
      const shift = Buffer.from(before).length % 3;
      const padded = Buffer.from('\0'.repeat(shift) + secret).toString('base64');
      const echoed = Buffer.from(before + secret + after).toString('base64');

      assert.ok(!redaction.text(echoed).includes(padded.slice([0, 2, 3][shift], -4)), echoed);
    });

    fc.assert(within);
  });

  it('shows which secret stood where, short ones only where credentials stand', () => {
    const redaction = redactionOf(
      { kind: 'headers', headers: { 'X-Api-Key': 'key of admin/1' } },
      { kind: 'cookie', cookie: 'sid=abc' },
    );

    const { request, response } = redaction.recorded(exchangeWith('"key+of%20admin\\/1","abc"', 'abc'));

    assert.equal(request.headers['cookie'], 'session_id=$MEMBER_COOKIE');
    assert.equal(response?.body, '"$ADMINISTRATOR_HEADER_X_API_KEY","abc"');
  });

  it('is otherwise what it was', () => {
    const exchange = exchangeWith('{"name":"Ёлка $1 $& \\u0041"}', 'Basic x');

    assert.deepEqual(redactionOf({ kind: 'bearer', token: 'another-token' }).recorded(exchange), exchange);
  });
});

describe('an exchange as tests see it', () => {
  it('has long secrets masked even in bodies, short ones, which may stand by chance, only elsewhere', () => {
    const token = 'a-token-of-some-length';
    const redaction = redactionOf({ kind: 'bearer', token }, { kind: 'cookie', cookie: 's=short' });
    const exchange = exchangeWith(`${token} short`, 'a');
    const seen = redaction.seen(exchange, redaction.recorded(exchange));

    assert.equal(seen.request.body, '$ADMINISTRATOR_BEARER short');
    assert.equal(seen.response?.body, '$ADMINISTRATOR_BEARER short');
    assert.equal(seen.response.headers['x-echo'], '$ADMINISTRATOR_BEARER $MEMBER_COOKIE');
    assert.equal(seen.violations[0]?.actual, '$ADMINISTRATOR_BEARER $MEMBER_COOKIE');
  });
});

const learning = redactionOf({ kind: 'login', user: 'eve', hash: 'x' });
learning.learnCookies('administrator', ['session_id=ab%2Fcd%2Fef; path=/']);
learning.learnToken('administrator', 'token-1');
learning.learnToken('administrator', 'token-2');

const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
const ofHeader = redactionOf({ kind: 'headers', headers: { Authorization: basic('eve:the-password') } });
const ofNeighbours = redactionOf(
  { kind: 'bearer', token: 'token-of-eve' },
  { kind: 'bearer', token: 'token-of-eve-and-more' },
);
const ofOthers = new Redaction({ administrator: { kind: 'bearer', token: 'abc' } }, [
  ...tlsSecrets({ key: 'a.key', passphrase: 'a-passphrase' }),
  ...proxySecrets({
    https_proxy: 'http://eve:pass%20word@proxy.test',
    ALL_PROXY: 'lonely-token@proxy.test',
  }),
]);

describe('secrets are masked', () => {
  const cases: readonly (readonly [string, Redaction, string, string])[] = [
    ['inside a Basic header', ofHeader, 'the-password', '$ADMINISTRATOR_HEADER_AUTHORIZATION'],
    ['behind a scheme', ofHeader, basic('eve:the-password').slice(6), '$ADMINISTRATOR_HEADER_AUTHORIZATION'],
    ['of a session', learning, 'ab%2Fcd%2Fef', '$ADMINISTRATOR_SESSION'],
    ['of a session, decoded', learning, 'ab/cd/ef', '$ADMINISTRATOR_SESSION'],
    ['of a command', learning, 'token-1', '$ADMINISTRATOR_TOKEN_COMMAND'],
    ['of a command that runs again', learning, 'token-2', '$ADMINISTRATOR_TOKEN_COMMAND'],
    ['of a key', ofOthers, 'a-passphrase', '$TLS_PASSPHRASE'],
    ['of a proxy', ofOthers, 'pass word', '$HTTPS_PROXY_PASSWORD'],
    ['of a proxy, as a header', ofOthers, basic('eve:pass word'), 'Basic $HTTPS_PROXY_PASSWORD'],
    ['of a proxy, alone', ofOthers, 'lonely-token', '$ALL_PROXY_USER'],
    [
      'that begin alike',
      ofNeighbours,
      'token-of-eve-and-more token-of-eve',
      '$MEMBER_BEARER $ADMINISTRATOR_BEARER',
    ],
  ];
  for (const [which, redaction, text, masked] of cases) {
    it(which, () => {
      assert.equal(redaction.text(text), masked);
    });
  }

  it('in cookies that are set, whether somebody knows them or not', () => {
    const lines = ['session_id=ab%2Fcd%2Fef; path=/', 'session_id=fresh; HttpOnly', 'b=2'];

    assert.equal(
      learning.setCookies(lines),
      'session_id=$ADMINISTRATOR_SESSION; path=/, session_id=$COOKIE; HttpOnly, b=$COOKIE',
    );
  });
});
