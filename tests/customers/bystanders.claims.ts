import { inferred, restsOn, stated } from '../support/claims.ts';
import { batches, known, single } from './batches.scenario.ts';
import { others } from './bystanders.scenario.ts';
import { lastingSnapshotOf, presenceOf } from '../../target/amocrm/customer.ts';
import { expect } from './expect.ts';

const operation = 'customers.change';
const source = ['customers.change: parameter update', 'customers.change: parameter delete'] as const;

/**
 * Records that no request of a run names: whether those of others are as they were, and whether all of the run's own
 * are there, is seen when the run is over.
 */
export const customersBystanders = [
  stated('customers.change.bystanders', 'Customers and transactions that no request names are not changed.', {
    operation,
    source,
    given: { others },
    holds({ others: { own, now } }) {
      restsOn('customers.add.single', own.stored !== null, 'No customer is stored that could stand by.');

      expect(lastingSnapshotOf(now)).toEqual(lastingSnapshotOf(own.stored));
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
  stated('customers.add.lasting', 'A customer that was added stays until somebody asks to delete it.', {
    operation,
    source,
    given: { single },
    holds({ single }) {
      restsOn('customers.add.single', single.stored !== null, 'No customer is stored that could stay.');

      expect(presenceOf(single.stored)).toBe('present');
    },
  }),
  stated('customers.change.untouched', 'A customer shows the same until a request asks to change it.', {
    operation,
    source: ['customers.change: parameter update', 'customers.change: parameter add'],
    given: { single },
    holds({ single }) {
      restsOn(
        'customers.add.single',
        single.stored !== null,
        'No customer is stored that could stay as it is.',
      );

      expect(presenceOf(single.stored)).toBe('present');
    },
  }),
  inferred('customers.add.id.new', 'A new customer has an id that no customer has had before.', {
    operation,
    source: 'customers.change: response id',
    given: { single, batches },
    holds({ single, batches: { two, fifty } }) {
      const ids = [single.id ?? 0, ...known(two), ...known(fifty)];
      restsOn('customers.add.batch.fifty', ids.length > 2, 'No several customers are known to be stored.');

      expect([...new Set(ids)]).toEqual(ids);
    },
  }),
];
