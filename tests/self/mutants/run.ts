/**
 * `npm run mutants [-- FILES [PART PARTS] | -- --record]`: plants every small defect in the core of the reference, or
 * in the files whose names begin so, and certifies each that changes an answer to a certification or to an
 * exploration. What is not caught is told in a line that begins with what became of it: `✗` it survived, `w` it only
 * warned, `?` it left things unjudged, `=` it changed no answer, `!` it could not be loaded. What survives has to be a
 * freedom that the document leaves, and `permitted.ts` says which. With `--record` all are tried, in an order of their
 * own, and `reports/mutants.json` keeps what came of them; interrupted, it goes on where it was.
 */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { terrain } from '../../../cli/explore.ts';
import { examine, type Examination } from '../../../cli/proof/examine.ts';
import { createCore } from '../../../reference/core/core.ts';
import type { CoreRequest, Handler } from '../../../reference/core/handler.ts';
import { createState } from '../../../reference/core/seed.ts';
import { Stream } from '../../../generators/stream.ts';
import {
  mutantsDigestOf,
  readMutantsRecord,
  writeMutantsRecord,
  type Fate,
  type MutantsRecord,
  type Survivor,
} from '../../../reports/mutants-record.ts';
import { mutantsOf, type Mutant } from './mutators.ts';
import { whyPermitted } from './permitted.ts';

const reference = fileURLToPath(new URL('../../../reference', import.meta.url));
const core = join(reference, 'core');
const root = join(reference, '..');
const isRecord = process.argv[2] === '--record';
const [prefix = '', ...numbers] = isRecord ? [] : process.argv.slice(2);
const [part = 1, parts = 1] = numbers.map(Number);

/** What makes no answer: the account that a server begins with. */
const without = /^(?:seed|seeded-|state)/;

const inFiles = readdirSync(core, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && file.startsWith(prefix) && !without.test(file))
  .sort()
  .flatMap((file) => mutantsOf(file, readFileSync(join(core, file), 'utf8')));
// So that the first hundreds are of all files.
const mutants = isRecord ? new Stream(1, 'mutants').shuffle(inFiles) : inFiles;

/** The requests of a run, as the core sees them. */
async function recorded(run: Examination): Promise<readonly CoreRequest[]> {
  const requests: CoreRequest[] = [];
  const own = createCore();
  const listening: Handler = (state, request) => {
    requests.push(request);
    return own(state, request);
  };
  await examine({ core: listening }, run);
  return requests;
}

function answersOf(handler: Handler, requests: readonly CoreRequest[]): readonly unknown[] {
  let state = createState();
  return requests.map((request) => {
    try {
      const reply = handler(state, request);
      state = reply.state;
      return reply.response;
    } catch {
      return 'broke';
    }
  });
}

async function coreWith({ file, text }: Mutant, index: number): Promise<Handler> {
  // Beside the core, so that what it imports is found.
  const folder = join(reference, `.mutant-${process.pid}-${index}`);
  scratch.push(folder);
  cpSync(core, folder, { recursive: true });
  writeFileSync(join(folder, file), text);
  const made = (await import(pathToFileURL(join(folder, 'core.ts')).href)) as {
    readonly createCore: typeof createCore;
  };
  return made.createCore();
}

const claimed = await recorded({ seed: 7 });
const explored = await recorded({
  seed: 7,
  claims: [],
  exploration: { terrain, budget: { requests: 2000 } },
});
const right = { claimed: answersOf(createCore(), claimed), explored: answersOf(createCore(), explored) };
const scratch: string[] = [];

const marks: Readonly<Record<Fate, string>> = {
  caught: '✓',
  warned: 'w',
  unjudged: '?',
  survived: '✗',
  unseen: '=',
  broken: '!',
};

/** What becomes of a mutant. */
async function fateOf(mutant: Mutant, index: number): Promise<Fate> {
  const handler = await coreWith(mutant, index).catch(() => null);
  if (handler === null) return 'broken';
  const isSeen =
    !isDeepStrictEqual(answersOf(handler, claimed), right.claimed) ||
    !isDeepStrictEqual(answersOf(handler, explored), right.explored);
  if (!isSeen) return 'unseen';
  const { results } = await examine({ core: handler }, { seed: 7 });
  if (results.verdict === 'nonconformant') return 'caught';
  if (results.verdict === 'inconclusive') return 'unjudged';
  return results.requirements.some(({ outcome }) => outcome === 'failed') ? 'warned' : 'survived';
}

const inBrief = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 90);

/** With the reason that is given now. */
function explained(survivor: Survivor): Survivor {
  const { file, line, was, is, fate } = survivor;
  const mutant = mutants.find(
    (one) => one.file === file && one.line === line && inBrief(one.was) === was && inBrief(one.is) === is,
  );
  return mutant ? { ...survivor, why: whyPermitted(mutant, fate) } : survivor;
}

/** Where a record of this very code stands, or a new one. */
function begun(): MutantsRecord {
  const digest = mutantsDigestOf(root);
  const known = isRecord ? readMutantsRecord(root) : undefined;
  const isOfNow = known?.digest === digest && known.planted === mutants.length;
  if (isOfNow) return { ...known, survivors: known.survivors.map(explained) };
  return { digest, planted: mutants.length, counts: {}, survivors: [] };
}

let record = begun();
const done = Object.values(record.counts).reduce((sum, count) => sum + count, 0);

try {
  for (const [index, mutant] of mutants.entries()) {
    if (index < done || index % parts !== part - 1) continue;
    const fate = await fateOf(mutant, index);
    for (const folder of scratch.splice(0)) rmSync(folder, { recursive: true, force: true });
    const { file, line } = mutant;
    const [was, is] = [inBrief(mutant.was), inBrief(mutant.is)];
    const counts = { ...record.counts, [fate]: (record.counts[fate] ?? 0) + 1 };
    const isToExplain = fate === 'warned' || fate === 'unjudged' || fate === 'survived';
    const survivor = { file, line, was, is, fate, why: whyPermitted(mutant, fate) };
    record = { ...record, counts, survivors: [...record.survivors, ...(isToExplain ? [survivor] : [])] };
    if (isRecord) writeMutantsRecord(root, record);
    if (fate !== 'caught') console.log(`${marks[fate]} ${file}:${String(line)} ${was} → ${is}`);
  }
  // Reasons may have been given since.
  if (isRecord) writeMutantsRecord(root, record);
} finally {
  for (const folder of scratch) rmSync(folder, { recursive: true, force: true });
}
console.log(
  Object.entries(record.counts)
    .map(([fate, count]) => `${fate} ${String(count)}`)
    .join(' · '),
);
const unexplained = record.survivors.filter(({ why }) => why === null);
console.log(
  `${String(unexplained.length)} of ${String(record.survivors.length)} that are not caught have no reason.`,
);
if (isRecord && unexplained.length > 0) process.exitCode = 1;
