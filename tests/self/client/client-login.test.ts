import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import nock from 'nock';
import { host, inOrder, kinds, list, login, planAnswers, setting } from './client-setting.ts';

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
      recorded.map(({ id, purpose }) => `${id}: ${purpose}`),
      ['1: log in as the administrator', '2: a test'],
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

  it('that is refused breaks the exchange down', async (t) => {
    const { client } = setting(t, { administrator: login });
    nock(host)
      .post('/private/api/auth.php?type=json')
      .reply(401, '{"response":{"error":"Wrong hash-of-eve","error_code":"110"}}');

    const { transportFailure, response } = await client.send(list);

    assert.equal(response, undefined);
    assert.deepEqual(transportFailure, {
      kind: 'refused-credentials',
      says: 'The target refused the login of the administrator (status 401: "110 Wrong $ADMINISTRATOR_LOGIN_HASH"). Check auth.administrator.login in the target file.',
    });
  });
});

describe('a command that prints a token', () => {
  /** Prints `token-number-1-of-eve`, then `token-number-2-of-eve`, and so on; or the first one again and again. */
  function printing(t: TestContext, { again = false } = {}): { administrator: string; runs: () => number } {
    const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-token-'));
    t.after(() => {
      rmSync(folder, { recursive: true });
    });
    const script = `const file = ${JSON.stringify(join(folder, 'runs'))};
      fs.appendFileSync(file, 'x');
      const runs = fs.readFileSync(file, 'utf8').length;
      console.log('token-number-' + (${String(again)} ? 1 : runs) + '-of-eve');`;
    writeFileSync(join(folder, 'token.cjs'), `const fs = require('fs'); ${script}`);
    return {
      administrator: JSON.stringify({ tokenCommand: `"${process.execPath}" "${join(folder, 'token.cjs')}"` }),
      runs: () => readFileSync(join(folder, 'runs')).length,
    };
  }

  function answers(token: number, status: number, times = 1): void {
    nock(host)
      .get('/api/v2/customers')
      .times(times)
      .matchHeader('authorization', `Bearer token-number-${String(token)}-of-eve`)
      .reply(status, `{"you":"token-number-${String(token)}-of-eve"}`);
  }

  it('runs again, once, for all requests whose token has run out', async (t) => {
    const command = printing(t);
    const { client, recorded } = setting(t, command);
    answers(1, 401, 2);
    answers(2, 200, 2);

    const exchanges = await Promise.all([client.send(list), client.send(list)]);

    for (const exchange of exchanges) assert.deepEqual([kinds([exchange]), exchange.retries], [['200'], 1]);
    assert.equal(command.runs(), 2);
    assert.doesNotMatch(JSON.stringify(recorded), /token-number/);
    assert.equal(recorded[0]?.request.headers['authorization'], 'Bearer $ADMINISTRATOR_TOKEN_COMMAND');
  });

  it('that has no other token leaves the 401 standing', async (t) => {
    const command = printing(t, { again: true });
    const { client } = setting(t, command);
    answers(1, 401, 2);

    assert.deepEqual(kinds(await inOrder(client, [list, list])), ['401', '401']);
    assert.equal(command.runs(), 2);
  });
});
