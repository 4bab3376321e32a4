import { inferred, restsOn, stated } from '../support/claims.ts';
import { lookUp } from './adding.ts';
import { othersWatched } from './bystanders.scenario.ts';
import { lastingSnapshotOf, presenceOf } from './customer.ts';
import { expect } from './expect.ts';

const operation = 'customers.change';
const source = ['customers.change: parameter update', 'customers.change: parameter delete'] as const;

const others = othersWatched({
  changed: 'customers.change.bystanders',
  doubtful: 'customers.change.bystanders.kept',
});

/** Records that no request of a run names: whether those of others are as they were is seen when the run is over. */
export const customersBystanders = [
  stated('customers.change.bystanders', 'Customers and transactions that no request names are not changed.', {
    operation,
    source,
    given: { others },
    async holds({ others: { own } }, { administrator }) {
      restsOn('customers.add.single', own.stored !== null, 'No customer is stored that could stand by.');

      const now = await lookUp(administrator, [own.id ?? 0]);

      expect(lastingSnapshotOf(now.get(own.id ?? 0) ?? null)).toEqual(lastingSnapshotOf(own.stored));
    },
  }),
  inferred(
    'customers.change.bystanders.kept',
    'Customers and transactions that no request names are still there.',
    {
      operation,
      source,
      given: { others },
      holds({ others: { own } }) {
        restsOn('customers.add.single', own.stored !== null, 'No customer is stored that could stand by.');

        expect(presenceOf(own.stored)).toBe('present');
      },
    },
  ),
];
