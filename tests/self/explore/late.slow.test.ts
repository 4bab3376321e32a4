import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Results } from '../../../spec/run/results.ts';
import { judgedAt, type Manner } from './busy-server.ts';
import { laggards, late } from './laggards.ts';
import { races } from './races.ts';

/** What is held against a target, but for what is only warned of. */
const chargedIn = ({ requirements }: Results): readonly string[] =>
  requirements.flatMap(({ id, evidence, outcome, reason }) =>
    outcome === 'error' || (outcome === 'failed' && evidence !== 'inferred')
      ? [`${id}: ${reason ?? ''}`]
      : [],
  );

describe('a certification of a target that is slow, or late, or takes one change at a time', () => {
  for (const [name, manner] of Object.entries(laggards)) {
    it(`holds nothing against it: ${name}`, async () => {
      const results = await judgedAt(manner, { seed: 5 });

      assert.deepEqual(chargedIn(results), []);
      assert.equal(results.verdict, 'conformant');
    });
  }
});

describe('a certification', () => {
  for (const [what, manner] of Object.entries({
    'the whole account': late(() => 1.2),
    'periods alone': laggards['periods are behind'],
    'purchases alone': laggards['purchases are behind'],
    'lists alone': laggards['lists are behind, and look-ups are not'],
  })) {
    it(`tells how late it shows changes: ${what}`, async () => {
      assert.ok(manner);
      const { readings } = await judgedAt(manner, { seed: 5 });

      assert.match(readings['visibility'] ?? '', /^within \d s$/);
    });
  }

  it('tells that changes are shown at once', async () => {
    const { readings } = await judgedAt(
      late(() => 0),
      { seed: 5 },
    );

    assert.equal(readings['visibility'], 'immediate');
  });

  it('holds a loss against a target all the same', async () => {
    const dropping: Manner | undefined = races['an addition is acknowledged and dropped'];
    assert.ok(dropping);
    const { verdict } = await judgedAt(dropping, { seed: 5 });

    assert.equal(verdict, 'nonconformant');
  });
});
