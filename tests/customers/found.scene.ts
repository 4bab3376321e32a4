import { idsOf, itemsOf } from '../support/answer.ts';
import { linkOf } from '../support/link.ts';
import type { Scene } from '../support/scene.ts';
import { prerequisiteFailed } from '../support/signals.ts';
import { createdAround } from './adding.ts';
import { batches } from './batches.scene.ts';
import { slots } from './slots.ts';

/** Customers that are known to be stored, for looking them up by their ids, and the link of one followed. */
export const foundBy = {
  name: 'customers: to be looked up',
  async play({ calendar, caller, play, target, unknownId }) {
    const { two, fifty } = await play(batches);
    const administrator = caller('administrator');
    const known = fifty.ids.filter((id, index) => id !== null && fifty.stored[index] !== null);
    const [first, second, third] = known;
    if (typeof first !== 'number' || typeof second !== 'number' || typeof third !== 'number') {
      throw prerequisiteFailed('customers.add.batch.fifty', 'No three customers are known to be stored.');
    }
    const day = calendar.created(slots.batchOfTwo);
    const [item = null] = itemsOf(await administrator.get('/api/v2/customers', createdAround(day))).filter(
      (one) => two.ids.includes(Number(one['id'])),
    );
    const href = linkOf(item, target.baseUrl);
    const found = href === null ? [] : idsOf(itemsOf(await administrator.get(href)));
    const { limit_rows: _rows, ...elsewhere } = createdAround(calendar.created(slots.listedHome));
    return {
      first,
      second,
      third,
      elsewhere,
      unknown: unknownId(61),
      links: { id: item?.['id'], href, found },
    };
  },
} satisfies Scene<unknown>;
