import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { frozenSet, releasedChangelog, setText } from '../../../cli/release.ts';
import { bySets, catalogueBy } from '../../../cli/requirement-set.ts';
import { suiteFacts } from '../../../cli/suite.ts';
import { UsageError } from '../../../cli/usage-error.ts';
import { foldRun } from '../../../engine/fold.ts';
import type { CatalogueEntry } from '../../../engine/selection.ts';
import { strayFrom } from '../../../reports/certificate/own-suite.ts';
import { requirementSet, requirementSetNames } from '../../../spec/requirement-sets.ts';
import { catalogue } from '../../catalogue.ts';
import { command } from '../cli/command.ts';
import { ownRun, thisSuite } from '../reports/certified-runs.ts';
import { facts } from '../reports/made-up.ts';

const [newest = ''] = requirementSetNames().toReversed();
const late: CatalogueEntry = {
  says: 'It has come since.',
  source: [],
  evidence: 'stated',
  operation: null,
  proof: 'test',
};

describe('a requirement set', () => {
  it('is of this suite: nothing that it has is missing without a reason', () => {
    assert.ok(requirementSetNames().length > 0);
    for (const name of requirementSetNames()) {
      const set = requirementSet(name);
      assert.equal(set?.name, name);
      assert.match(set.frozen, /^\d{4}-\d\d-\d\d$/);
      assert.equal(catalogueBy(name).set?.digest, set.digest);
      for (const { since } of Object.values(set.requirements))
        assert.ok(requirementSetNames().includes(since));
    }
  });

  it('keeps what it has as firm as it was', () => {
    const [id = ''] = Object.keys(catalogue).filter((one) => catalogue[one]?.evidence === 'stated');
    const entry = catalogue[id];
    assert.ok(entry);

    const { catalogue: judged } = catalogueBy(newest, {
      ...catalogue,
      [id]: { ...entry, evidence: 'inferred' },
    });

    assert.equal(judged[id]?.evidence, 'stated');
    assert.equal(judged[id].provisional, undefined);
  });

  it('lets what has come since warn, and decide nothing', () => {
    const { catalogue: judged } = catalogueBy(newest, { ...catalogue, 'late.one': late });
    const record = { readings: {}, restsOn: [], exchanges: [], durationMs: 0 };
    const results = foldRun({
      catalogue: { 'late.one': judged['late.one'] ?? late, 'known.one': { ...late, says: 'It was there.' } },
      records: [
        { requirement: 'late.one', outcome: 'failed', reason: 'It differs.', ...record },
        { requirement: 'known.one', outcome: 'passed', ...record },
      ],
      exchanges: [],
      facts,
      suite: suiteFacts(),
      durationMs: 0,
    });

    assert.deepEqual(
      results.requirements.map(({ id, evidence, provisional }) => [id, evidence, provisional]),
      [
        ['late.one', 'inferred', true],
        ['known.one', 'stated', undefined],
      ],
    );
    assert.equal(results.verdict, 'conformant');
  });

  it('is not judged by where the suite lacks a part of it', () => {
    const { [Object.keys(catalogue)[0] ?? '']: gone, ...rest } = catalogue;
    assert.ok(gone);
    assert.throws(
      () => catalogueBy(newest, rest),
      (error) => error instanceof UsageError && error.message.includes(Object.keys(catalogue)[0] ?? ''),
    );
  });

  it('is held against a certificate that names it', () => {
    const { name, digest } = requirementSet(newest) ?? { name: '', digest: '' };
    const results = ownRun();
    const { catalogue: weighed } = catalogueBy(newest);
    // What has come since the set is judged, too, and weighs less.
    const judged = results.requirements.map((one) => {
      const { evidence, provisional } = weighed[one.id] ?? one;
      return { ...one, evidence, ...(provisional && { provisional }) };
    });
    const run = (requirements: { name: string; digest: string }) =>
      strayFrom(thisSuite, {
        ...results,
        requirements: judged,
        suite: { ...results.suite, requirements },
      });

    assert.deepEqual(run({ name, digest }), []);
    assert.deepEqual(run({ name, digest: `sha256:${'0'.repeat(64)}` }), [
      'it names a requirement set that the suite does not have',
    ]);
    assert.equal(bySets.bySet({ name: '1999.1', digest }), null);
  });

  it('is named on the command line; one that is not there is refused, and the nearest named', async () => {
    const { status, output } = await command(['--requirements', '1999.1', '--list']);

    assert.equal(status, 2);
    assert.match(output, /no requirement set "1999\.1".*"2026\.1"/);
  });
});

describe('a release', () => {
  const earlier = {
    name: '2026.1',
    frozen: '2026-11-29',
    requirements: {
      'a.gone': { evidence: 'shown', since: '2026.1' },
      'a.kept': { evidence: 'stated', since: '2026.1' },
    },
    retired: {},
  } as const;
  const now = { 'a.kept': late, 'a.new': late };

  it('freezes what there is, and says since when, and why what is gone is gone', () => {
    const retired = { 'a.gone': 'The document no longer says so.' };
    const set = frozenSet(now, { name: '2027.1', day: '2027-02-01', earlier, retired });

    assert.equal(set.requirements['a.kept']?.since, '2026.1');
    assert.equal(set.requirements['a.new']?.since, '2027.1');
    assert.deepEqual(set.retired, { 'a.gone': { since: '2027.1', why: 'The document no longer says so.' } });
    assert.match(setText(set), /^ {2}a\.new: \{ evidence: stated, since: '2027\.1' \}$/m);
  });

  it('lets nothing go without a word', () => {
    assert.throws(() => frozenSet(now, { name: '2027.1', day: '2027-02-01', earlier }), /a\.gone/);
  });

  it('gives the unreleased changes its version, and needs some', () => {
    const text = '# Changelog\n\n## Unreleased\n\n- One.\n\n## 0.1.0 (2026-01-01)\n\n- Older.\n';
    const released = releasedChangelog(text, '0.2.0', '2026-11-29');

    assert.match(released, /## Unreleased\n\n## 0\.2\.0 \(2026-11-29\)\n\n- One\./);
    assert.throws(() => releasedChangelog(released, '0.3.0', '2026-12-01'), /nothing under Unreleased/);
  });
});
