import { describe, it } from 'node:test';
import { assertStopped, ban, storm } from './bans.ts';
import { assertClean, assertSweepable, assertUnstable } from './claims.ts';
import { down, limited, limitedForASecond, limitedForNow, limitedUntil } from './harms.ts';
import { ending, everyRequest, requests } from './moments.ts';
import { tried } from './trial.ts';
import { either, lost, spoilt, type Harm } from './troubles.ts';

const limits: Readonly<Record<string, Harm>> = {
  'says no more': limited,
  'says to go on at once': limitedForNow,
  'names a second': limitedForASecond,
  'names a time of its own clock': limitedUntil,
};

for (const [what, harm] of Object.entries(limits)) {
  describe(`a limit of the rate that ${what}`, { timeout: 60_000 }, () => {
    it('is waited for, and what was settled only then is marked unstable', () =>
      tried(either(lost(requests(1, 3), harm), lost(everyRequest(6), harm)), assertUnstable, { atOnce: 4 }));

    it('that never ends stops the run', () => tried(lost(requests(30), harm), assertSweepable));
  });
}

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
