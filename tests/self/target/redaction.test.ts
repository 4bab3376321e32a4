import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Exchange } from '../../../spec/run/exchange.ts';
import { proxySecrets } from '../../../target/proxies.ts';
import { Redaction } from '../../../target/redaction.ts';
import type { Credentials } from '../../../target/target.ts';
import { tlsSecrets } from '../../../target/tls.ts';
import { whole } from '../credentials/spellings.ts';

function redactionOf(administrator: Credentials, member?: Credentials): Redaction {
  return new Redaction({ administrator, ...(member === undefined ? {} : { member }) });
}

function exchangeWith(text: string, header: string): Exchange {
  return {
    id: 1,
    operation: 'customers.list',
    as: 'administrator',
    purpose: `look for ${text}`,
    request: {
      method: 'GET',
      url: `http://127.0.0.1/api/v2/customers?q=${text}`,
      headers: { authorization: header, cookie: `session_id=${header}`, 'x-echo': text },
      body: text,
    },
    response: { status: 200, headers: { 'x-echo': text, location: `/?${text}` }, body: text },
    transportFailure: { kind: 'redirect', says: `It redirects to ${text}.` },
    sentAt: 0,
    durationMs: 1,
    retries: 0,
    violations: [{ requirement: 'a', pointer: `/${text}`, expected: 'b', actual: text, schema: '#/c' }],
    observed: [],
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
    fc.assert(
      fc.property(
        fc.string({ minLength: 9, maxLength: 40 }),
        fc.string(),
        fc.string(),
        (secret, before, after) => {
          const redaction = redactionOf({ kind: 'bearer', token: secret });
          const shift = Buffer.from(before).length % 3;
          const echoed = Buffer.from(before + secret + after).toString('base64');
          const core = Buffer.from('\0'.repeat(shift) + secret)
            .toString('base64')
            .slice([0, 2, 3][shift], -4);

          assert.ok(!redaction.text(echoed).includes(core), echoed);
        },
      ),
    );
  });

  it('shows which secret stood where', () => {
    const redaction = redactionOf(
      { kind: 'bearer', token: 'tok-en/1' },
      { kind: 'headers', headers: { 'X-Api-Key': 'key of member' } },
    );

    const recorded = redaction.recorded(
      exchangeWith('{"a":"tok-en\\/1","b":"key+of%20member"}', 'Bearer tok-en/1'),
    );

    assert.equal(recorded.request.headers['authorization'], 'Bearer $ADMINISTRATOR_BEARER');
    assert.equal(recorded.response?.body, '{"a":"$ADMINISTRATOR_BEARER","b":"$MEMBER_HEADER_X_API_KEY"}');
  });

  it('has short secrets masked where credentials stand, and only there', () => {
    const recorded = redactionOf({ kind: 'cookie', cookie: 'sid=abc' }).recorded(exchangeWith('abc', 'abc'));

    assert.equal(recorded.request.headers['cookie'], 'session_id=$ADMINISTRATOR_COOKIE');
    assert.equal(recorded.response?.body, 'abc');
  });

  it('is otherwise what it was', () => {
    const exchange = exchangeWith('{"name":"Ёлка $1 $& \\u0041"}', 'Basic x');

    assert.deepEqual(redactionOf({ kind: 'bearer', token: 'another-token' }).recorded(exchange), exchange);
  });
});

