import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { annotationsOf } from '../../../reports/formats/annotations.ts';
import type { Results } from '../../../spec/run/results.ts';
import { results } from './sample.ts';
import { spoiled, texts, withWaivers } from './spoiled.ts';

/** A run in which so many stated requirements failed. */
function failures(count: number, reason = 'broken'): Results {
  const [first] = results.requirements;
  assert.ok(first);
  const requirements = Array.from({ length: count }, (_, at) => ({
    ...first,
    id: `customers.add.part${String(at)}`,
    outcome: 'failed' as const,
    reason,
  }));
  return { ...results, requirements };
}

describe('annotations of a job', () => {
  it('are errors for what fails the run and warnings for inferred requirements', () => {
    const waivers = withWaivers(['stale'], 'agreed');
    const lines = annotationsOf({ ...results, waivers });
    assert.deepEqual(
      lines.map((line) => /^::(\w+ title=[^:]+)::/.exec(line)?.[1]),
      [
        'error title=customers.update.unlink.contacts',
        'error title=customers.list.response.items.id',
        'error title=run.waiver.failure.customers.add.single',
        'warning title=customers.add.nameRequired',
      ],
    );
  });

  it('are at most ten, the last of which counts the others', () => {
    assert.equal(annotationsOf(failures(10)).length, 10);
    const lines = annotationsOf(failures(25));
    assert.equal(lines.length, 10);
    assert.equal(lines[9], '::error title=+16 more::The report has 16 more problems.');
  });

  it('are one command a line, whatever a target sent', () => {
    for (const [name, text] of Object.entries(texts)) {
      for (const line of annotationsOf(spoiled(text).results)) {
        assert.match(line, /^::(?:error|warning) title=[^:,\n]+::[^\n\r\p{Cc}]*$/u, name);
        assert.doesNotMatch(line, /%(?!25)/, name);
      }
    }
    assert.match(annotationsOf(failures(1, '5% of %0A::error::x'))[0] ?? '', /5%25 of %250A/);
  });
});
