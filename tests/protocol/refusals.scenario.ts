import { operations } from '../../spec/operations.ts';
import { wrongToken } from '../../target/authenticator.ts';
import type { Answer } from '../../target/answer.ts';
import type { Scenario } from '../support/scenario.ts';
import { prerequisiteFailed } from '../../spec/run/signals.ts';
import { changes, type Outcome } from './attempts.ts';
import { indiscretionsIn } from './indiscretion.ts';
import { bodies, credentials, methods } from './in-vain.scenario.ts';

/** What the refusals of this room say that they should not, a sentence each. */
export const refusals = {
  name: 'protocol: refusals',
  async play({ play }) {
    const refused: Answer[] = [];
    for (const scenario of changes.flatMap((operation) => [
      credentials[operation],
      bodies[operation],
      methods[operation],
    ])) {
      const outcomes = await play<Readonly<Record<string, Outcome>>>(scenario).catch(() => ({}));
      const answers = Object.values<Outcome>(outcomes).flatMap((outcome) => outcome.answers);
      refused.push(...answers.filter(({ status }) => status >= 400));
    }
    if (refused.length === 0) {
      throw prerequisiteFailed('protocol.credentials.missing.customers.change', 'Nothing was refused.');
    }
    return { indiscretions: refused.flatMap((answer) => indiscretionsIn(answer, wrongToken)) };
  },
  async fromExisting({ caller, target }) {
    const { path } = operations['customers.list'];
    const paths = [
      path,
      ...(target.features.transactions ? [operations['transactions.list'].path] : []),
      ...(target.features.periods ? [operations['periods.list'].path] : []),
    ];
    const answers = [await caller('administrator').get(path, { id: 'nobody' }, { invalid: true })];
    for (const one of paths) answers.push(await caller('stranger').get(one, {}, { invalid: true }));
    const refused = answers.filter(({ status }) => status >= 400);
    if (refused.length === 0) {
      throw prerequisiteFailed('protocol.credentials.wrong.customers.list', 'Nothing was refused.');
    }
    return { indiscretions: refused.flatMap((answer) => indiscretionsIn(answer, wrongToken)) };
  },
} satisfies Scenario<unknown>;
