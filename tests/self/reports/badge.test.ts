import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { badgeOf } from '../../../reports/formats/badge.ts';
import { totalsOf } from '../../../engine/totals.ts';
import type { RequirementResult, Results } from '../../../spec/run/results.ts';
import { results } from './sample.ts';
import { spoiled, texts } from './spoiled.ts';

/** What shields.io takes: what it demands, and the names of its colours. */
const isEndpoint = new Ajv2020().compile({
  type: 'object',
  required: ['schemaVersion', 'label', 'message'],
  additionalProperties: false,
  properties: {
    schemaVersion: { const: 1 },
    label: { type: 'string' },
    message: { type: 'string', minLength: 1, maxLength: 60 },
    color: { enum: 'brightgreen green yellowgreen yellow orange red lightgrey blue'.split(' ') },
  },
});

/** The sample run, had its requirements come out otherwise. */
function run(
  change: (one: RequirementResult) => Partial<RequirementResult>,
  over: Partial<Results> = {},
): Results {
  const requirements = results.requirements.map((one) => ({ ...one, ...change(one) }));
  return { ...results, ...totalsOf(requirements, undefined), requirements, ...over };
}

const passed = () => ({ outcome: 'passed' }) as const;
const waivedOne = ({ id }: RequirementResult) =>
  ({ outcome: id === 'customers.list.large' ? 'waived' : 'passed' }) as const;
const filtered = { complete: false } as const;

describe('badge.json', () => {
  it('is what shields.io takes', () => {
    for (const one of [results, run(passed), ...Object.values(texts).map((text) => spoiled(text).results)]) {
      assert.ok(isEndpoint(badgeOf(one)), JSON.stringify(isEndpoint.errors));
    }
  });

  it('says the verdict and no more than that', () => {
    const shown = (of: Results) => {
      const { message, color } = badgeOf(of);
      return `${message} (${color})`;
    };
    assert.equal(shown(run(passed)), 'conformant (brightgreen)');
    assert.equal(shown(run(waivedOne)), 'conformant · 1 waived (yellowgreen)');
    assert.equal(shown(run(passed, { profile: 'read-only' })), 'conformant · read-only (yellowgreen)');
    assert.equal(
      shown(run(waivedOne, { profile: 'read-only' })),
      'conformant · read-only · 1 waived (yellowgreen)',
    );
    assert.equal(shown(results), 'nonconformant · 2 failures (red)');
    assert.equal(shown(run(() => ({ outcome: 'untestable' }))), 'inconclusive (yellow)');
  });

  it('counts failures that decide only', () => {
    const inferred = ({ evidence }: RequirementResult) =>
      ({ outcome: evidence === 'inferred' ? 'failed' : 'passed' }) as const;
    assert.equal(badgeOf(run(inferred)).message, 'conformant');
    const one = ({ id, evidence }: RequirementResult) =>
      ({ outcome: id === 'customers.add.single' || evidence === 'inferred' ? 'failed' : 'passed' }) as const;
    assert.equal(badgeOf(run(one)).message, 'nonconformant · 1 failure');
  });

  it('claims nothing of a filtered run, however it went', () => {
    const grey = { schemaVersion: 1, label: 'amoCRM API v2', message: 'filtered run', color: 'lightgrey' };
    for (const one of [results, run(passed, filtered), run(waivedOne, filtered)]) {
      assert.deepEqual(badgeOf({ ...one, ...filtered }), grey);
    }
  });
});
