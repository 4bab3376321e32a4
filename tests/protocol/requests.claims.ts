import type { Answer } from '../../target/answer.ts';
import { expect } from '../support/expect.ts';
import { test } from '../support/test.ts';
import { changes } from './attempts.ts';
import { bodies, methods } from './in-vain.scenario.ts';
import { refusals } from './refusals.scenario.ts';

for (const operation of changes) {
  test(`protocol.body.malformed.${operation}`, async ({ scenario }) => {
    const { malformed } = await scenario(bodies[operation]);

    expect(malformed.answers).toAllHaveStatus(400);
    expect(malformed.changes).toHaveChangedNothing();
  });

  test(`protocol.body.wrongType.${operation}`, async ({ scenario }) => {
    const { wrongType } = await scenario(bodies[operation]);

    expect(wrongType.answers).toAllHaveStatus(400);
    expect(wrongType.changes).toHaveChangedNothing();
  });

  test(`protocol.body.emptyObject.${operation}`, async ({ scenario }) => {
    const { emptyObject } = await scenario(bodies[operation]);

    expect(emptyObject.answers).toAllHaveStatus(200, 204, 400);
    expect(emptyObject.changes).toHaveChangedNothing();
  });

  test(`protocol.body.empty.${operation}`, async ({ scenario }) => {
    const { empty } = await scenario(bodies[operation]);

    expect(empty.answers).toAllHaveStatus(200, 204, 400);
    expect(empty.changes).toHaveChangedNothing();
  });

  test(`protocol.method.${operation}`, async ({ scenario, observe }) => {
    const { all } = await scenario(methods[operation]);

    expect(all.answers).toAllHaveStatus(400, 404, 405, 501);
    expect(all.changes).toHaveChangedNothing();
    observe('unsupportedMethod', statusesOf(all.answers));
  });
}

test('protocol.path.unknown', async ({ administrator }) => {
  const answer = await administrator.get('/api/v2/customers_unknown_path');

  expect(answer).toHaveStatus(404);
});

test('protocol.errors.discreet', async ({ scenario }) => {
  const { indiscretions } = await scenario(refusals);

  expect(indiscretions.join('; '), 'What refusals say and should not').toBe('');
});

/** The statuses with which methods were refused, each once. */
function statusesOf(answers: readonly Answer[]): string {
  return [...new Set(answers.map(({ status }) => status))].sort().join(', ');
}
