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

/** Secrets that are no word. */
const secrets = fc
  .string({ unit: 'grapheme-composite', minLength: 6, maxLength: 60 })
  .filter((text) => text.trim() === text && /[^\p{L}_$]/u.test(text));

/** A character in one of the ways in which servers escape it. */
function mixed(character: string, choice: number): string {
  const code = character.codePointAt(0) ?? 0;
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  const ways = [
    character,
    `&#${code};`,
    `&#x${code.toString(16)};`,
    Array.from(Buffer.from(character), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
    units.map((unit) => `\\u${unit.toString(16).padStart(4, '0').toUpperCase()}`).join(''),
  ];
  return ways[choice % ways.length] ?? character;
}

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

  it('holds no part of it, whichever way each character is spelled', () => {
    const spelled = fc.property(secrets, fc.array(fc.nat(), { minLength: 1 }), (secret, choices) => {
      const redaction = redactionOf({ kind: 'login', user: 'x', hash: secret });
      const echoed = Array.from(secret, (character, at) =>
        mixed(character, choices[at % choices.length] ?? 0),
      ).join('');

      assert.equal(redaction.text(`<${echoed}>`), '<$ADMINISTRATOR_LOGIN_HASH>');
    });

    fc.assert(spelled);
  });

  it('holds no part of it in a long text, wherever escapes stand in that', () => {
    const filling = fc
      .array(fc.tuple(fc.constantFrom('\\/', '%2F', '&#47;', '\\u0436'), fc.nat({ max: 400 })))
      .map((parts) => parts.map(([escape, length]) => escape + ' '.repeat(length)).join(''));
    const long = fc.property(
      fc.string({ unit: fc.constantFrom('a', 'B', '7', '-', '_'), minLength: 16, maxLength: 24 }),
      fc.array(fc.nat(), { minLength: 1 }),
      fc.tuple(filling, filling, fc.integer({ min: 1, max: 80 })),
      (secret, choices, [before, after, times]) => {
        const redaction = redactionOf({ kind: 'bearer', token: secret });
        const echoed = Array.from(secret, (character, at) =>
          mixed(character, choices[at % choices.length] ?? 0),
        ).join('');
        const masked = redaction.unmistakable(`${before.repeat(times)}<${echoed}>${after}`);

        assert.equal(masked, `${before.repeat(times)}<$ADMINISTRATOR_BEARER>${after}`);
      },
    );

    fc.assert(long, { numRuns: 500 });
  });

  const twice = (text: string) => Buffer.from(Buffer.from(text).toString('base64')).toString('base64');
  const hex = (text: string) => Buffer.from(text).toString('hex');
  const encodings: readonly (readonly [string, (secret: string) => string])[] = [
    ['in hexadecimal digits', hex],
    ['in capital hexadecimal digits', (secret) => hex(secret).toUpperCase()],
    ['in hexadecimal digits with colons', (secret) => hex(secret).replace(/..(?=.)/g, '$&:')],
    ['in base64 of base64', twice],
    ['in base64 of base64 for URLs', (secret) => Buffer.from(twice(secret), 'base64').toString('base64url')],
    ['inside base64 of base64', (secret) => twice(`{"user":"eve","hash":"${secret}"}`)],
    ['in capitals', (secret) => secret.toUpperCase()],
    ['in small letters', (secret) => secret.toLowerCase()],
  ];
  for (const secret of ['Token-4-of/eve?', 'OpenSesame']) {
    for (const [how, encoded] of encodings) {
      it(`holds no ${secret} ${how}`, () => {
        const redaction = redactionOf({ kind: 'login', user: 'x', hash: secret });
        const bare = encoded(secret);

        const told = redaction.text(`It said "${bare}".`);

        assert.match(told, /\$ADMINISTRATOR_LOGIN_HASH/);
        assert.ok(!told.includes(bare.slice(2, -4)), told);
      });
    }
  }

  it('holds no token of the length that headers take', () => {
    const token = 'Long-4.'.repeat(2000);
    const redaction = redactionOf({ kind: 'bearer', token });

    const entities = Array.from(token, (character) => `&#${character.charCodeAt(0)};`).join('');
    const told = redaction.text(`1 ${entities} 2 ${twice(token)} 3 ${token.slice(0, -1)} 4`);

    assert.match(told, /^1 \$ADMINISTRATOR_BEARER 2 \$ADMINISTRATOR_BEARER=* 3 Long.* 4$/);
  });

  it('keeps sentences of ours where the secret is a word, and masks it in what they repeat', () => {
    const redaction = redactionOf({ kind: 'login', user: 'admin', hash: 'customers' });
    const exchange = {
      ...exchangeWith('customers', 'customers'),
      purpose: 'list the customers as an administrator',
      transportFailure: {
        kind: 'redirect' as const,
        says: 'The list of customers redirects to /in?k=customers.',
      },
    };
    const { request, response, purpose, transportFailure } = redaction.recorded(exchange);

    const prose =
      'A list of customers; the name of 1 was "Customers" and is \'admin\', as its customers say.';
    assert.equal(
      redaction.text(prose),
      'A list of customers; the name of 1 was "$ADMINISTRATOR_LOGIN_HASH" and is \'$ADMINISTRATOR_LOGIN_USER\', as its customers say.',
    );
    assert.equal(purpose, exchange.purpose);
    assert.equal(
      transportFailure?.says,
      'The list of customers redirects to /in?k=$ADMINISTRATOR_LOGIN_HASH.',
    );
    assert.match(request.url, /\/api\/v2\/customers\?q=\$ADMINISTRATOR_LOGIN_HASH$/);
    assert.deepEqual([request.body, response?.body], Array(2).fill('$ADMINISTRATOR_LOGIN_HASH'));
  });

  it('tells credentials by the variables that the target file takes them from, and which stand in its request', () => {
    const values = { STAGING_TOKEN: 'token-1-of-eve', key_2: 'the second key/1', UNUSED: 'other' };
    const administrator = {
      kind: 'headers',
      headers: { 'X-A': 'Key token-1-of-eve', cookie: 'sid=a' },
    } as const;
    const redaction = new Redaction(
      { administrator, member: { kind: 'cookie', cookie: 'sid=the%20second%20key%2F1' } },
      [],
      values,
    );

    const { request, masks } = redaction.recorded(exchangeWith('the second key/1', 'Key token-1-of-eve'));

    assert.deepEqual([request.headers['authorization'], request.body], ['Key $STAGING_TOKEN', '$key_2']);
    assert.deepEqual(masks, ['$STAGING_TOKEN', '$key_2']);
    assert.equal(redaction.unmistakable('the second key/1'), '$MEMBER_COOKIE');

    const cookie = 'sid=abc-1';
    const whole = new Redaction({ administrator: { kind: 'cookie', cookie } }, [], { COOKIE_OF_EVE: cookie });
    assert.deepEqual(whole.headers({ cookie, 'x-echo': 'abc-1' }), {
      cookie: '$COOKIE_OF_EVE',
      'x-echo': '$ADMINISTRATOR_COOKIE',
    });
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
