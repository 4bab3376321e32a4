/**
 * What `npm test` runs, and with the argument `slow` what `npm run test:slow` does. The last line counts; the exit
 * status is 0 only when nothing failed.
 */
import { fileURLToPath } from 'node:url';
import { chromiumPath } from './browser/chromium.ts';
import { aFifthOfTheProof, aSmokeOfTheProof, certification, kills, script } from './commands.ts';
import { runSteps } from './steps.ts';
import { unitTests } from './unit-tests.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

const quick = [
  script('lint'),
  aSmokeOfTheProof,
  ...unitTests(here, 'quick'),
  certification,
  script('types'),
  script('format:check'),
  script('spec:lint'),
];

const slow = [aFifthOfTheProof, kills, ...unitTests(here, 'slow')];

// Installed before any step, where it is missing: two steps need it. Without it their tests say what to do.
await chromiumPath().catch(() => undefined);

// Two at once: there may be no more than two cores.
const { passed, failed } = await runSteps(process.argv[2] === 'slow' ? slow : quick, 2, (line) => {
  console.log(line);
});
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
