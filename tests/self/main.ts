/**
 * What `npm test` runs, and with the argument `slow` what `npm run test:slow` does. The last line counts; the exit
 * status is 0 only when nothing failed.
 */
import { fileURLToPath } from 'node:url';
import { chromiumPath } from './browser/chromium.ts';
import { aTenthOfTheProof, aSmokeOfTheProof, kills, script, typesAndLint } from './commands.ts';
import { runSteps, type Step } from './steps.ts';
import { unitTests } from './unit-tests.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

const lintOfTests = { ...script('lint', 'tests/self'), name: 'lint of tests/self' };

const quick = [typesAndLint, aSmokeOfTheProof, ...unitTests(here, 'quick'), script('spec:lint')];

const slow = [aTenthOfTheProof, kills, lintOfTests, script('format:check'), ...unitTests(here, 'slow')];

/** What takes longest comes first, so that no lane is through long before the others. */
const first = [
  'types and lint',
  'a tenth of the proof',
  'unit tests of cli',
  'unit tests of network',
  'unit tests of playwright',
  'unit tests of reports',
  'unit tests of explore',
  'kills',
  'unit tests of ci',
  'unit tests of package',
  'lint of tests/self',
  'format:check',
];
const rank = ({ name }: Step): number => (first.includes(name) ? first.indexOf(name) : first.length);
const steps = [...(process.argv[2] === 'slow' ? slow : quick)].sort((a, b) => rank(a) - rank(b));

// Installed before any step, where it is missing: two steps need it. Without it their tests say what to do.
await chromiumPath().catch(() => undefined);

// There may be no more than two cores, and a third of the steps waits for connections as often as it works.
const { passed, failed } = await runSteps(steps, 3, (line) => {
  console.log(line);
});
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
