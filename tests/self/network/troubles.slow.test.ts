/** What else can go wrong on the line: the harms that the other tests here meet at one moment, at every moment. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { connections } from './broken-connections.ts';
import { assertClean, assertExcused, assertUnharmed } from './claims.ts';
import {
  closed,
  down,
  fat,
  instead,
  late,
  limitedForNow,
  longerLater,
  reset,
  resetInBody,
  twiceLater,
} from './harms.ts';
import { ending, everyRequest, everyWrite, requests } from './moments.ts';
import { mixedUp } from './lies.ts';
import { oddAnswers } from './odd-answers.ts';
import { assertStopped, limits, storm } from './refusals.ts';
import { slowAnswers } from './slow-answers.ts';
import { everyClaim, tried } from './trial.ts';
import { either, lost, spoilt, type Harm } from './troubles.ts';
import { answered, json, type Asked } from './wire.ts';

describe('a connection that', { timeout: 600_000 }, () => {
  for (const { what, when, run } of connections.rest) it(`${what} ${when}`, run);
});

describe('in the place of the answer', { timeout: 600_000 }, () => {
  for (const { what, when, run } of oddAnswers.rest) it(`${what}, ${when}`, run);
});

describe('a server that', { timeout: 600_000 }, () => {
  for (const { what, when, run } of slowAnswers.rest) it(`${what} ${when}`, run);
});

describe('answers that are all large', { timeout: 120_000 }, () => {
  it('are kept as long as there is room, and then nothing is judged any more', () =>
    tried(
      spoilt(requests(1), fat),
      (trial) => {
        assertClean(trial);
        const { requirements } = trial.results;
        const without = requirements.filter(({ outcome }) => outcome === 'error');
        assert.ok(without.length > 0, 'there was no room for all');
        for (const { id, reason = '' } of without) assert.match(reason, /more than 64 MB/, id);
        assert.ok(requirements.some(({ outcome }) => outcome === 'passed'));
      },
      { targetFile: { pace: { timeoutSeconds: 20, concurrency: 2 } } },
    ));
});

/** A list of customers that has another five hundred however far it is read. */
const endless: Harm = (line) => {
  const offset = Number(/limit_offset=(\d+)/.exec(line.asked.path)?.[1] ?? 0);
  const items = Array.from({ length: 500 }, (_, index) => ({ id: 5_000_000 + offset + index, name: 'Ann' }));
  instead(answered(200, json, JSON.stringify({ _embedded: { items } })))(line);
};

const whole = ({ method, path }: Asked): boolean =>
  method === 'GET' && path.startsWith('/api/v2/customers?filter') && path.includes('limit_rows=500');

describe('cleaning up', { timeout: 120_000 }, () => {
  it('where a list has no end stops looking, says so, and deletes what it has seen', () =>
    tried(
      lost((asked) => asked.ending > 0 && whole(asked), endless),
      (trial) => {
        assert.deepEqual(trial.after, trial.before);
        assert.match(trial.results.leftBehind.join('\n'), /does not end within 200 pages of 500/);
        assert.ok(trial.journalIsKept);
      },
    ));
});

describe('a limit of the rate that', { timeout: 300_000 }, () => {
  for (const { what, when, run } of limits.rest) it(`${what} ${when}`, run);
});

describe('a ban (429, then 403 for everything)', { timeout: 60_000 }, () => {
  for (const [from, atOnce] of [
    [10, 4],
    [31, 1],
    [62, 1],
    [62, 4],
  ] as const) {
    it(`from request ${String(from)} on stops the run at once, ${String(atOnce)} at a time`, () =>
      assertStopped(from, atOnce));
  }
});

for (const status of [502, 504] as const) {
  describe(`a storm of ${String(status)}`, { timeout: 60_000 }, () => {
    it('over reads and changes, carried out or not', () => tried(storm(status), assertClean));

    it('when the run tidies up', () => tried(spoilt(ending(1, 2), down(status)), assertClean));
  });
}

describe('a sound line', { timeout: 60_000 }, () => {
  it('may be slow, each answer by another time', () =>
    tried(spoilt(everyRequest(4), late), assertUnharmed, { atOnce: 4 }));
});

describe('a line with everything wrong, now and then', { timeout: 60_000 }, () => {
  it('leaves no trace of a whole certification', () =>
    tried(
      either(
        spoilt(everyRequest(23), reset),
        spoilt(everyRequest(17), twiceLater),
        spoilt(everyWrite(9), resetInBody),
        lost(everyWrite(11), closed),
        lost(everyRequest(19), limitedForNow),
        spoilt(everyRequest(29), longerLater),
      ),
      assertClean,
      { claims: everyClaim, atOnce: 4 },
    ));
});

describe('a line that mixes answers up', { timeout: 120_000 }, () => {
  it('at every seventh request, is not held against the target', () =>
    tried(() => mixedUp('seventh'), assertExcused, { claims: everyClaim, atOnce: 4 }));
});
