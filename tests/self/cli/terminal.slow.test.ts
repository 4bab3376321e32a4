import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { faulty } from './faulty.ts';

it('a red run is one line with --quiet, and lines of JSON alone for a machine', async (t) => {
  const { run } = await faulty(t, 'limit-ignored');
  const only = ['--only', 'customers.list.limit_rows.one'];

  const quiet = await run('--quiet', ...only);
  const json = await run('--reporter', 'json', ...only);

  assert.match(quiet.output, /^Nonconformant: .*\. 1 stated or shown requirement failed\.\n$/);
  const events = json.output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; id?: string; outcome?: string; verdict?: string });
  assert.equal(events[0]?.event, 'run.started');
  assert.ok(events.filter(({ event }) => event === 'exchange').length > 5);
  assert.deepEqual(
    events.filter(({ event }) => event === 'requirement.judged').map(({ id, outcome }) => [id, outcome]),
    [['customers.list.limit_rows.one', 'failed']],
  );
  assert.equal(events.at(-1)?.verdict, 'nonconformant');
});

describe('a read-only run', () => {
  it('says what it can settle, and ends with 0 where that is taken for enough', async (t) => {
    const { run } = await faulty(t);

    const usual = await run('--profile', 'read-only');
    const accepted = await run('--profile', 'read-only', '--accept-read-only');

    assert.deepEqual([usual.status, accepted.status], [3, 0]);
    assert.match(usual.output, /^Read-only passed, inconclusive as a whole: /m);
    assert.match(
      usual.output,
      /^All \d+ stated or shown requirements that could be judged without writing passed\./m,
    );
    assert.match(usual.output, /^With --accept-read-only /m);
    const [, judged, passed, untestable, unobserved] =
      /^(\d+) of \d+ requirements judged: (\d+) passed\. Not judged: (\d+) untestable · (\d+) unobserved\.$/m.exec(
        usual.output,
      ) ?? assert.fail(usual.output);
    assert.equal(judged, passed);
    assert.ok(Number(untestable) > 100 && Number(unobserved) >= 0);
  });

  it('that found something wrong is not accepted', async (t) => {
    const { run } = await faulty(t, 'limit-ignored');

    assert.equal((await run('--profile', 'read-only', '--accept-read-only')).status, 1);
  });
});
