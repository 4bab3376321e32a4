import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { suite, suiteFacts } from '../../../cli/suite.ts';
import { examine } from '../../../cli/proof/examine.ts';
import type { Certified } from '../../../engine/certification.ts';
import { merged, mismatchOf, ofShard, shardFilter, type ShardRun } from '../../../engine/merge.ts';
import { assembled } from '../../../reference/assembly.ts';
import { faultNamed } from '../../../reference/faults/index.ts';
import { contradictionsIn } from '../../../reports/certificate/contradictions.ts';
import { assertValid } from '../../../reports/results-schema.ts';
import type { Results } from '../../../spec/run/results.ts';

const { catalogue } = suite;
/** Where both faults show; `cli/merge.slow.test.ts` merges all. */
const claims = suite.claims.filter(({ id }) => /^(customers\.list\.limit|periods\.list)/.test(id));
const seed = 7;
const total = 3;
const faulty = assembled(
  [],
  ['limit-ignored', 'periods-list-cut'].map((name) => faultNamed(name) ?? assert.fail(name)),
);

/** A shard of a certification, on an account of its own. */
async function shardOf(current: number): Promise<ShardRun> {
  const shard = { current, total };
  const { run } = await examine(faulty, { seed, claims: ofShard(claims, shard) });
  return { ...run, suite: suiteFacts(), facts: { ...run.facts, filters: [shardFilter(shard)] }, shard };
}

const outcomesOf = ({ requirements }: Results): readonly string[] =>
  requirements.map(({ id, outcome }) => `${id}: ${outcome}`).sort();

describe('shards of a run', () => {
  let shards: readonly ShardRun[] = [];
  before(async () => {
    shards = [await shardOf(2), await shardOf(1), await shardOf(3)];
  });

  it('share all claims among them', () => {
    const shares = [1, 2, 3].flatMap((current) => ofShard(claims, { current, total }));

    assert.deepEqual(shares.map(({ id }) => id).sort(), claims.map(({ id }) => id).sort());
  });

  it('come to what one run comes to', async () => {
    const whole: Certified = await examine(faulty, { seed, claims });
    const { results, exchanges } = merged(shards, catalogue);

    assert.deepEqual(outcomesOf(results), outcomesOf(whole.results));
    assert.equal(results.verdict, 'nonconformant');
    assert.equal(whole.results.verdict, 'nonconformant');
    assert.equal(results.complete, true);
    assertValid(results);
    assert.deepEqual(contradictionsIn(results), []);
    const known = new Set(exchanges.map(({ id }) => id));
    assert.equal(known.size, exchanges.length);
    for (const { id, exchanges: cited = [] } of results.requirements)
      for (const one of cited) assert.ok(known.has(one), `${id} cites ${String(one)}`);
  });

  it('are refused where they are not those of one run', () => {
    const [first] = shards;
    assert.ok(first);
    const changed = (over: Partial<ShardRun>) => [...shards.slice(1), { ...first, ...over }];
    const cases: readonly (readonly [readonly ShardRun[], RegExp])[] = [
      [shards.slice(1), /Of 3 shards 2 is missing/],
      [[...shards, first], /Shard 2 is named twice/],
      [changed({ suite: { ...first.suite, digest: 'other' } }), /different versions/],
      [changed({ facts: { ...first.facts, seed: 8 } }), /different seeds/],
      [changed({ facts: { ...first.facts, profile: 'read-only' } }), /different profiles/],
      [changed({ facts: { ...first.facts, filters: ['only periods', 'shard 2/3'] } }), /narrowed down/],
      [changed({ shard: { current: 2, total: 4 } }), /different wholes/],
      [
        changed({ facts: { ...first.facts, target: { ...first.facts.target, name: 'Another' } } }),
        /different targets/,
      ],
      [changed({ facts: { ...first.facts, features: { periods: false } } }), /different features/],
    ];

    assert.equal(mismatchOf(shards), null);
    for (const [some, says] of cases) assert.match(mismatchOf(some) ?? '', says);
  });
});
