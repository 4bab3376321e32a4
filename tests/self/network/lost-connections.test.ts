import { describe, it } from 'node:test';
import { assertClean, assertSweepable, assertUnharmed } from './claims.ts';
import {
  closed,
  gone,
  limitedForNow,
  longer,
  longerLater,
  reset,
  resetAfterBody,
  resetInBody,
  resetInHeaders,
  shorter,
  twiceLater,
  unfinished,
} from './harms.ts';
import {
  addingTransactions,
  ending,
  everyRequest,
  everyWrite,
  everyWriteOfEnding,
  nthOf,
  replacingPeriods,
  request,
  requests,
} from './moments.ts';
import { everyClaim, tried } from './trial.ts';
import { either, lost, spoilt, type Harm } from './troubles.ts';

const harms: Readonly<Record<string, Harm>> = {
  'is reset before the answer': reset,
  'is closed before the answer': closed,
  'is reset within the headers': resetInHeaders,
  'is reset within the body': resetInBody,
  'ends short of the Content-Length': shorter,
  'ends within the chunks': unfinished,
  'brings more than the Content-Length at once': longer,
  'brings more than the Content-Length a moment later': longerLater,
};

for (const [what, harm] of Object.entries(harms)) {
  describe(`a connection that ${what}`, { timeout: 60_000 }, () => {
    it('at every seventh request', () => tried(spoilt(everyRequest(7), harm), assertClean, { atOnce: 4 }));

    it('before every third change is carried out', () => tried(lost(everyWrite(3), harm), assertClean));

    it('after transactions were added and periods replaced', () =>
      tried(
        either(
          spoilt(nthOf(1, addingTransactions), harm),
          spoilt(nthOf(3, addingTransactions), harm),
          spoilt(nthOf(2, replacingPeriods), harm),
          spoilt(nthOf(5, replacingPeriods), harm),
        ),
        assertClean,
      ));

    it('after the first two requests that tidy up', () => tried(spoilt(ending(1, 2), harm), assertClean));

    it('after every change that tidies up', () => tried(spoilt(everyWriteOfEnding, harm), assertClean));

    it('from somewhere on for ever', () => tried(spoilt(requests(30), harm), assertSweepable));
  });
}

describe('a connection that is reset when the answer is whole', () => {
  it('does no harm', () => tried(spoilt(requests(1), resetAfterBody), assertUnharmed));
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

describe('a server that is gone', { timeout: 60_000 }, () => {
  it('in the middle of a run', () => tried(lost(request(40), gone), assertSweepable));

  it('when the run tidies up', () => tried(lost(ending(2), gone), assertSweepable));
});
