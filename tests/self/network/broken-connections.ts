/** Ways in which a connection breaks, and when it does. */
import { assertClean, assertSweepable } from './claims.ts';
import {
  closed,
  longer,
  longerLater,
  reset,
  resetInBody,
  resetInHeaders,
  shorter,
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
  requests,
} from './moments.ts';
import { pairsOf } from './pairs.ts';
import { tried } from './trial.ts';
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

export const connections = pairsOf(harms, {
  'at every seventh request': (harm) => tried(spoilt(everyRequest(7), harm), assertClean, { atOnce: 4 }),
  'from somewhere on for ever': (harm) => tried(spoilt(requests(30), harm), assertSweepable),
  'before every third change is carried out': (harm) => tried(lost(everyWrite(3), harm), assertClean),
  'after transactions were added and periods replaced': (harm) =>
    tried(
      either(
        spoilt(nthOf(1, addingTransactions), harm),
        spoilt(nthOf(3, addingTransactions), harm),
        spoilt(nthOf(2, replacingPeriods), harm),
        spoilt(nthOf(5, replacingPeriods), harm),
      ),
      assertClean,
    ),
  'after the first two requests that tidy up': (harm) => tried(spoilt(ending(1, 2), harm), assertClean),
  'after every change that tidies up': (harm) => tried(spoilt(everyWriteOfEnding, harm), assertClean),
});
