/** What `npm test` runs. Its last line counts; its exit status is 0 only when nothing failed. */
import { fileURLToPath } from 'node:url';
import { chromiumPath } from './browser/chromium.ts';
import { certification, fifthOfTheProof, script } from './commands.ts';
import { runSteps } from './steps.ts';
import { unitTests } from './unit-tests.ts';

const steps = [
  fifthOfTheProof,
  script('lint'),
  ...unitTests(fileURLToPath(new URL('.', import.meta.url))),
  certification,
  script('types'),
  script('format:check'),
  script('spec:lint'),
];

// Installed before any step, where it is missing: two steps need it. Without it their tests say what to do.
await chromiumPath().catch(() => undefined);

// Two at once: there may be no more than two cores.
const { passed, failed } = await runSteps(steps, 2, (line) => {
  console.log(line);
});
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
