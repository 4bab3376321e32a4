import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Outgoing } from '../../../target/outgoing.ts';
import { answers, change, inOrder, kinds, list, planAnswers, setting } from './client-setting.ts';

planAnswers();

const look = { ...list, path: '/api/v2/customers?limit_rows=1' } as const;
const asMember = { ...list, as: 'member' } as const;
const ofMember = { member: '{ bearer: token-of-a-member }' };

it('an overloaded target is waited for as long as it asks', async (t) => {
  const { client, slept } = setting(t);
  answers(change, 429, '', { 'Retry-After': '7' });
  answers(change, 429);
  answers(change, 200, '{}');

  const exchange = await client.send(change);

  assert.deepEqual([kinds([exchange]), exchange.retries], [['200'], 2]);
  assert.deepEqual(
    slept.filter((seconds) => seconds > 0.1),
    [7, 1],
  );
});

interface Trouble {
  /** With which status the target answers what is sent and the looks between. */
  readonly plan: { readonly list?: readonly number[]; readonly change?: number; readonly look?: number };
  readonly sent: readonly Outgoing[];
  readonly came: readonly string[];
  readonly says?: RegExp;
}

const troubles: Readonly<Record<string, Trouble>> = {
  'a target that bans after limiting is asked nothing more': {
    plan: { list: [429, 403] },
    sent: [list, list],
    came: ['rate-limited', 'rate-limited'],
    says: /it has banned the account/,
  },
  'one that refuses a member after limiting, but not its administrator, has not banned': {
    plan: { list: [429, 403], look: 204 },
    sent: [asMember],
    came: ['403'],
  },
  'one that is down is asked again for reads, never for writes': {
    plan: { list: [503, 503, 204], change: 504 },
    sent: [list, change],
    came: ['204', 'unavailable'],
    says: /answered 504 to a request that changes things/,
  },
  'credentials that are taken no more are no refusal of the request, and end the run': {
    plan: { change: 401, look: 401 },
    sent: [change, list],
    came: ['refused-credentials', 'refused-credentials'],
  },
  'credentials that are taken no more are told from a request that alone is refused': {
    plan: { change: 401, look: 204 },
    sent: [change],
    came: ['401'],
  },
};

for (const [title, { plan, sent, came, says = /^/ }] of Object.entries(troubles)) {
  it(title, async (t) => {
    const { client } = setting(t, ofMember);
    for (const status of plan.list ?? []) answers(list, status);
    if (plan.change !== undefined) answers(change, plan.change);
    if (plan.look !== undefined) answers(look, plan.look);

    const exchanges = await inOrder(client, sent);

    assert.deepEqual(kinds(exchanges), came);
    assert.match(exchanges.at(-1)?.transportFailure?.says ?? '', says);
  });
}

it('a ban while a member asks has the administrator refused too, even to tidy up', async (t) => {
  const { client } = setting(t, ofMember);
  for (const status of [429, 403]) answers(list, status);
  answers(look, 403);

  const exchanges = await inOrder(client, [asMember, list]);
  await client.tryAgain();

  assert.deepEqual(kinds(exchanges), ['rate-limited', 'rate-limited']);
  assert.equal(client.requests, 3);
});

describe('the preflight', () => {
  it('finds nothing wrong with an API that answers', async (t) => {
    const { client, recorded } = setting(t);
    answers(look, 204);
    answers(look, 200, '{}');

    assert.deepEqual([await client.preflight(), await client.preflight()], [null, null]);
    assert.equal(recorded[0]?.purpose, 'preflight');
  });

  const obstacles: readonly (readonly [number, string, RegExp])[] = [
    [401, '', /^refused-credentials: .*administrator \(401\)\. Check auth\.administrator\.bearer/],
    [403, '', /^refused-credentials: .*belongs to an administrator/],
    [403, '{"response":{"error_code":"288"}}', /^unavailable: .*switched off/],
    [426, '', /^unavailable: .*switched off/],
    [404, '', /^unreachable: http:\/\/crm\.test has no API at .*customers \(404\)\. Correct baseUrl/],
    [301, '', /^redirect: /],
    [200, '\n<!DOCTYPE html><title>Log in</title>', /^login-page: .* Correct the credentials or baseUrl/],
  ];
  for (const [status, body, says] of obstacles) {
    it(`tells what a ${status} with ${body === '' ? 'no body' : body} means`, async (t) => {
      const { client } = setting(t);
      answers(look, status, body);

      const obstacle = await client.preflight();

      assert.match(`${obstacle?.kind}: ${obstacle?.says}`, says);
    });
  }
});
