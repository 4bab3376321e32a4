import { operations } from '../../spec/operations.ts';
import { expect } from '../support/expect.ts';
import { test } from '../support/test.ts';
import { changes } from './attempts.ts';
import { credentials } from './in-vain.scenario.ts';
import { leakable } from './leakable.scenario.ts';

for (const operation of ['customers.list', 'transactions.list', 'periods.list'] as const) {
  const { path } = operations[operation];

  test(`protocol.credentials.missing.${operation}`, async ({ scenario, nobody }) => {
    const { queries, marker } = await scenario(leakable);

    const answer = await nobody.get(path, queries[operation]);

    expect(answer).toHaveStatus(401);
    expect(answer).toGiveNothingAway(marker);
  });

  test(`protocol.credentials.wrong.${operation}`, async ({ scenario, stranger }) => {
    const { queries, marker } = await scenario(leakable);

    const answer = await stranger.get(path, queries[operation]);

    expect(answer).toHaveStatus(401);
    expect(answer).toGiveNothingAway(marker);
  });
}

for (const operation of changes) {
  test(`protocol.credentials.missing.${operation}`, async ({ scenario, observe }) => {
    const { missing } = await scenario(credentials[operation]);

    expect(missing.answers).toAllHaveStatus(401);
    expect(missing.changes).toHaveChangedNothing();
    observe('missingCredentials', '401');
  });

  test(`protocol.credentials.wrong.${operation}`, async ({ scenario, observe }) => {
    const { wrong } = await scenario(credentials[operation]);

    expect(wrong.answers).toAllHaveStatus(401);
    expect(wrong.changes).toHaveChangedNothing();
    observe('missingCredentials', '401');
  });
}
