import { inferred, restsOn, stated } from '../support/claims.ts';
import { added, plain, tagged } from './added.scenario.ts';
import { batches, single } from './batches.scenario.ts';
import { expect } from './expect.ts';

const operation = 'customers.change';

/** Request ids of added customers: the client's own, and those that are made up. */
export const customersAddRequestIds = [
  stated('customers.add.request_id.echoed', "The client's `request_id` comes back with the new id.", {
    operation,
    source: 'customers.change: response request_id',
    given: { plain, tagged, asDigits: added.customer('request id', { request_id: '900719' }) },
    holds(customers) {
      expect(customers.plain.refusal, 'the customer is acknowledged').toBeNull();
      for (const { acknowledgement, sent } of Object.values(customers)) {
        expect(String(acknowledgement?.['request_id'])).toBe(String(sent.request_id));
      }
    },
  }),
  stated('customers.add.request_id.generated', 'Without a `request_id` one is made up.', {
    operation,
    source: 'customers.change: response request_id',
    given: { single },
    holds({ single: { acknowledgement, refusal } }) {
      restsOn('customers.add.single', acknowledgement !== null, `It was not acknowledged: ${refusal}`);

      expect(typeof acknowledgement['request_id']).toBeOneOf('number', 'string');
    },
  }),
  inferred(
    'customers.add.request_id.distinct',
    'Request ids that are made up tell the customers of a batch apart.',
    {
      operation,
      source: 'customers.change: response request_id',
      given: { batches },
      holds({ batches: { two, fifty, twoHundredFifty, crowd } }) {
        const madeUp = [two, fifty, twoHundredFifty, crowd].map(({ requestIds }) => requestIds);
        restsOn(
          'customers.add.request_id.generated',
          madeUp.some((ids) => ids.length >= 2),
          'No batch is acknowledged with request ids.',
        );

        for (const ids of madeUp) expect(new Set(ids).size, 'different request ids').toBe(ids.length);
      },
    },
  ),
];
