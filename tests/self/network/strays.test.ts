import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertClean, assertFair, assertUnstable } from './claims.ts';
import { portal } from './harms.ts';
import { lies } from './lies.ts';
import { everyRead } from './moments.ts';
import { everyClaim, tried, type Trial } from './trial.ts';
import { spoilt } from './troubles.ts';

const lieOf = (name: string) => {
  const lie = lies[name];
  assert.ok(lie);
  return lie({ customers: [], transactions: [] });
};

/** Nothing is held against the target, and whoever reads the results learns why. */
function assertExcused(trial: Trial): void {
  assertFair(trial);
  const { requirements, verdict } = trial.results;
  assert.equal(verdict, 'inconclusive');
  assert.ok(
    requirements.some(({ reason = '' }) => /mixes answers up \(exchange \d+ was answered/.test(reason)),
  );
}

describe('a line that mixes answers up', { timeout: 120_000 }, () => {
  for (const which of ['fourth', 'seventh']) {
    it(`at every ${which} request, is not held against the target`, () =>
      tried(() => lieOf(`answers every ${which} request with the answer before`), assertExcused, {
        claims: everyClaim,
        atOnce: 4,
      }));
  }
});

describe('a page in the place of an answer, now and then', { timeout: 60_000 }, () => {
  it('is asked past', () => tried(spoilt(everyRead(9), portal), assertClean));

  it('is told', () => tried(spoilt(everyRead(9), portal), assertUnstable));
});
