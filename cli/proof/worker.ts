import { claims } from '../../tests/catalogue.ts';
import { examine } from './examine.ts';
import { allSubjects, assemblyOf, shuffled, type Extent, type Subject } from './subjects.ts';
import type { Finding } from './verdict.ts';

// Failures are counted, not read: their stacks would cost more than they do.
Object.defineProperty(Error, 'stackTraceLimit', { get: () => 0, set: () => undefined });

const extent = JSON.parse(process.argv[2] ?? '{}') as Extent;
const subjects = new Map(allSubjects(extent).map((subject) => [subject.name, subject]));

process.on('message', (name: string) => void examined(name).then((finding) => process.send?.(finding)));
process.send?.('ready');

async function examined(name: string): Promise<Finding> {
  const subject = subjects.get(name);
  if (!subject) throw new Error(`There is no subject "${name}".`);
  const { results } = await examine(assemblyOf(subject), mannerOf(subject));
  return {
    name,
    verdict: results.verdict,
    unsettled: results.requirements.flatMap(({ id, outcome, reason = '' }) =>
      outcome === 'passed' ? [] : [{ id: id as Finding['unsettled'][number]['id'], outcome, reason }],
    ),
  };
}

/** A repetition differs from the rest in seed, order and concurrency. */
function mannerOf(subject: Subject) {
  if (subject.kind !== 'repetition') return { seed: extent.seed };
  const { seed, atOnce } = subject;
  return { claims: shuffled(claims, seed), seed, atOnce };
}
