import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { waiversIn, type WaiversInput, withWaivers } from '../../../reports/waivers.ts';
import { draftWaivers } from '../../../reports/waivers-draft.ts';
import { hostile } from './sample.ts';
import { day, requirement, runOf } from './small-runs.ts';

describe('the draft of a waivers file', () => {
  const contents = (draft: string) => (parse(draft) as WaiversInput).waivers;
  const failing = runOf(
    requirement('a.failed', 'failed'),
    requirement('a.open', 'untestable', 'shown'),
    requirement('a.warning', 'failed', 'inferred'),
    requirement('a.unsure', 'unobserved', 'inferred'),
    requirement('a.absent', 'notApplicable'),
  );

  it('has an entry for all that keeps the run from being conformant, to be filled in', () => {
    const { text: draft, added } = draftWaivers(failing);

    assert.equal(added, 2);
    assert.deepEqual(contents(draft), [
      {
        requirement: 'a.failed',
        covers: 'failure',
        target: 'Staging CRM',
        reason: 'FILL IN: a.failed is failed',
        owner: 'FILL IN',
        expires: '2027-02-22',
      },
      {
        requirement: 'a.open',
        covers: 'gap',
        target: 'Staging CRM',
        reason: 'FILL IN: a.open is untestable',
        owner: 'FILL IN',
        expires: '2027-02-22',
      },
    ]);
    assert.equal(withWaivers(failing, waiversIn(Buffer.from(draft)).entries, day).verdict, 'conformant');
  });

  it('has the failed inferred requirements at its end, which come alive without their marks', () => {
    const { text: draft } = draftWaivers(failing);

    assert.doesNotMatch(draft, /a\.unsure|a\.absent/);
    const alive = draft.replace(/^#(?= {2})/gm, '');
    assert.deepEqual(
      contents(alive).map(({ requirement: id }) => id),
      ['a.failed', 'a.open', 'a.warning'],
    );
  });

  it('keeps what stands in the earlier file, comments too, and drops what is stale', () => {
    const earlier = `# Ours
waivers:
  - requirement: a.passed
    covers: failure
    reason: it was mended
    owner: Anna
    expires: 2027-01-31

  # Seen on every Monday
  - requirement: a.failed # for long
    covers: failure
    reason: known
    owner: Boris
    expires: 2025-01-31
  - requirement: a.open
    covers: gap
    target: Another
    reason: known
    owner: Boris
    expires: 2027-01-31
`;
    const results = withWaivers(failing, waiversIn(Buffer.from(earlier)).entries, day);
    assert.deepEqual(
      results.waivers?.waivers.map(({ state }) => state),
      ['stale', 'expired', 'idle'],
    );

    const { text: draft, added, dropped } = draftWaivers(results, earlier);

    assert.deepEqual([added, dropped], [1, 1]);
    assert.deepEqual(
      contents(draft).map(({ requirement: id, target, owner, expires }) => [id, target, owner, expires]),
      [
        ['a.failed', undefined, 'Boris', '2025-01-31'],
        ['a.open', 'Another', 'Boris', '2027-01-31'],
        ['a.open', 'Staging CRM', 'FILL IN', '2027-02-22'],
      ],
    );
    assert.match(
      draft,
      /^# Ours\nwaivers:\n {2}# Seen on every Monday\n {2}- requirement: a\.failed # for long\n/,
    );

    const again = draftWaivers(withWaivers(failing, waiversIn(Buffer.from(draft)).entries, day), draft);
    assert.deepEqual([again.added, again.dropped, again.text], [0, 0, draft]);
  });

  it('gives each entry lines of its own, whatever list it is added to', () => {
    const { text: draft } = draftWaivers(failing, 'waivers: []\n');

    assert.match(draft, /^waivers:\n {2}- requirement: a\.failed #/);
  });

  it('stays a list when nothing is left of it', () => {
    const earlier =
      'waivers:\n  - { requirement: a.passed, covers: gap, reason: known, owner: Anna, expires: 2027-01-31 }\n';
    const results = withWaivers(runOf(), waiversIn(Buffer.from(earlier)).entries, day);

    assert.deepEqual(contents(draftWaivers(results, earlier).text), []);
  });

  it('holds no control character or line of a server', () => {
    const result = { ...requirement('a.b', 'failed'), reason: `${hostile}\n- evil: 1` };
    const warning = { ...requirement('a.c', 'failed', 'inferred'), reason: `${hostile}\n- evil: 1` };

    const { text: draft } = draftWaivers(runOf(result, warning));

    assert.equal(contents(draft).length, 1);
    assert.doesNotMatch(draft, /[^\P{C}\n]/u);
  });
});
