/** A target that refuses to go on: by limits of its rate, bans, and storms of errors. */
import assert from 'node:assert/strict';
import { assertFair, assertSweepable, assertUnstable } from './claims.ts';
import { down, forbidden, limited, limitedForASecond, limitedForNow, limitedUntil } from './harms.ts';
import { everyRequest, everyWrite, requests } from './moments.ts';
import { pairsOf } from './pairs.ts';
import { tried } from './trial.ts';
import { either, lost, spoilt, type Harm, type Trouble } from './troubles.ts';
import type { Asked } from './wire.ts';

const limiting: Readonly<Record<string, Harm>> = {
  'says no more': limited,
  'says to go on at once': limitedForNow,
  'names a second': limitedForASecond,
  'names a time of its own clock': limitedUntil,
};

export const limits = pairsOf(limiting, {
  'is waited for, and what was settled only then is marked unstable': (harm) =>
    tried(either(lost(requests(1, 3), harm), lost(everyRequest(6), harm)), assertUnstable, { atOnce: 4 }),
  'that never ends stops the run': (harm) => tried(lost(requests(30), harm), assertSweepable),
});

/** From the n-th request on: limits a few, and then refuses everything. */
export function ban(from: number, burst: number): Trouble & { refused: () => number } {
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

/** A run that is banned stops at once, before it has begun or with something to sweep. */
export async function assertStopped(from: number, atOnce: number): Promise<void> {
  const banned = ban(from, 2);
  await tried(
    banned,
    async (trial) => {
      assert.ok(banned.refused() <= 8, `${String(banned.refused())} requests after the ban`);
      if (from === 10) assertFair(trial);
      else await assertSweepable(trial);
    },
    { atOnce },
  );
}

/** Every ninth request is lost, and every third change is carried out without an answer that says so. */
export function storm(status: 502 | 503 | 504): Trouble {
  return either(lost(everyRequest(9), down(status)), spoilt(everyWrite(3), down(status)));
}
