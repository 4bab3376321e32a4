import type { Scene } from '../support/scene.ts';
import { idsOf, itemsOf } from '../support/answer.ts';
import { linkOf } from '../support/link.ts';
import { addOne } from './adding.ts';
import { slots } from './slots.ts';

/** One customer with the least that it needs, added alone and without a request id, and its link followed. */
export const single = {
  name: 'customers: a single one',
  async play({ author, calendar, caller, target }) {
    const day = calendar.created(slots.single);
    const administrator = caller('administrator');
    const customer = await addOne(
      administrator,
      author.customer('single', { name: author.name('single', 'plain'), created_at: day.noon }),
      day,
    );
    const link = linkOf(customer.acknowledgement, target.baseUrl);
    const linked = link === null ? [] : idsOf(itemsOf(await administrator.get(link)));
    return { ...customer, link, linked };
  },
} satisfies Scene<unknown>;
