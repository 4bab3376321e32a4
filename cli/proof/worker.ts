import { collectTests } from './collected.ts';
import { examine } from './examine.ts';
import { allSubjects, assemblyOf } from './subjects.ts';
import type { Finding } from './verdict.ts';

/** What a worker of the proof is started with. */
export interface WorkerTask {
  readonly seed: number;
  readonly pairs: number;
}

const { seed, pairs } = JSON.parse(process.argv[2] ?? '{}') as WorkerTask;
const tests = await collectTests();
const subjects = new Map(allSubjects(seed, pairs).map((subject) => [subject.name, subject]));
const suite = { name: 'amocrm-conformance', version: '0', digest: '' };

process.on('message', (name: string) => void examined(name).then((finding) => process.send?.(finding)));
process.send?.('ready');

async function examined(name: string): Promise<Finding> {
  const subject = subjects.get(name);
  if (!subject) throw new Error(`There is no subject "${name}".`);
  const results = await examine(assemblyOf(subject), { tests, seed, suite });
  return {
    name,
    verdict: results.verdict,
    unsettled: results.requirements.flatMap(({ id, outcome, reason = '' }) =>
      outcome === 'passed' ? [] : [{ id: id as Finding['unsettled'][number]['id'], outcome, reason }],
    ),
  };
}