describe('an exchange as tests see it', () => {
  it('has its bodies whole where a short secret may stand by chance', () => {
    const redaction = redactionOf({ kind: 'login', user: 'admin', hash: 'x' });
    const exchange = exchangeWith('administration', 'a');
    const seen = redaction.seen(exchange, redaction.recorded(exchange));

    assert.equal(seen.response?.body, 'administration');
    assert.equal(seen.request.body, 'administration');
  });

  it('has long secrets masked even in bodies, and all of them elsewhere', () => {
    const token = 'a-token-of-some-length';
    const redaction = redactionOf({ kind: 'bearer', token }, { kind: 'cookie', cookie: 's=short' });
    const exchange = exchangeWith(`${token} short`, 'a');
    const seen = redaction.seen(exchange, redaction.recorded(exchange));

    assert.equal(seen.response?.body, '$ADMINISTRATOR_BEARER short');
    assert.equal(seen.response.headers['x-echo'], '$ADMINISTRATOR_BEARER $MEMBER_COOKIE');
    assert.equal(seen.violations[0]?.actual, '$ADMINISTRATOR_BEARER $MEMBER_COOKIE');
  });
});

describe('secrets', () => {
  it('are found inside a Basic header and behind a scheme', () => {
    const basic = `Basic ${Buffer.from('eve:the-password').toString('base64')}`;
    const redaction = redactionOf({ kind: 'headers', headers: { Authorization: basic } });

    assert.equal(redaction.text('the-password'), '$ADMINISTRATOR_HEADER_AUTHORIZATION');
    assert.equal(redaction.text(basic.slice(6)), '$ADMINISTRATOR_HEADER_AUTHORIZATION');
  });

  it('are learnt from session cookies, decoded too', () => {
    const redaction = redactionOf({ kind: 'login', user: 'eve', hash: 'x' });

    redaction.learnCookies('administrator', ['session_id=ab%2Fcd%2Fef; path=/']);

    assert.equal(
      redaction.text('ab%2Fcd%2Fef and ab/cd/ef'),
      '$ADMINISTRATOR_SESSION and $ADMINISTRATOR_SESSION',
    );
    assert.equal(
      redaction.setCookies(['session_id=ab%2Fcd%2Fef; path=/']),
      'session_id=$ADMINISTRATOR_SESSION; path=/',
    );
  });

  it('are learnt from commands, each token anew', () => {
    const redaction = redactionOf({ kind: 'tokenCommand', command: 'vault read token-1', folder: '/' });

    redaction.learnToken('administrator', 'token-1');
    redaction.learnToken('administrator', 'token-2');

    assert.equal(
      redaction.text('token-1 token-2'),
      '$ADMINISTRATOR_TOKEN_COMMAND $ADMINISTRATOR_TOKEN_COMMAND',
    );
  });

  it('may be the key’s and the proxy’s', () => {
    const more = [
      ...tlsSecrets({ key: 'a.key', passphrase: 'a-passphrase' }),
      ...proxySecrets({
        https_proxy: 'http://eve:pass%20word@proxy.test',
        ALL_PROXY: 'lonely-token@proxy.test',
      }),
    ];
    const redaction = new Redaction({ administrator: { kind: 'bearer', token: 'abc' } }, more);

    assert.equal(redaction.text('a-passphrase'), '$TLS_PASSPHRASE');
    assert.equal(redaction.text('pass word'), '$HTTPS_PROXY_PASSWORD');
    assert.equal(redaction.text('lonely-token'), '$ALL_PROXY_USER');
    assert.equal(
      redaction.text(`Basic ${Buffer.from('eve:pass word').toString('base64')}`),
      'Basic $HTTPS_PROXY_PASSWORD',
    );
  });

  it('may be cookies that nobody asked for', () => {
    assert.equal(
      redactionOf({ kind: 'bearer', token: 'abcdef' }).setCookies(['session_id=fresh; HttpOnly', 'b=2']),
      'session_id=$COOKIE; HttpOnly, b=$COOKIE',
    );
  });

  it('that are masks’ neighbours do not disturb each other', () => {
    const redaction = redactionOf(
      { kind: 'bearer', token: 'token-of-eve' },
      { kind: 'bearer', token: 'token-of-eve-and-more' },
    );

    assert.equal(
      redaction.text('token-of-eve-and-more token-of-eve'),
      '$MEMBER_BEARER $ADMINISTRATOR_BEARER',
    );
  });
});
