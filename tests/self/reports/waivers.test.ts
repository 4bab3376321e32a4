import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { problemsOf } from '../../../reports/results-schema.ts';
import { draftWaivers } from '../../../reports/waivers-draft.ts';
import { summaryOf } from '../../../reports/terminal.ts';
import {
  appliedWaivers,
  exitStatusOf,
  type WaiverEntry,
  waiversIn,
  type WaiversInput,
  withWaivers,
} from '../../../reports/waivers.ts';
import type { Outcome, Results } from '../../../spec/run/results.ts';
import type { Waiver } from '../../../spec/run/waivers.ts';
import { hostile } from './hostile-texts.ts';
import { day, requirement, runOf, waivedBy, waiver } from './made-up.ts';
import { assertHarmless } from './report-checks.ts';

const gaps = ['untestable', 'unobserved', 'dependency', 'error'] as const;

const statesIn = ({ waivers }: Results) => waivers?.waivers.map(({ state }) => state);
const text = (results: Results) => summaryOf(results, [], { colour: false, width: 120 });

describe('a waiver', () => {
  const failing = runOf(requirement('a.b', 'failed'));

  it('of a failure excuses it: the verdict and the numbers are derived again, the reason stays', () => {
    const results = waivedBy(failing, waiver('a.b'));
    const { outcome, waived, reason } = results.requirements[1] ?? assert.fail('It is gone.');
    const { counts, countsByEvidence } = results;

    assert.deepEqual([failing.verdict, results.verdict], ['nonconformant', 'conformant']);
    assert.deepEqual([outcome, reason], ['waived', 'a.b is failed']);
    assert.deepEqual(waived, { kind: 'failure', outcome: 'failed' });
    for (const { failed, waived: excused } of [counts, countsByEvidence.stated])
      assert.deepEqual([failed, excused], [0, 1]);
    assert.equal(exitStatusOf(results), 0);
    assert.deepEqual(problemsOf(results), []);
    assert.deepEqual([...appliedWaivers(results).keys()], ['a.b']);
    assert.match(text(results), /\nConformant, 1 waived: /);
  });

  for (const outcome of gaps) {
    it(`of a gap excuses what is ${outcome}, and one of a failure rests`, () => {
      const open = runOf(requirement('a.b', outcome));
      const results = waivedBy(open, waiver('a.b', { kind: 'gap' }));

      assert.deepEqual(results.requirements[1]?.waived, { kind: 'gap', outcome });
      assert.equal(results.verdict, 'conformant');
      const resting = waivedBy(open, waiver('a.b'));
      assert.deepEqual([resting.verdict, exitStatusOf(resting)], ['inconclusive', 3]);
    });
  }

  const [last, next] = ['2026-11-24', '2026-11-25'];
  const states: readonly (readonly [Outcome, WaiverEntry['kind'], string, Waiver['state']])[] = [
    ['failed', 'failure', last, 'applied'],
    ['failed', 'failure', next, 'expired'],
    ['passed', 'failure', last, 'stale'],
    ['passed', 'failure', next, 'stale'],
    ['notApplicable', 'failure', last, 'stale'],
    ['passed', 'gap', last, 'stale'],
    ['failed', 'gap', last, 'stale'],
    ...gaps.map((gap) => [gap, 'failure', last, 'idle'] as const),
  ];
  for (const [outcome, kind, today, state] of states) {
    it(`until ${last} of a ${kind} that is ${outcome} on ${today} is ${state}`, () => {
      const results = withWaivers(runOf(requirement('a.b', outcome)), [waiver('a.b', { kind })], {
        ...day,
        today,
      });

      assert.deepEqual(statesIn(results), [state]);
    });
  }

  it('that is stale fails a run, even a conformant or an inconclusive one', () => {
    const conformant = waivedBy(runOf(), waiver('a.passed'));
    const inconclusive = waivedBy(runOf(requirement('a.b', 'error')), waiver('a.passed'));

    assert.deepEqual([conformant.verdict, exitStatusOf(conformant)], ['conformant', 1]);
    assert.deepEqual([inconclusive.verdict, exitStatusOf(inconclusive)], ['inconclusive', 1]);
    assert.match(text(conformant), /\nConformant: .*\n.*\nThe run fails: 1 waiver is stale\.\n/);
    assert.match(text(conformant), /Stale: .* Take them out, or name the target.*\n {4}! a\.passed \(/);
  });

  it('rests where its requirement was not judged, or where it is for another target', () => {
    const another = waiver('a.b', { target: 'Another' });
    const waived = waivedBy(failing, waiver('a.c'), another, waiver('a.b', { target: failing.target.name }));

    assert.deepEqual(statesIn(waived), ['idle', 'idle', 'applied']);
    assert.equal(waivedBy(failing, another).verdict, 'nonconformant');
  });

  it('can not make a run conformant that tested nothing, or that an obstacle stopped', () => {
    const bare = { ...failing, requirements: failing.requirements.slice(1) };
    const stopped = { ...failing, obstacle: 'The server is gone.' };

    assert.equal(waivedBy(bare, waiver('a.b')).verdict, 'inconclusive');
    assert.equal(waivedBy(stopped, waiver('a.b')).verdict, 'inconclusive');
  });

  it('is counted with the others: what is unexpected among what decides, what is waived and gone', () => {
    const inferred = { evidence: 'inferred' } as const;
    const results = waivedBy(
      runOf(
        requirement('a.failed', 'failed'),
        requirement('a.waived', 'failed'),
        requirement('a.waived.gap', 'untestable'),
        requirement('a.open', 'untestable'),
        requirement('a.open.too', 'unobserved'),
        requirement('a.warning', 'failed', inferred),
        requirement('a.unsure', 'error', inferred),
      ),
      waiver('a.waived', { reason: hostile, owner: 'https://tracker.example.test/7' }),
      waiver('a.waived.gap', { kind: 'gap' }),
      waiver('a.passed'),
      waiver('a.failed', { kind: 'gap' }),
      waiver('a.nowhere'),
    );

    assert.equal(results.waivers?.digest, day.digest);
    assert.deepEqual(results.waivers.counters, {
      unexpectedFailures: 1,
      unexpectedGaps: 2,
      waivedFailuresGone: 1,
      waivedGapsGone: 1,
    });
    assert.deepEqual(problemsOf(results), []);
  });
});

describe('the draft of a waivers file', () => {
  const contents = (draft: string) => (parse(draft) as WaiversInput).waivers;
  const failing = runOf(
    requirement('a.failed', 'failed'),
    requirement('a.open', 'untestable', { evidence: 'shown' }),
    requirement('a.warning', 'failed', { evidence: 'inferred' }),
    requirement('a.unsure', 'unobserved', { evidence: 'inferred' }),
    requirement('a.absent', 'notApplicable'),
  );

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
    const results = waivedBy(failing, ...waiversIn(Buffer.from(earlier)).entries);
    assert.deepEqual(statesIn(results), ['stale', 'expired', 'idle']);

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

    const again = draftWaivers(waivedBy(failing, ...waiversIn(Buffer.from(draft)).entries), draft);
    assert.deepEqual([again.added, again.dropped, again.text], [0, 0, draft]);
  });

  it('holds no control character or line of a server', () => {
    const reason = `${hostile}\n- evil: 1`;
    const warning = requirement('a.c', 'failed', { reason, evidence: 'inferred' });

    const { text: draft } = draftWaivers(runOf(requirement('a.b', 'failed', { reason }), warning));

    assert.equal(contents(draft).length, 1);
    assertHarmless(draft);
  });
});
