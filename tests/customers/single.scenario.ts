import type { Scenario } from '../support/scenario.ts';
import { prerequisiteFailed } from '../../spec/run/signals.ts';
import { addOne } from './adding.ts';
import { follow } from './link.ts';
import { reservedDays } from './reserved-days.ts';

/** One customer with the least that it needs, added alone and without a request id. */
export const single = {
  name: 'customers: a single one',
  async play({ payloads, calendar, caller }) {
    const day = calendar.created(reservedDays.single);
    return addOne(
      caller('administrator'),
      payloads.customer('single', { name: payloads.name('single', 'plain'), created_at: day.noon }),
      day,
    );
  },
} satisfies Scenario<unknown>;

/** The single customer where it is acknowledged. */
export const acknowledgedAlone = {
  name: 'customers: a single one that is acknowledged',
  async play({ play }) {
    const { answer, acknowledgement, refusal } = await play(single);
    if (acknowledgement !== null) return { answer, acknowledgement };
    throw prerequisiteFailed('customers.add.single', `It was not acknowledged: ${refusal}`);
  },
} satisfies Scenario<unknown>;

/** The link of the acknowledgement of the single customer, followed. */
export const linkOfAdded = {
  name: 'customers: the link of a single one',
  async play({ caller, play, target }) {
    const { id, acknowledgement, stored } = await play(single);
    if (stored === null) throw prerequisiteFailed('customers.add.single', 'The customer is not stored.');
    return { id, ...(await follow(caller('administrator'), acknowledgement, target.baseUrl)) };
  },
} satisfies Scenario<unknown>;
