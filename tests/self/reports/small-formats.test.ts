import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { annotationsOf } from '../../../reports/formats/annotations.ts';
import { badgeOf } from '../../../reports/formats/badge.ts';
import type { Results } from '../../../spec/run/results.ts';
import { texts } from './hostile-texts.ts';
import { changed, other, requirement, results, resultsOf, waiversReport } from './made-up.ts';
import { spoiled } from './spoiled.ts';

const failures = (count: number, reason = 'broken') =>
  resultsOf(Array.from({ length: count }, (_, at) => requirement(`a.part${at}`, 'failed', { reason })));

describe('annotations of a job', () => {
  it('are errors for what fails the run and warnings for inferred requirements', () => {
    assert.deepEqual(
      annotationsOf({ ...results, waivers: waiversReport({ state: 'stale' }) }).map(
        (line) => /^::(\w+ title=[^:]+)::/.exec(line)?.[1],
      ),
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

describe('badge.json', () => {
  const passed = changed(() => ({ outcome: 'passed' }));
  const waived = changed(({ id }) => ({ outcome: id === other ? 'waived' : 'passed' }));
  const readOnly = { profile: 'read-only' } as const;
  const cases: readonly (readonly [Results, string])[] = [
    [passed, 'conformant (brightgreen)'],
    [waived, 'conformant · 1 waived (yellowgreen)'],
    [{ ...passed, ...readOnly }, 'conformant · read-only (yellowgreen)'],
    [{ ...waived, ...readOnly }, 'conformant · read-only · 1 waived (yellowgreen)'],
    [results, 'nonconformant · 2 failures (red)'],
    [changed(() => ({ outcome: 'untestable' })), 'inconclusive (yellow)'],
  ];
  for (const [run, shown] of cases) {
    it(`says ${shown} and no more than that, and claims nothing once it is filtered`, () => {
      const { message, color } = badgeOf(run);
      assert.equal(`${message} (${color})`, shown);

      const told = { schemaVersion: 1, label: 'amoCRM API v2', message: 'filtered run', color: 'lightgrey' };
      assert.deepEqual(badgeOf({ ...run, complete: false }), told);
    });
  }
});
