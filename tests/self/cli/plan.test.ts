import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { localFindings } from '../../../cli/doctor/local.ts';
import { plan } from '../../../cli/plan.ts';
import { selected } from '../../../cli/selection.ts';
import { createState } from '../../../reference/core/seed.ts';
import { targetFileOf } from '../../../reference/target-file.ts';
import { parseTarget } from '../../../target/target-file.ts';
import { catalogue, claims, requirementIds } from '../../catalogue.ts';
import { listening } from '../target/wire.ts';

const account = targetFileOf(createState(), 'https://staging.example.test');

/** What is told of a run against a host that nobody answers for. */
async function planFor(changes: object, pattern?: string): Promise<string> {
  const file = { ...account, allowWrites: 'staging.example.test', ...changes };
  const target = parseTarget(JSON.stringify(file), 'crm.yaml', {});
  const filters = pattern === undefined ? [] : [`grep ${pattern}`];
  const chosen = selected(claims, catalogue, { only: [], grep: pattern });
  return (await plan({ target, profile: 'full', seed: 1, claims: chosen, filters })).join('\n');
}

test('a plan tells requests, time and what would be created', async () => {
  const told = await planFor({});
  const [, requests = '0'] = /^(\d+) requests:$/m.exec(told) ?? [];
  const rows = [...told.matchAll(/^ +(\d+) {2}\S/gm)];

  const sum = rows.reduce((all, [, count]) => all + Number(count), 0);
  assert.equal(sum, Number(requests));
  assert.ok(Number(requests) > 200 && Number(requests) <= 330, told);
  assert.match(told, /At 7 requests a second it takes \d+\.\d s/);
  assert.match(told, /creates \d{3} customers and \d{3} transactions, at most \d{3,4} at once/);
  assert.match(told, /puts it back/);
  assert.ok(told.split('\n').includes(`${requirementIds.length} requirements would be judged.`), told);
  assert.doesNotMatch(told, /can’t be tested/);
});

test('a plan tells what can’t be tested, and why', async () => {
  const { contacts: _, ...rest } = account.account;
  const told = await planFor({ account: rest, features: { periods: false } }, '@customers.update');

  assert.match(told, /can’t be tested:[^]*It takes 3 contacts.*add ids to account\.contacts/);
  assert.doesNotMatch(told, /list of periods/);
});

test('a plan and the doctor name a mistyped host of allowWrites alike, with its line', async () => {
  const mistyped = { ...account, allowWrites: 'stagin.example.test' };
  const told = await planFor(mistyped, '@periods');
  const target = parseTarget(JSON.stringify(mistyped, null, 1), 'crm.yaml', {});
  const [writes] = localFindings(target, 'crm.yaml', {}).filter(({ about }) => about === 'writes');

  const says =
    /The target file, line \d+, agrees to changes at "stagin\.example\.test".*"allowWrites: staging\.example\.test"/;
  assert.match(told, /^Profile read-only/m);
  assert.match(told, says);
  assert.deepEqual([writes?.mark, says.test(writes?.says ?? '')], ['trouble', true]);
});

test('a plan sends nothing to the target', async (t) => {
  let connections = 0;
  const server = createServer(() => (connections += 1));
  const { origin } = await listening(t, server);

  const told = await planFor({ baseUrl: origin }, '@periods');

  assert.match(told, /Nothing was sent/);
  assert.equal(connections, 0);
});
