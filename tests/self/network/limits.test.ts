import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertClean, assertFair, assertSweepable, assertUnstable } from './claims.ts';
import { down, forbidden, limited, limitedForASecond, limitedForNow, limitedUntil } from './harms.ts';
import { ending, everyRequest, everyWrite, requests } from './moments.ts';
import { tried, type Trial } from './trial.ts';
import { either, lost, spoilt, type Harm, type Trouble } from './troubles.ts';
import type { Asked } from './wire.ts';

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

/** From the n-th request on: limits a few, and then refuses everything. */
function ban(from: number, burst: number): Trouble & { refused: () => number } {
  let limits = 0;
  let refusals = 0;
  return {
    refused: () => refusals,
    strike: ({ number }: Asked) => {
      if (number < from) return null;
      if (limits < burst) {
        limits += 1;
        return { play: limited, before: true };
      }
      refusals += 1;
      return { play: forbidden, before: true };
    },
  };
}

describe('a ban (429, then 403 for everything)', { timeout: 60_000 }, () => {
  for (const from of [10, 31, 62]) {
    for (const atOnce of [1, 4]) {
      it(`from request ${String(from)} on stops the run at once, ${String(atOnce)} at a time`, async () => {
        const banned = ban(from, 2);
        await tried(
          banned,
          async (trial: Trial) => {
            assert.ok(banned.refused() <= 8, `${String(banned.refused())} requests after the ban`);
            if (from === 10) assertFair(trial);
            else await assertSweepable(trial);
          },
          { atOnce },
        );
      });
    }
  }

  it('that begins when the run tidies up', () => {
    const banned = ban(0, 1);
    return tried({ strike: (asked) => (asked.ending > 0 ? banned.strike(asked) : null) }, assertSweepable);
  });
});

for (const status of [502, 503, 504] as const) {
  describe(`a storm of ${String(status)}`, { timeout: 60_000 }, () => {
    it('over reads and changes, carried out or not', () =>
      tried(either(lost(everyRequest(9), down(status)), spoilt(everyWrite(3), down(status))), assertClean));

    it('when the run tidies up', () => tried(spoilt(ending(1, 2), down(status)), assertClean));
  });
}

describe('a storm that never ends', { timeout: 60_000 }, () => {
  it('stops the run', () => tried(lost(requests(30), down(502)), assertSweepable));
});
