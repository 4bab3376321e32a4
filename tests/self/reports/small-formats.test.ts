import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { annotationsOf } from '../../../reports/formats/annotations.ts';
import { badgeOf } from '../../../reports/formats/badge.ts';
import type { RequirementResult, Results } from '../../../spec/run/results.ts';
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

describe('badge.json', () => {
  const passed = () => ({ outcome: 'passed' }) as const;
  const waivedOne = ({ id }: RequirementResult) => ({ outcome: id === other ? 'waived' : 'passed' }) as const;
  const shown = (of: Results) => {
    const badge = badgeOf(of);
    assert.ok(isEndpoint(badge), JSON.stringify(isEndpoint.errors));
    return `${badge.message} (${badge.color})`;
  };

  it('says the verdict and no more than that', () => {
    const readOnly = { profile: 'read-only' } as const;
    assert.equal(shown(changed(passed)), 'conformant (brightgreen)');
    assert.equal(shown(changed(waivedOne)), 'conformant · 1 waived (yellowgreen)');
    assert.equal(shown(changed(passed, readOnly)), 'conformant · read-only (yellowgreen)');
    assert.equal(shown(changed(waivedOne, readOnly)), 'conformant · read-only · 1 waived (yellowgreen)');
    assert.equal(shown(results), 'nonconformant · 2 failures (red)');
    assert.equal(shown(changed(() => ({ outcome: 'untestable' }))), 'inconclusive (yellow)');
  });

  it('claims nothing of a filtered run, however it went', () => {
    for (const filtered of [results, changed(passed), changed(waivedOne), spoiled(texts.hostile).results]) {
      const badge = badgeOf({ ...filtered, complete: false });
      const told = { schemaVersion: 1, label: 'amoCRM API v2', message: 'filtered run', color: 'lightgrey' };
      assert.deepEqual(badge, told);
    }
  });
});
