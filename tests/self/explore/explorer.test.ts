import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { explore, type Expedition } from '../../../engine/explore/explorer.ts';
import { replaySteps } from '../../../engine/explore/replay.ts';
import type { Journey, Terrain } from '../../../engine/explore/terrain.ts';
import type { CommonSetting } from '../../../engine/scenario.ts';
import type { Step } from '../../../spec/run/exploration.ts';
import { transportFailed } from '../../../spec/run/signals.ts';

const kinds = ['light', 'pump', 'open', 'close', 'wait'] as const;

/** What the made-up target answers to the steps that it was sent so far. */
type Target = (steps: readonly string[]) => 'well' | 'broken' | 'silent' | 'down';

/** A boiler that is asked once for each step; `sent` has every step that it was ever sent. */
function boiler(target: Target) {
  const sent: string[] = [];
  const terrain: Terrain<object> = {
    arbitraries: () =>
      kinds.map((kind) => ({
        weight: 1,
        arbitrary: fc.record({ kind: fc.constant<string>(kind), times: fc.nat(50) }),
      })),
    cases: () => [],
    begin: () => Promise.resolve(journeyOf(target, sent)),
  };
  const counted = { requests: () => sent.length, lastExchange: () => sent.length };
  // Nothing of a setting is asked for here.
  const setting = {} as CommonSetting<object>;
  return {
    sent,
    replay: (steps: readonly Step[]) => replaySteps(terrain, setting, steps),
    explore: (expedition: Expedition) => explore(terrain, setting, expedition, counted),
  };
}

function journeyOf(target: Target, sent: string[]): Journey {
  const steps: string[] = [];
  return {
    allows: ({ kind }) => kind !== 'close' || steps.includes('open'),
    take({ kind, times }) {
      steps.push(kind);
      sent.push(`${kind} ${String(times)}`);
      const state = target(steps);
      if (state === 'broken') return Promise.resolve({ requirement: 'boiler.whole', says: 'It burst.' });
      if (state === 'well') return Promise.resolve(null);
      const failure = state === 'silent' ? 'timeout' : 'unreachable';
      return Promise.reject(transportFailed({ kind: failure, says: 'No answer.' }));
    },
    end: () => Promise.resolve(),
  };
}

/** Bursts when it was lit, pumped and opened, in this order, whatever else was done between. */
const bursting: Target = (steps) => {
  const lit = steps.indexOf('light');
  const pumped = lit < 0 ? -1 : steps.indexOf('pump', lit);
  return pumped >= 0 && steps.slice(pumped).includes('open') ? 'broken' : 'well';
};

describe('an exploration', () => {
  it('shortens a sequence that takes three steps to three, each as small as can be', async () => {
    const { findings } = await boiler(bursting).explore({ seed: 7, budget: { requests: 2000 } });

    const [finding] = findings;
    assert.deepEqual(
      finding?.steps.map(({ kind, times }) => [kind, times]),
      [
        ['light', 0],
        ['pump', 0],
        ['open', 0],
      ],
    );
    assert.equal(finding.isCutShort, false);
    assert.ok(finding.length > 3, 'It was longer at first.');
    assert.ok(finding.times > 1, 'It was found again, and counted.');
    assert.equal(findings.length, 1);
  });

  it('sends the same by the same seed, and something else by another', async () => {
    const [one, same, other] = [boiler(bursting), boiler(bursting), boiler(bursting)];

    await one.explore({ seed: 1, budget: { requests: 500 } });
    await same.explore({ seed: 1, budget: { requests: 500 } });
    await other.explore({ seed: 2, budget: { requests: 500 } });

    assert.deepEqual(one.sent, same.sent);
    assert.notDeepEqual(one.sent, other.sent);
  });

  it('ends with its budget, and keeps to that of shortening', async () => {
    const target = boiler(bursting);

    const { requests, findings } = await target.explore({ seed: 3, budget: { requests: 40 }, shortening: 5 });

    assert.ok(requests >= 40 && requests <= 40 + 5 + 12, `${String(requests)} requests`);
    assert.equal(findings[0]?.isCutShort, true);
  });

  it('finds nothing where all is well', async () => {
    const { findings, sequences } = await boiler(() => 'well').explore({
      seed: 4,
      budget: { requests: 300 },
    });

    assert.deepEqual(findings, []);
    assert.ok(sequences > 10);
  });

  it('charges the target with silence, and with nothing else that breaks down', async () => {
    const silent = await boiler((steps) => (steps.includes('pump') ? 'silent' : 'well')).explore({
      seed: 5,
      budget: { requests: 200 },
    });
    const down = await boiler((steps) => (steps.includes('pump') ? 'down' : 'well')).explore({
      seed: 5,
      budget: { requests: 200 },
    });

    assert.deepEqual(
      silent.findings.map(({ requirement, steps }) => [requirement, steps.map(({ kind }) => kind)]),
      [['explore.answered', ['pump']]],
    );
    assert.deepEqual(down.findings, []);
    assert.equal(down.brokeOff, 'No answer.');
    assert.ok(down.requests < 200, 'Nothing more is sent.');
  });

  it('tells of a sequence that is replayed which step fails, and whether it is fixed', async () => {
    const steps = ['light', 'pump', 'open'].map((kind) => ({ kind, times: 0 }));

    const still = await boiler(bursting).replay(steps);
    const fixed = await boiler(() => 'well').replay(steps);
    const broken = await boiler(() => 'down').replay(steps);
    const odd = await boiler(() => 'well').replay([{ kind: 'close' }]);

    assert.deepEqual(still.outcomes, ['fixed', 'fixed', 'failed']);
    assert.equal(still.end.outcome, 'failed');
    assert.deepEqual(fixed, { outcomes: ['fixed', 'fixed', 'fixed'], end: { outcome: 'fixed' } });
    assert.deepEqual([broken.outcomes, broken.end.outcome], [['error'], 'error']);
    assert.deepEqual([odd.outcomes, odd.end.outcome], [['error'], 'error']);
  });
});
