import { describe, it } from 'node:test';
import { connections } from './broken-connections.ts';
import { assertClean, assertSweepable, assertUnharmed } from './claims.ts';
import {
  closed,
  gone,
  limitedForNow,
  longerLater,
  reset,
  resetAfterBody,
  resetInBody,
  twiceLater,
} from './harms.ts';
import { ending, everyRequest, everyWrite, request, requests } from './moments.ts';
import { everyClaim, tried } from './trial.ts';
import { either, lost, spoilt } from './troubles.ts';

describe('a connection that', { timeout: 600_000 }, () => {
  for (const { what, when, run } of connections.some) it(`${what} ${when}`, run);
});

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
