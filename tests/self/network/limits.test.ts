import { describe, it } from 'node:test';
import { assertStopped, ban, limits, storm } from './refusals.ts';
import { assertClean, assertSweepable } from './claims.ts';
import { down } from './harms.ts';
import { ending, requests } from './moments.ts';
import { tried } from './trial.ts';
import { lost, spoilt } from './troubles.ts';

describe('a limit of the rate that', { timeout: 300_000 }, () => {
  for (const { what, when, run } of limits.some) it(`${what} ${when}`, run);
});

describe('a ban (429, then 403 for everything)', { timeout: 60_000 }, () => {
  for (const [from, atOnce] of [
    [10, 1],
    [31, 4],
  ] as const) {
    it(`from request ${String(from)} on stops the run at once, ${String(atOnce)} at a time`, () =>
      assertStopped(from, atOnce));
  }

  it('that begins when the run tidies up', () => {
    const banned = ban(0, 1);
    return tried({ strike: (asked) => (asked.ending > 0 ? banned.strike(asked) : null) }, assertSweepable);
  });
});

describe('a storm of 503', { timeout: 60_000 }, () => {
  it('over reads and changes, carried out or not', () => tried(storm(503), assertClean));

  it('when the run tidies up', () => tried(spoilt(ending(1, 2), down(503)), assertClean));
});

describe('a storm that never ends', { timeout: 60_000 }, () => {
  it('stops the run', () => tried(lost(requests(30), down(502)), assertSweepable));
});
