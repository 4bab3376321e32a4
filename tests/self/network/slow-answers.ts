/** A server that takes its time, and when it does. */
import { assertClean, assertSweepable, assertUnbegun } from './claims.ts';
import { silence, slowBody, slowHeaders } from './harms.ts';
import { ending, nthOf, replacingPeriods, request, requests, write } from './moments.ts';
import { pairsOf } from './pairs.ts';
import { tried } from './trial.ts';
import { either, lost, spoilt, type Harm } from './troubles.ts';

/** Seconds that the suite waits for an answer: enough for an honest one, and short for a test. */
const impatient = { targetFile: { pace: { timeoutSeconds: 0.5, concurrency: 2 } } };

const harms: Readonly<Record<string, Harm>> = {
  'says nothing': silence,
  'sends its headers byte by byte for ever': slowHeaders,
  'sends its body byte by byte for ever': slowBody,
};

export const slowAnswers = pairsOf(harms, {
  'at some changes, carried out or not': (harm) =>
    tried(
      either(spoilt(write(2), harm), lost(write(6), harm), spoilt(nthOf(1, replacingPeriods), harm)),
      assertClean,
      impatient,
    ),
  'from somewhere on for ever': (harm) =>
    tried(spoilt(requests(30), harm), assertSweepable, { ...impatient, atOnce: 4 }),
  'at the first request that tidies up': (harm) => tried(spoilt(ending(1), harm), assertClean, impatient),
  'at the first request': (harm) => tried(spoilt(request(1), harm), assertUnbegun, impatient),
});
