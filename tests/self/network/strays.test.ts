import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertClean, assertExcused, assertUnstable } from './claims.ts';
import { instead, portal } from './harms.ts';
import { mixedUp } from './lies.ts';
import { everyRead } from './moments.ts';
import { everyClaim, tried } from './trial.ts';
import { spoilt, type Harm, type Trouble } from './troubles.ts';
import type { Answer } from './wire.ts';

describe('a line that mixes answers up', { timeout: 120_000 }, () => {
  it('at every fourth request, is not held against the target', () =>
    tried(() => mixedUp('fourth'), assertExcused, { claims: everyClaim, atOnce: 4 }));
});

describe('a page in the place of an answer, now and then', { timeout: 60_000 }, () => {
  it('is asked past, and that is told', () => tried(spoilt(everyRead(9), portal), assertUnstable));
});

/** Keeps the answer to every read, as a cache may, and tells how old it is. @param heeds whether it can be asked past */
function cache(heeds: boolean): Trouble {
  const kept = new Map<string, Answer>();
  return {
    strike({ method, path, headers }) {
      if (method !== 'GET') return null;
      const isPast = heeds && headers['cache-control'] === 'no-cache';
      const play: Harm = (line) => {
        const known = isPast ? undefined : kept.get(path);
        kept.set(path, known ?? line.answer);
        instead(known ? { ...known, headers: { ...known.headers, age: '7' } } : line.answer)(line);
      };
      return { play, before: false };
    },
  };
}

describe('a cache in between', { timeout: 120_000 }, () => {
  it('is asked past as soon as it shows', () =>
    tried(
      cache(true),
      (trial) => {
        assertClean(trial);
        assert.equal(trial.results.verdict, 'conformant', trial.results.obstacle);
        const aged = trial.exchanges.filter(({ response }) => response?.headers['age'] !== undefined);
        assert.ok(aged.length > 0, 'something came from it');
      },
      { atOnce: 4 },
    ));
});
