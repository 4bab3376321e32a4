import { claims } from '../../tests/catalogue.ts';
import { findingLine, terrain } from '../explore.ts';
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
  if (extent.explore !== undefined) return explored(subject, extent.explore);
  const { results } = await examine(assemblyOf(subject), mannerOf(subject));
  return {
    name,
    verdict: results.verdict,
    unsettled: results.requirements.flatMap(({ id, outcome, reason = '' }) =>
      outcome === 'passed' ? [] : [{ id: id as Finding['unsettled'][number]['id'], outcome, reason }],
    ),
  };
}

/** By exploration alone, up to the first finding. */
async function explored(subject: Subject, requests: number): Promise<Finding> {
  const exploration = { terrain, budget: { requests }, stopsAtFirst: true };
  const { results } = await examine(assemblyOf(subject), { seed: extent.seed, claims: [], exploration });
  const { findings: [first] = [], requests: sent = 0, brokeOff } = results.exploration ?? {};
  const found = first ? findingLine(first) : null;
  const obstacle = results.obstacle ?? brokeOff;
  return {
    name: subject.name,
    verdict: results.verdict,
    explored: { requests: sent, found: found ?? (obstacle === undefined ? null : `(broke off) ${obstacle}`) },
    unsettled: [],
  };
}

/** A repetition differs from the rest in seed, order and concurrency. */
function mannerOf(subject: Subject) {
  if (subject.kind !== 'repetition') return { seed: extent.seed };
  const { seed, atOnce } = subject;
  return { claims: shuffled(claims, seed), seed, atOnce };
}
