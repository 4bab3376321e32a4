import type { Scene } from '../support/scene.ts';
import { addOne } from './adding.ts';
import { slots } from './slots.ts';

/** One customer with the least that it needs, added alone and without a request id. */
export const single = {
  name: 'customers: a single one',
  play({ author, calendar, caller }) {
    const day = calendar.created(slots.single);
    const customer = author.customer('single', { name: author.name('single', 'plain'), created_at: day.noon });
    return addOne(caller('administrator'), customer, day);
  },
} satisfies Scene<unknown>;
