import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import nock from 'nock';
import { change, host, kinds, list, login, planAnswers, setting } from './client-setting.ts';

planAnswers();

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
      recorded[0].response?.headers['set-cookie'],
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
