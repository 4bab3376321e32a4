import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import nock from 'nock';
import {
  answers,
  change,
  host,
  inOrder,
  judgeWho,
  kinds,
  list,
  planAnswers,
  setting,
  token,
  violation,
} from './client-setting.ts';

planAnswers();

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
    assert.equal(exchange.transportFailure, undefined);
    const [request, response] = judge.asked;
    assert.deepEqual(
      [request?.side === 'request' && request.query, response?.side === 'response' && response.status],
      ['limit_rows=1', 200],
    );
    assert.equal(response?.headers['content-type'], 'application/hal+json');
  });

  it('of a stranger resembles those of the administrator, and what resembles a secret is kept as one', async (t) => {
    const { client, recorded } = setting(t);
    const forgery = token.slice(0, -1);
    nock(host, { reqheaders: { authorization: `Bearer ${forgery}` } })
      .get('/api/v2/customers')
      .reply(401, `{"echo":"${forgery}"}`);

    await client.send({ ...list, as: 'stranger', forgery: 'cutShort' });

    assert.equal(recorded[0]?.request.headers['authorization'], 'Bearer $ADMINISTRATOR_FORGED');
    assert.equal(recorded[0].response?.body, '{"echo":"$ADMINISTRATOR_FORGED"}');
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

  it('outside the contract is not judged', async (t) => {
    const { client, judge } = setting(t, { judge: judgeWho({ request: violation, response: violation }) });
    nock(host).delete('/api/v2/customers').reply(405);

    const { operation, violations } = await client.send({ ...list, method: 'DELETE' });

    assert.deepEqual([operation, violations, judge.asked], [null, [], []]);
  });
});

describe('a request that breaks the contract', () => {
  const broken = judgeWho({ request: { ...violation, pointer: '/add/0/name' } });

  it('is not sent', async (t) => {
    const { client, recorded } = setting(t, { judge: broken });

    const { transportFailure, response, violations } = await client.send(change);

    assert.deepEqual([response, violations, client.requests, recorded.length], [undefined, [], 0, 1]);
    assert.deepEqual(transportFailure, {
      kind: 'invalid-request',
      says: 'The suite was about to send a wrong request and didn\'t: POST /api/v2/customers breaks the contract at /add/0/name: expected an integer, but got "12". Please report this as a fault of the suite.',
    });
  });

  it('is sent when that is meant', async (t) => {
    const { client } = setting(t, { judge: broken });
    answers(change, 400);

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

describe('an answer that is not the API’s', () => {
  it('is a redirect, which is not followed', async (t) => {
    const { client, judge } = setting(t, { judge: judgeWho({ response: violation }) });
    answers(list, 302, '', { Location: '/login?next=%2Fapi' });

    const { transportFailure, response, violations } = await client.send(list);

    assert.equal(response?.status, 302);
    assert.deepEqual([violations, judge.asked.length], [[], 1]);
    assert.deepEqual(transportFailure, {
      kind: 'redirect',
      says: `${host}/api/v2/customers redirects to /login?next=%2Fapi (302), which the suite doesn't follow. If the API has moved there, correct baseUrl in the target file; if that is a login page, correct the credentials.`,
    });
  });

  it('is judged when it goes to somebody who has no access', async (t) => {
    const { client } = setting(t, { judge: judgeWho({ response: violation }) });
    nock(host, { badheaders: ['authorization', 'cookie'] })
      .get(list.path)
      .reply(302, '', { Location: '/login' });
    nock(host, { reqheaders: { authorization: /not-the-token/ } })
      .get(list.path)
      .reply(200, '<html></html>');

    const exchanges = await inOrder(client, [
      { ...list, as: 'nobody' },
      { ...list, as: 'stranger' },
    ]);

    assert.deepEqual(kinds(exchanges), ['302', '200']);
    assert.ok(exchanges.every(({ violations }) => violations.length === 1));
  });
});
