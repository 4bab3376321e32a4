import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Results } from '../../../spec/run/results.ts';
import { judgedAt, type Manner } from './busy-server.ts';
import { late } from './laggards.ts';
import { races } from './races.ts';

const failedIn = ({ requirements }: Results): readonly string[] =>
  requirements.flatMap(({ id, outcome, reason }) => (outcome === 'failed' ? [`${id}: ${reason ?? ''}`] : []));

describe('a certification of a target that shows changes late', () => {
  for (const seconds of [0.3, 1.2]) {
    it(`waits for what is ${String(seconds)} s behind, and tells it`, async () => {
      const results = await judgedAt(
        late(() => seconds),
        { seed: 5 },
      );

      assert.deepEqual(failedIn(results), []);
      assert.match(results.readings['visibility'] ?? '', /^within \d s$/);
    });
  }

  it('tells of one that shows them at once', async () => {
    const results = await judgedAt(
      late(() => 0),
      { seed: 5 },
    );

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
