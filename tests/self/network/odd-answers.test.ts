import { describe, it } from 'node:test';
import { assertClean, assertUnbegun, assertUnharmed } from './claims.ts';
import { bomb, twice, twiceLater } from './harms.ts';
import { everyRead, request, requests } from './moments.ts';
import { oddAnswers, unanswered } from './odd-answers.ts';
import { tried } from './trial.ts';
import { lost, none, spoilt } from './troubles.ts';

describe('a sound line', { timeout: 60_000 }, () => {
  it('lets the reference be certified', () => tried(none, assertUnharmed));
});

describe('an answer that comes twice', { timeout: 60_000 }, () => {
  it('on its heels', () => tried(spoilt(requests(1), twice), assertUnharmed));

  it('a moment later, when the next request may be on its way', () =>
    tried(spoilt(requests(1), twiceLater), assertUnharmed, { atOnce: 4 }));

  it('a moment later, to every third read', () => tried(spoilt(everyRead(3), twiceLater), assertClean));
});

describe('in the place of the answer', { timeout: 600_000 }, () => {
  for (const { what, when, run } of oddAnswers.some) it(`${what}, ${when}`, run);
});

describe('a run is not begun where the first answer is', { timeout: 60_000 }, () => {
  for (const [what, harm] of Object.entries(unanswered))
    it(what, () => tried(lost(request(1), harm), assertUnbegun));

  it('a hundred megabytes, packed into few', () => tried(spoilt(request(1), bomb), assertUnbegun));
});
