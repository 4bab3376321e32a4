/**
 * `npm run mutants [-- FILES [PART PARTS]]`: plants every small defect in the core of the reference, or in the files
 * whose names begin so, and certifies each that changes an answer to a certification or to an exploration. Each is told
 * in a line that begins with what became of it: `✗` it survived, `w` it only warned, `?` it left things unjudged, `=`
 * it changed no answer, `!` it could not be loaded. What survives has to be a freedom that the document leaves.
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
import { mutantsOf, type Mutant } from './mutators.ts';

const reference = fileURLToPath(new URL('../../../reference', import.meta.url));
const core = join(reference, 'core');
const [prefix = '', ...numbers] = process.argv.slice(2);
const [part = 1, parts = 1] = numbers.map(Number);

/** What makes no answer: the account that a server begins with. */
const without = /^(?:seed|seeded-|state)/;

const mutants = readdirSync(core, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && file.startsWith(prefix) && !without.test(file))
  .sort()
  .flatMap((file) => mutantsOf(file, readFileSync(join(core, file), 'utf8')));

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
const counts = new Map<string, number>();
const scratch: string[] = [];

/** What becomes of a mutant. */
async function fateOf(mutant: Mutant, index: number): Promise<string> {
  const handler = await coreWith(mutant, index).catch(() => null);
  if (handler === null) return '!';
  const isSeen =
    !isDeepStrictEqual(answersOf(handler, claimed), right.claimed) ||
    !isDeepStrictEqual(answersOf(handler, explored), right.explored);
  if (!isSeen) return '=';
  const { results } = await examine({ core: handler }, { seed: 7 });
  if (results.verdict === 'nonconformant') return '✓';
  if (results.verdict === 'inconclusive') return '?';
  return results.requirements.some(({ outcome }) => outcome === 'failed') ? 'w' : '✗';
}

const inBrief = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 90);

try {
  for (const [index, mutant] of mutants.entries()) {
    if (index % parts !== part - 1) continue;
    const fate = await fateOf(mutant, index);
    counts.set(fate, (counts.get(fate) ?? 0) + 1);
    const { file, line, was, is } = mutant;
    if (fate !== '✓') console.log(`${fate} ${file}:${String(line)} ${inBrief(was)} → ${inBrief(is)}`);
  }
} finally {
  for (const folder of scratch) rmSync(folder, { recursive: true, force: true });
}
console.log([...counts].map(([fate, count]) => `${fate} ${String(count)}`).join(' · '));
