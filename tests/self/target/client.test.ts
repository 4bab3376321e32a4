import assert from 'node:assert/strict';
import net from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import nock from 'nock';
import type { Message } from '../../../spec/contract/message.ts';
import type { Violation } from '../../../spec/contract/violation.ts';
import type { Exchange } from '../../../spec/run/exchange.ts';
import { Client } from '../../../target/client.ts';
import type { Clock } from '../../../target/clock.ts';
import type { Judge } from '../../../target/judged.ts';
import type { Outgoing } from '../../../target/outgoing.ts';
import { parseTarget } from '../../../target/target-file.ts';

const host = 'http://crm.test';
const token = 'token-of-the-administrator';
const bearer = `{ bearer: ${token} }`;
const login = '{ login: { user: eve@example.test, hash: hash-of-eve } }';
const list = { as: 'administrator', method: 'GET', path: '/api/v2/customers', purpose: 'a test' } as const;
const change = { ...list, method: 'POST', body: '{"add":[]}' } as const;
const violation: Violation = {
  requirement: 'customers.list.response.items.id',
  pointer: '/_embedded/items/0/id',
  expected: 'an integer',
  actual: '"12"',
  schema: '#/id',
};

/** A judge who finds the same in every message, or nothing. */
function judgeWho(finds: { request?: Violation; response?: Violation } = {}): Judge & { asked: Message[] } {
  const asked: Message[] = [];
  const judge: Judge['judge'] = (message) => {
    asked.push(message);
    const found = finds[message.side];
    return { violations: found === undefined ? [] : [found], observed: ['seen'], value: undefined };
  };
  return { asked, judge };
}

interface Setting {
  readonly client: Client;
  readonly recorded: Exchange[];
  readonly judge: ReturnType<typeof judgeWho>;
  readonly slept: number[];
}

function setting(
  t: TestContext,
  { administrator = bearer, judge = judgeWho(), baseUrl = host, timeoutSeconds = 5 } = {},
): Setting {
  const slept: number[] = [];
  let time = Date.UTC(2026, 10, 1);
  const clock: Clock = {
    now: () => time,
    sleep: async (seconds) => {
      await new Promise(setImmediate);
      slept.push(seconds);
      time += seconds * 1000;
    },
  };
  const text = `name: CRM\nbaseUrl: ${baseUrl}\nauth:\n  administrator: ${administrator}\npace: {requestsPerSecond: 10000}\n`;
  const recorded: Exchange[] = [];
  const record = (exchange: Exchange): void => void recorded.push(exchange);
  const target = parseTarget(text, 'crm.yaml', {});
  const client = new Client({ target, judge, record, clock, limits: { timeoutSeconds } });
  t.after(() => {
    client.close();
  });
  return { client, recorded, judge, slept };
}

function kinds(exchanges: readonly Exchange[]): readonly string[] {
  return exchanges.map(({ breakdown, response }) => breakdown?.kind ?? String(response?.status));
}

async function inOrder(client: Client, outgoing: readonly Outgoing[]): Promise<readonly Exchange[]> {
  const exchanges: Exchange[] = [];
  for (const one of outgoing) exchanges.push(await client.send(one));
  return exchanges;
}

before(() => {
  nock.disableNetConnect();
  nock.enableNetConnect('127.0.0.1');
});
afterEach(() => {
  const pending = nock.pendingMocks();
  nock.cleanAll();
  assert.deepEqual(pending, [], 'every planned answer was asked for');
});
after(() => {
  nock.enableNetConnect();
  nock.restore();
});

