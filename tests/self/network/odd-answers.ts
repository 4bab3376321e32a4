/** Answers that no server means, in the place of the right one, and when they come. */
import { assertClean, assertSweepable } from './claims.ts';
import { bomb, elsewhere, garbled, huge, noHttp, notPacked, portal, toItself } from './harms.ts';
import { addingTransactions, ending, nthOf, replacingPeriods, requests, write } from './moments.ts';
import { pairsOf } from './pairs.ts';
import { tried } from './trial.ts';
import { either, lost, spoilt, type Harm } from './troubles.ts';

/** Answers that nobody sends who carries a request out. */
export const unanswered: Readonly<Record<string, Harm>> = {
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

const all = {
  ...Object.fromEntries(Object.entries(unanswered).map(([what, harm]) => [what, { harm, by: lost }])),
  ...Object.fromEntries(Object.entries(ruined).map(([what, harm]) => [what, { harm, by: spoilt }])),
};

export const oddAnswers = pairsOf(all, {
  'to some of the changes': ({ harm, by }) =>
    tried(
      either(
        by(write(2), harm),
        by(nthOf(1, addingTransactions), harm),
        by(nthOf(2, replacingPeriods), harm),
      ),
      assertClean,
    ),
  'to everything from somewhere on': ({ harm, by }) => tried(by(requests(70), harm), assertSweepable),
  'to the first request that tidies up': ({ harm, by }) => tried(by(ending(1), harm), assertClean),
});
