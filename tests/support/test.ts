import { test as base } from '@playwright/test';
import { isRequirementId, requirements } from '../../spec/requirements/index.ts';
import type { ReadingId } from '../../spec/readings.ts';
import type { Target } from '../../target/target.ts';
import { Caller } from './caller.ts';
import { Given } from './given.ts';
import type { Scene } from './scene.ts';
import { CannotJudge } from './signals.ts';
import type { Program } from './stage.ts';
import { StageLink } from './stage-link.ts';

interface Fixtures {
  /** The record of a scene; the scene is played if nobody asked for it before. */
  readonly scene: <T>(scene: Scene<T>) => Promise<T>;
  /** What the target file says exists in the account. */
  readonly given: Given;
  readonly administrator: Caller;
  readonly member: Caller;
  /** Sends no credentials. */
  readonly nobody: Caller;
  /** Sends wrong credentials. */
  readonly stranger: Caller;
  /** Notes which side of a reading the target was seen to take. */
  readonly observe: (reading: ReadingId, side: string) => void;
  /** Gives a test that can't be judged the outcome that it has, instead of a failure. */
  readonly judged: undefined;
}

interface WorkerFixtures {
  readonly stage: StageLink;
  readonly program: Program;
  readonly target: Target;
}

/** Playwright's `test` with the fixtures of a conformance run. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  stage: [async ({}, use) => use(new StageLink(setting('AMOCRM_STAGE'))), { scope: 'worker' }],
  program: [async ({}, use) => use(JSON.parse(setting('AMOCRM_PROGRAM')) as Program), { scope: 'worker' }],
  target: [async ({ program }, use) => use(program.target), { scope: 'worker' }],

  scene: async ({ stage }, use, testInfo) => {
    await use(async (scene) => {
      const { value, exchanges } = await orSkip(() => stage.play(scene));
      testInfo.annotations.push({ type: 'exchanges', description: exchanges.join(',') });
      return value;
    });
  },
  given: async ({ program: { fixtures, target } }, use) => use(new Given(fixtures, target.features, skip)),
  administrator: async ({ stage }, use) => use(caller('administrator', stage)),
  member: async ({ stage, given, target }, use) => {
    given.member(target);
    await use(caller('member', stage));
  },
  nobody: async ({ stage }, use) => use(caller('nobody', stage)),
  stranger: async ({ stage }, use) => use(caller('stranger', stage)),
  observe: async ({}, use, testInfo) => {
    await use((reading, side) => {
      testInfo.annotations.push({ type: 'reading', description: `${reading}=${side}` });
    });
  },
  judged: [
    async ({ target }, use, testInfo) => {
      const id = testInfo.annotations.find(({ type }) => type === 'requirement')?.description ?? '';
      const area = isRequirementId(id) ? requirements[id].operation?.split('.')[0] : undefined;
      if ((area === 'transactions' || area === 'periods') && !target.features[area]) {
        skip(new CannotJudge({ outcome: 'notApplicable', reason: `The target file says that it has no ${area}.` }));
      }
      await use(undefined);
    },
    { auto: true },
  ],
});

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: the global set-up of playwright.config.ts did not run.`);
  return value;
}

function caller(as: 'administrator' | 'member' | 'nobody' | 'stranger', stage: StageLink): Caller {
  const testInfo = base.info();
  const send = stage.sender(testInfo.title.split(':')[0] ?? testInfo.title);
  return new Caller(as, async (message) => {
    const exchange = await orSkip(() => send(message));
    testInfo.annotations.push({ type: 'exchanges', description: String(exchange.id) });
    if (exchange.breakdown) skip(new CannotJudge({ outcome: 'error', reason: exchange.breakdown.says }));
    return exchange;
  });
}

async function orSkip<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CannotJudge) skip(error);
    throw error;
  }
}

/** Ends the test with the outcome and reason of a signal; Playwright shows it as skipped. */
function skip({ signal }: CannotJudge): never {
  base.info().annotations.push(
    { type: 'outcome', description: signal.outcome },
    { type: 'reason', description: signal.reason },
  );
  base.skip(true, signal.reason);
  throw new Error('unreachable: a skip ends the test');
}
