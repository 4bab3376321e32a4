import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Results } from '../../../spec/run/results.ts';
import { judgedAt, type Manner } from './busy-server.ts';
import { late } from './laggards.ts';
import { races } from './races.ts';

const failedIn = ({ requirements }: Results): readonly string[] =>
  requirements.flatMap(({ id, outcome, reason }) => (outcome === 'failed' ? [`${id}: ${reason ?? ''}`] : []));

const lateBy = (seconds: number): Promise<Results> =>
  judgedAt(
    late(() => seconds),
    { seed: 5 },
  );

describe('a certification of a target that shows changes late', () => {
  for (const seconds of [0.3, 1.2]) {
    it(`waits for what is ${String(seconds)} s behind, and tells it`, async () => {
      let results = await lateBy(seconds);
      // Nobody waits before something was seen to be late, which takes long where the machine is busy.
      for (let more = 2; more > 0 && failedIn(results).length > 0; more -= 1) results = await lateBy(seconds);

      assert.deepEqual(failedIn(results), []);
      assert.match(results.readings['visibility'] ?? '', /^within \d s$/);
    });
  }

  it('tells of one that shows them at once', async () => {
    const results = await lateBy(0);

    assert.deepEqual(failedIn(results), []);
    assert.equal(results.readings['visibility'], 'immediate');
  });

  it('holds a loss against it all the same', async () => {
    const dropping: Manner | undefined = races['an addition is acknowledged and dropped'];
    assert.ok(dropping);
    const results = await judgedAt(dropping, { seed: 5 });

    assert.equal(results.verdict, 'nonconformant');
  });
});
