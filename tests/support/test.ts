import { test as base, type TestDetails } from '@playwright/test';
import { isRequirementId } from '../../spec/requirements/index.ts';
import { Bench, type TestFixtures } from './bench.ts';
import { collection } from './collection.ts';
import { variables } from './run-settings.ts';
import type { CannotJudge } from './signals.ts';
import { SessionLink } from './session-link.ts';
import type { Program } from './session.ts';

/** Claims a requirement: title and details come from `requirement(id)`. */
export type Claim = (
  title: string,
  details: TestDetails,
  body: (fixtures: TestFixtures) => Promise<void>,
) => void;

interface Inside {
  readonly bench: Bench;
  /** Ends a test that can't be judged from the start; lets the worker live on after a failed one. */
  readonly applicable: undefined;
}

interface WorkerFixtures {
  readonly session: SessionLink;
  readonly program: Program;
}

const ownReporter = process.env[variables.output] !== undefined;

const conformance = base.extend<TestFixtures & Inside, WorkerFixtures>({
  session: [({}, use) => use(new SessionLink(setting('AMOCRM_STAGE'))), { scope: 'worker' }],
  program: [({}, use) => use(JSON.parse(setting('AMOCRM_PROGRAM')) as Program), { scope: 'worker' }],

  bench: ({ session, program }, use, { annotations }) => {
    const id = annotations.find(({ type }) => type === 'requirement')?.description ?? '';
    if (!isRequirementId(id)) throw new Error(`A test names no requirement of the catalogue: "${id}".`);
    const note = (type: string, description: string) => void annotations.push({ type, description });
    return use(new Bench(id, session, program, { note, endWith: skipWith }));
  },
  applicable: [
    async ({ bench }, use, testInfo) => {
      bench.requireApplicable();
      // The runner's type says no more of a test than that it is a function.
      await bench.rehearse(testInfo.fn as Parameters<Claim>[2]);
      await use(undefined);
      // The runner replaces the worker of a test that fails unexpectedly, which takes longer than fifty tests.
      // Ours share nothing, and our reporter tells by the status alone.
      if (ownReporter && testInfo.status === 'failed') testInfo.expectedStatus = 'failed';
    },
    { auto: true },
  ],

  scenario: ({ bench }, use) => use(bench.scenario),
  given: ({ bench }, use) => use(bench.given),
  administrator: ({ bench }, use) => use(bench.caller('administrator')),
  member: ({ bench }, use) => use(bench.caller('member')),
  nobody: ({ bench }, use) => use(bench.caller('nobody')),
  stranger: ({ bench }, use) => use(bench.caller('stranger')),
  observe: ({ bench }, use) => use(bench.observe),
  target: ({ program }, use) => use(program.target),
});

/**
 * Playwright's `test` with the fixtures of a conformance run. While the proof collects the tests, to run them in
 * its own process against many targets, it is what collects them.
 */
export const test: Claim = collection.open ? collection.add : conformance;

function setting(name: string): string {
  const value = process.env[name];
  if (value !== undefined) return value;
  throw new Error(`${name} is not set: the global set-up of playwright.config.ts did not run.`);
}

/** Ends the test with the outcome and reason of a signal; Playwright shows it as skipped. */
function skipWith({ signal }: CannotJudge): never {
  base
    .info()
    .annotations.push(
      { type: 'outcome', description: signal.outcome },
      { type: 'reason', description: signal.reason },
    );
  base.skip(true, signal.reason);
  throw new Error('unreachable: a skip ends the test');
}
