import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertClean, assertSweepable, assertUnbegun, assertUnharmed } from './claims.ts';
import {
  bomb,
  elsewhere,
  fat,
  garbled,
  huge,
  late,
  noHttp,
  notPacked,
  portal,
  toItself,
  twice,
  twiceLater,
} from './harms.ts';
import {
  addingTransactions,
  ending,
  everyRead,
  everyRequest,
  nthOf,
  replacingPeriods,
  request,
  requests,
  write,
} from './moments.ts';
import { tried } from './trial.ts';
import { either, lost, none, spoilt, type Harm, type Trouble } from './troubles.ts';

describe('a sound line', { timeout: 60_000 }, () => {
  it('lets the reference be certified', () => tried(none, assertUnharmed));

  it('may be slow, each answer by another time', () =>
    tried(spoilt(everyRequest(4), late), assertUnharmed, { atOnce: 4 }));
});

describe('an answer that comes twice', { timeout: 60_000 }, () => {
  it('on its heels', () => tried(spoilt(requests(1), twice), assertUnharmed));

  it('a moment later, when the next request may be on its way', () =>
    tried(spoilt(requests(1), twiceLater), assertUnharmed, { atOnce: 4 }));

  it('a moment later, to every third read', () => tried(spoilt(everyRead(3), twiceLater), assertClean));
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

/** Answers that nobody sends who carries a request out. */
const unanswered: Readonly<Record<string, Harm>> = {
  'a redirect to itself': toItself,
  'a redirect to another host': elsewhere,
  'the page of a network that wants a login': portal,
  'something that is no HTTP': noHttp,
};

/** Answers that are ruined on their way. */
const ruined: Readonly<Record<string, Harm>> = {
  'a body of a hundred megabytes': huge,
  'a hundred megabytes, packed into few': bomb,
  'bytes that are no UTF-8': garbled,
  'a body that is not packed, though it says so': notPacked,
};

const all = [
  ...Object.entries(unanswered).map(([what, harm]) => ({ what, harm, by: lost })),
  ...Object.entries(ruined).map(([what, harm]) => ({ what, harm, by: spoilt })),
] satisfies readonly { what: string; harm: Harm; by: typeof lost }[];

for (const { what, harm, by } of all) {
  describe(`${what} in the place of the answer`, { timeout: 60_000 }, () => {
    const some: Trouble = either(
      by(write(2), harm),
      by(nthOf(1, addingTransactions), harm),
      by(nthOf(2, replacingPeriods), harm),
    );

    it('to some of the changes', () => tried(some, assertClean));

    it('to the first request that tidies up', () => tried(by(ending(1), harm), assertClean));

    it('to everything from somewhere on', () => tried(by(requests(70), harm), assertSweepable));
  });
}

describe('a run is not begun where the first answer is', { timeout: 60_000 }, () => {
  for (const [what, harm] of Object.entries(unanswered))
    it(what, () => tried(lost(request(1), harm), assertUnbegun));

  it('a hundred megabytes, packed into few', () => tried(spoilt(request(1), bomb), assertUnbegun));
});
