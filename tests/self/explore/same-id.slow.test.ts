import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgedAt } from './busy-server.ts';
import { races } from './races.ts';

/** What claims say of servers that give one id to two records that are added at once. */
const charged = {
  'two customers get one id': 'customers.add.id',
  'two purchases get one id': 'transactions.add.id',
} as const;

describe('one id for two records that are added at once', () => {
  for (const [name, requirement] of Object.entries(charged)) {
    for (const seed of [1, 2, 3]) {
      it(`is what a run says of it with the seed ${seed}: ${name}`, async () => {
        const { [name]: race } = races;
        assert.ok(race);

        const { verdict, requirements } = await judgedAt(race, { seed });

        const { outcome, reason } = requirements.find(({ id }) => id === requirement) ?? {};
        assert.equal(verdict, 'nonconformant');
        assert.equal(outcome, 'failed');
        assert.match(reason ?? '', /was created as \d+, which is the id of another one|different ids/);
        assert.deepEqual(
          requirements.filter((one) => one.outcome === 'error'),
          [],
        );
      });
    }
  }
});
