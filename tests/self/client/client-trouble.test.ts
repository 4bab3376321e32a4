import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import nock from 'nock';
import { change, host, inOrder, kinds, list, planAnswers, setting } from './client-setting.ts';

planAnswers();

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

  it('that bans after limiting is asked nothing more', async (t) => {
    const { client } = setting(t);
    nock(host).get('/api/v2/customers').reply(429);
    nock(host).get('/api/v2/customers').reply(403);

    const exchanges = await inOrder(client, [list, list]);

    assert.deepEqual(kinds(exchanges), ['rate-limited', 'rate-limited']);
    assert.match(exchanges[1]?.transportFailure?.says ?? '', /it has banned the account/);
    assert.equal(client.requests, 2);
  });

  const asMember = { ...list, as: 'member' } as const;
  const ofMember = { member: '{ bearer: token-of-a-member }' };

  it('that bans while a member asks has its administrator refused too', async (t) => {
    const { client } = setting(t, ofMember);
    nock(host).get('/api/v2/customers').reply(429);
    nock(host).get('/api/v2/customers').reply(403);
    nock(host).get('/api/v2/customers?limit_rows=1').reply(403);

    const exchanges = await inOrder(client, [asMember, list]);
    await client.tryAgain();

    assert.deepEqual(kinds(exchanges), ['rate-limited', 'rate-limited']);
    assert.equal(client.requests, 3, 'nothing more, not even to tidy up');
  });

  it('that refuses a member after limiting, but not its administrator, has not banned', async (t) => {
    const { client } = setting(t, ofMember);
    nock(host).get('/api/v2/customers').reply(429);
    nock(host).get('/api/v2/customers').reply(403);
    nock(host).get('/api/v2/customers?limit_rows=1').reply(204);

    assert.deepEqual(kinds([await client.send(asMember)]), ['403']);
  });

  it('is asked again for reads, never for writes', async (t) => {
    const { client } = setting(t);
    nock(host).get('/api/v2/customers').twice().reply(503);
    nock(host).get('/api/v2/customers').reply(204);
    nock(host).post('/api/v2/customers').reply(504);

    const exchanges = await inOrder(client, [list, change]);

    assert.deepEqual(kinds(exchanges), ['204', 'unavailable']);
    assert.match(exchanges[1]?.transportFailure?.says ?? '', /answered 504 to a request that changes things/);
  });
});

describe('credentials that are taken no more', () => {
  it('are no refusal of the request, and end the run', async (t) => {
    const { client } = setting(t);
    nock(host).post('/api/v2/customers').reply(401);
    nock(host).get('/api/v2/customers?limit_rows=1').reply(401);

    const exchanges = await inOrder(client, [change, list]);

    assert.deepEqual(kinds(exchanges), ['refused-credentials', 'refused-credentials']);
    assert.equal(client.requests, 2);
  });

  it('are told from a request that alone is refused', async (t) => {
    const { client } = setting(t);
    nock(host).post('/api/v2/customers').reply(401);
    nock(host).get('/api/v2/customers?limit_rows=1').reply(204);

    assert.deepEqual(kinds([await client.send(change)]), ['401']);
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
