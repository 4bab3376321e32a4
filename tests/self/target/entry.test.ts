import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { account as part } from '../../../target/amocrm/account.ts';
import { wrongAccount } from '../../../target/entry.ts';
import type { Outgoing } from '../../../target/outgoing.ts';
import { answered } from '../support/answers.ts';

const baseUrl = 'https://staging.example.test';

/** A target that answers each path, without its query, with a body; others with 404. */
function answering(bodies: Readonly<Record<string, unknown>>) {
  const asked: string[] = [];
  const send = ({ path }: Outgoing) => {
    asked.push(path);
    const body = bodies[path.split('?')[0] ?? ''];
    return Promise.resolve(answered(body === undefined ? 404 : 200, body ?? {}).exchange);
  };
  return { send, asked };
}

const told = (bodies: Readonly<Record<string, unknown>>, id: number) =>
  wrongAccount(answering(bodies), part, { baseUrl, account: { id } });

const account = (id: number) => ({ '/api/v2/account': { id } });
const customers = (account_id: unknown) => ({
  '/api/v2/customers': { _embedded: { items: [{ account_id }] } },
});

describe('the account that the target file names', () => {
  it('is nobody’s business where it names none', async () => {
    const target = answering(account(1));

    assert.equal(await wrongAccount(target, part, { baseUrl, account: {} }), null);
    assert.deepEqual(target.asked, []);
  });

  it('is recognised by what the account tells, or else by one of its customers', async () => {
    assert.equal(await told(account(7), 7), null);
    assert.equal(await told(customers(7), 7), null);
    assert.equal(await told({ ...account(7), ...customers(8) }, 7), null);
  });

  it('is told from another one', async () => {
    for (const bodies of [account(8), customers('8')])
      assert.match((await told(bodies, 7)) ?? '', /is 8, and the target file names 7\. Correct/);
  });

  it('is not taken for granted where nothing tells', async () => {
    for (const bodies of [{}, customers(null), { '/api/v2/customers': {} }, { '/api/v2/account': 'hello' }])
      assert.match((await told(bodies, 7)) ?? '', /nothing at .* tells which account it is/);
  });
});