describe('an exchange', () => {
  it('carries credentials, is judged both ways and recorded without them', async (t) => {
    const { client, recorded, judge } = setting(t, { judge: judgeWho({ response: violation }) });
    nock(host, {
      reqheaders: { authorization: `Bearer ${token}`, accept: 'application/hal+json, application/json' },
    })
      .get('/api/v2/customers?limit_rows=1')
      .reply(200, `{"echo":"${token}"}`, { 'Content-Type': 'application/hal+json' });

    const exchange = await client.send({ ...list, path: '/api/v2/customers?limit_rows=1' });

    assert.deepEqual(exchange, recorded[0]);
    assert.equal(exchange.operation, 'customers.list');
    assert.equal(exchange.request.url, `${host}/api/v2/customers?limit_rows=1`);
    assert.equal(exchange.request.headers['authorization'], 'Bearer $ADMINISTRATOR_BEARER');
    assert.equal(exchange.response?.body, '{"echo":"$ADMINISTRATOR_BEARER"}');
    assert.deepEqual([exchange.violations, exchange.observed], [[violation], ['seen']]);
    assert.equal(exchange.breakdown, undefined);
    const [request, response] = judge.asked;
    assert.deepEqual(
      [request?.side === 'request' && request.query, response?.side === 'response' && response.status],
      ['limit_rows=1', 200],
    );
    assert.equal(response?.headers['content-type'], 'application/hal+json');
  });

  it('says that a body is JSON, unless told otherwise', async (t) => {
    const { client, recorded } = setting(t);
    nock(host).post('/api/v2/customers').times(3).reply(200, '{}');

    await client.send(change);
    await client.send({ ...change, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    await client.send({ ...change, headers: { 'Content-Type': '' } });

    assert.deepEqual(
      recorded.map(({ request }) => request.headers['content-type']),
      ['application/json', 'application/x-www-form-urlencoded', undefined],
    );
    assert.equal(recorded[0]?.request.body, change.body);
  });

  it('goes below the path of the base URL', async (t) => {
    const { client } = setting(t, { baseUrl: `${host}/crm/` });
    nock(host).get('/crm/api/v2/customers').reply(204);

    const { operation, response } = await client.send(list);

    assert.deepEqual([operation, response?.status, response?.body], ['customers.list', 204, '']);
  });

  it('outside the contract is not judged', async (t) => {
    const { client, judge } = setting(t, { judge: judgeWho({ request: violation, response: violation }) });
    nock(host).delete('/api/v2/customers').reply(405);

    const { operation, violations } = await client.send({ ...list, method: 'DELETE' });

    assert.deepEqual([operation, violations, judge.asked], [null, [], []]);
  });

  it('counts from 1 in the order of sending', async (t) => {
    const { client, recorded } = setting(t);
    nock(host).get('/api/v2/customers').delay(50).reply(204).get('/api/v2/transactions').reply(204);

    await Promise.all([client.send(list), client.send({ ...list, path: '/api/v2/transactions' })]);

    assert.deepEqual(
      recorded.map(({ id, operation }) => [id, operation]),
      [
        [2, 'transactions.list'],
        [1, 'customers.list'],
      ],
    );
  });

  it('of somebody without or with wrong credentials is judged too', async (t) => {
    const { client } = setting(t, { judge: judgeWho({ response: violation }) });
    nock(host, { badheaders: ['authorization', 'cookie'] })
      .get('/api/v2/customers')
      .reply(401);
    nock(host)
      .get('/api/v2/customers')
      .matchHeader('authorization', /not-the-token/)
      .reply(401);

    const exchanges = await inOrder(client, [
      { ...list, as: 'nobody' },
      { ...list, as: 'stranger' },
    ]);

    assert.deepEqual(kinds(exchanges), ['401', '401']);
    assert.deepEqual(
      exchanges.map(({ violations }) => violations.length),
      [1, 1],
    );
  });
});

describe('a request that breaks the contract', () => {
  const broken = judgeWho({ request: { ...violation, pointer: '/add/0/name' } });

  it('is not sent', async (t) => {
    const { client, recorded } = setting(t, { judge: broken });

    const { breakdown, response, violations } = await client.send(change);

    assert.deepEqual([response, violations, client.requests, recorded.length], [undefined, [], 0, 1]);
    assert.deepEqual(breakdown, {
      kind: 'invalid-request',
      says: 'The suite was about to send a wrong request and didn\'t: POST /api/v2/customers breaks the contract at /add/0/name: expected an integer, but got "12". Please report this as a fault of the suite.',
    });
  });

  it('is sent when that is meant', async (t) => {
    const { client } = setting(t, { judge: broken });
    nock(host).post('/api/v2/customers').reply(400);

    assert.deepEqual(kinds([await client.send({ ...change, invalid: true })]), ['400']);
  });

  it('is not sent either when no wire would take it', async (t) => {
    const { client } = setting(t);

    const exchanges = await inOrder(client, [
      { ...list, path: 'api/v2/customers' },
      { ...list, path: '/api/v2/customers?q=a b' },
      { ...list, method: 'BAD METHOD' },
    ]);

    assert.deepEqual(kinds(exchanges), ['invalid-request', 'invalid-request', 'invalid-request']);
  });
});

describe('a login', () => {
  const loginBody = 'USER_LOGIN=eve%40example.test&USER_HASH=hash-of-eve';

  function answersLogin(cookie: string): void {
    nock(host)
      .post('/private/api/auth.php?type=json', loginBody)
      .matchHeader('content-type', 'application/x-www-form-urlencoded')
      .reply(200, '{"response":{"auth":true}}', { 'Set-Cookie': `session_id=${cookie}; path=/; HttpOnly` });
  }

  it('comes first, is recorded, and leaves no credentials behind', async (t) => {
    const { client, recorded } = setting(t, { administrator: login });
    answersLogin('cookie-of-a-session');
    nock(host)
      .get('/api/v2/customers')
      .matchHeader('cookie', 'session_id=cookie-of-a-session')
      .reply(200, '{"you":"cookie-of-a-session"}');

    await client.send(list);

    assert.deepEqual(
      recorded.map(({ id, purpose }) => [id, purpose]),
      [
        [1, 'log in as the administrator'],
        [2, 'a test'],
      ],
    );
    assert.equal(
      recorded[0]?.request.body,
      'USER_LOGIN=$ADMINISTRATOR_LOGIN_USER&USER_HASH=$ADMINISTRATOR_LOGIN_HASH',
    );
    assert.equal(
      recorded[0]?.response?.headers['set-cookie'],
      'session_id=$ADMINISTRATOR_SESSION; path=/; HttpOnly',
    );
    assert.doesNotMatch(JSON.stringify(recorded), /hash-of-eve|eve(@|%40)example|cookie-of-a-session/);
    assert.equal(client.requests, 2);
  });

  it('is done again, and the request with it, when the session has ended', async (t) => {
    const { client } = setting(t, { administrator: login });
    answersLogin('first-session');
    nock(host).post('/api/v2/customers').matchHeader('cookie', 'session_id=first-session').reply(401);
    answersLogin('second-session');
    nock(host).post('/api/v2/customers').matchHeader('cookie', 'session_id=second-session').reply(200, '{}');

    const exchange = await client.send(change);

    assert.deepEqual(kinds([exchange]), ['200']);
    assert.deepEqual([exchange.id, exchange.retries, client.requests], [2, 1, 4]);
  });

  it('is done again only once for one request', async (t) => {
    const { client } = setting(t, { administrator: login });
    answersLogin('first-session');
    answersLogin('second-session');
    nock(host).get('/api/v2/customers').twice().reply(401);

    assert.deepEqual(kinds([await client.send(list)]), ['401']);
  });

  it('that is refused breaks the exchange down', async (t) => {
    const { client } = setting(t, { administrator: login });
    nock(host)
      .post('/private/api/auth.php?type=json')
      .reply(401, '{"response":{"error":"Wrong hash-of-eve","error_code":"110"}}');

    const { breakdown, response } = await client.send(list);

    assert.equal(response, undefined);
    assert.deepEqual(breakdown, {
      kind: 'refused-credentials',
      says: 'The target refused the login of the administrator (status 401: 110 Wrong $ADMINISTRATOR_LOGIN_HASH). Check auth.administrator.login in the target file.',
    });
  });

  it('is not asked for when a 401 is the answer to a token', async (t) => {
    const { client } = setting(t);
    nock(host).get('/api/v2/customers').reply(401);

    assert.deepEqual(kinds([await client.send(list)]), ['401']);
  });
});

describe('an answer that is not the API’s', () => {
  it('is a redirect, which is not followed', async (t) => {
    const { client, judge } = setting(t, { judge: judgeWho({ response: violation }) });
    nock(host).get('/api/v2/customers').reply(302, '', { Location: '/login?next=%2Fapi' });

    const { breakdown, response, violations } = await client.send(list);

    assert.equal(response?.status, 302);
    assert.deepEqual([violations, judge.asked.length], [[], 1]);
    assert.deepEqual(breakdown, {
      kind: 'redirect',
      says: `${host}/api/v2/customers redirects to /login?next=%2Fapi (302), which the suite doesn't follow. If the API has moved there, correct baseUrl in the target file; if that is a login page, correct the credentials.`,
    });
  });

  it('is a page in the place of JSON', async (t) => {
    const { client } = setting(t);
    nock(host).get('/api/v2/customers').reply(200, '\n<!DOCTYPE html><title>Log in</title>');

    const { breakdown } = await client.send(list);

    assert.match(
      `${breakdown?.kind}: ${breakdown?.says}`,
      /^login-page: .* Correct the credentials or baseUrl/,
    );
  });

  it('is judged when it goes to somebody who has no access', async (t) => {
    const { client } = setting(t, { judge: judgeWho({ response: violation }) });
    nock(host).get('/api/v2/customers').reply(302, '', { Location: '/login' });
    nock(host).get('/api/v2/customers').reply(200, '<html></html>');

    const exchanges = await inOrder(client, [
      { ...list, as: 'nobody' },
      { ...list, as: 'stranger' },
    ]);

    assert.deepEqual(kinds(exchanges), ['302', '200']);
    assert.ok(exchanges.every(({ violations }) => violations.length === 1));
  });
});

describe('an overloaded target', () => {
  it('is waited for as long as it asks', async (t) => {
    const { client, slept } = setting(t);
    nock(host).post('/api/v2/customers').reply(429, '', { 'Retry-After': '7' });
    nock(host).post('/api/v2/customers').reply(429);
    nock(host).post('/api/v2/customers').reply(200, '{}');

    const exchange = await client.send(change);

    assert.deepEqual(kinds([exchange]), ['200']);
    assert.equal(exchange.retries, 2);
    assert.deepEqual(
      slept.filter((seconds) => seconds > 0.1),
      [7, 1],
    );
  });

  it('that limits the rate for ever is given up', async (t) => {
    const { client } = setting(t, { judge: judgeWho({ response: violation }) });
    nock(host).get('/api/v2/customers').times(4).reply(429);

    const { breakdown, response, retries, violations } = await client.send(list);

    assert.equal(breakdown?.kind, 'rate-limited');
    assert.deepEqual([response?.status, retries, violations], [429, 3, []]);
  });

  it('that bans after limiting is asked nothing more', async (t) => {
    const { client } = setting(t);
    nock(host).get('/api/v2/customers').reply(429);
    nock(host).get('/api/v2/customers').reply(403);

    const exchanges = await inOrder(client, [list, list]);

    assert.deepEqual(kinds(exchanges), ['rate-limited', 'rate-limited']);
    assert.match(exchanges[1]?.breakdown?.says ?? '', /it has banned the account/);
    assert.equal(client.requests, 2);
  });

  it('that refuses rights without limiting is no ban', async (t) => {
    const { client } = setting(t);
    nock(host).get('/api/v2/customers').reply(403);

    assert.deepEqual(kinds([await client.send(list)]), ['403']);
  });

  it('is asked again for reads, never for writes', async (t) => {
    const { client } = setting(t);
    nock(host).get('/api/v2/customers').twice().reply(503);
    nock(host).get('/api/v2/customers').reply(204);
    nock(host).post('/api/v2/customers').reply(504);

    const exchanges = await inOrder(client, [list, change]);

    assert.deepEqual(kinds(exchanges), ['204', 'unavailable']);
    assert.match(exchanges[1]?.breakdown?.says ?? '', /answered 504 to a request that changes things/);
  });
});

describe('a dead target', () => {
  async function reset(t: TestContext): Promise<{ baseUrl: string; connections: () => number }> {
    let connections = 0;
    const server = net.createServer((socket) => {
      connections += 1;
      socket.on('error', () => undefined);
      socket.resetAndDestroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.after(() => server.close());
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    return { baseUrl: `http://127.0.0.1:${address.port}`, connections: () => connections };
  }

  it('is left alone after three failures in a row, without waiting for its pace', async (t) => {
    const { baseUrl, connections } = await reset(t);
    const { client, recorded, slept } = setting(t, { baseUrl });

    const failures = await inOrder(client, [change, change, change]);
    const sleptBefore = slept.length;
    const refusals = await inOrder(client, [change, list]);

    assert.deepEqual(kinds([...failures, ...refusals]), ['reset', 'reset', 'reset', 'reset', 'reset']);
    assert.deepEqual([connections(), client.requests, recorded.length], [3, 3, 5]);
    assert.deepEqual(refusals[1]?.breakdown, failures[2]?.breakdown);
    assert.equal(slept.length, sleptBefore);
  });

  it('is left alone by requests that were already waiting for their turn', async (t) => {
    const { baseUrl, connections } = await reset(t);
    const { client } = setting(t, { baseUrl });

    const exchanges = await Promise.all(Array.from({ length: 12 }, () => client.send(change)));

    assert.deepEqual(new Set(kinds(exchanges)), new Set(['reset']));
    assert.ok(connections() < 8, `${connections()} connections`);
  });

  it('is tried again when asked to', async (t) => {
    const { baseUrl, connections } = await reset(t);
    const { client } = setting(t, { baseUrl });
    await inOrder(client, [change, change, change, change]);

    client.tryAgain();
    await client.send(change);

    assert.equal(connections(), 4);
  });
});

describe('the preflight', () => {
  it('finds nothing wrong with an API that answers', async (t) => {
    const { client, recorded } = setting(t);
    nock(host)
      .get('/api/v2/customers?limit_rows=1')
      .reply(204)
      .get('/api/v2/customers?limit_rows=1')
      .reply(200, '{}');

    assert.deepEqual([await client.preflight(), await client.preflight()], [null, null]);
    assert.equal(recorded[0]?.purpose, 'preflight');
  });

  const obstacles: readonly (readonly [number, string, RegExp])[] = [
    [401, '', /^refused-credentials: .*administrator \(401\)\. Check auth\.administrator\.bearer/],
    [403, '', /^refused-credentials: .*belongs to an administrator/],
    [403, '{"response":{"error_code":"288"}}', /^unavailable: .*switched off/],
    [402, '', /^unavailable: .*switched off/],
    [426, '', /^unavailable: .*switched off/],
    [
      404,
      '',
      /^unreachable: http:\/\/crm\.test has no API at \/api\/v2\/customers \(404\)\. Correct baseUrl/,
    ],
    [301, '', /^redirect: /],
    [200, '<html><form action="/login">', /^login-page: /],
  ];
  for (const [status, body, says] of obstacles) {
    it(`tells what a ${status} with ${body === '' ? 'no body' : body} means`, async (t) => {
      const { client } = setting(t);
      nock(host).get('/api/v2/customers?limit_rows=1').reply(status, body);

      const obstacle = await client.preflight();

      assert.match(`${obstacle?.kind}: ${obstacle?.says}`, says);
    });
  }

  it('tells of a host that is not there', async (t) => {
    const { client } = setting(t);
    const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    nock(host).get('/api/v2/customers?limit_rows=1').replyWithError(refused);

    assert.equal((await client.preflight())?.kind, 'unreachable');
  });
});
