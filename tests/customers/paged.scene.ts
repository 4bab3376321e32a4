import type { Scene } from '../support/scene.ts';
import { prerequisiteFailed } from '../support/signals.ts';
import { createdAround } from './adding.ts';
import { batches, known } from './batches.scene.ts';
import { slots } from './slots.ts';

/** Fifty customers of one day, for paging through them. */
export const paged = {
  name: 'customers: to be paged through',
  async play({ calendar, play }) {
    const { fifty } = await play(batches);
    const ids = known(fifty);
    if (new Set(ids).size < 50) {
      throw prerequisiteFailed('customers.add.batch.fifty', 'Fewer than fifty customers are stored.');
    }
    if (ids.some((id) => !fifty.listed.includes(id))) {
      throw prerequisiteFailed(
        'customers.list.filter.date.create.range',
        'Customers of a day are not listed.',
      );
    }
    const { limit_rows: _rows, ...window } = createdAround(calendar.created(slots.batchOfFifty));
    return { window, ids };
  },
} satisfies Scene<unknown>;

/** More than five hundred customers in the account. */
export const crowd = {
  name: 'customers: more than five hundred',
  async play({ play }) {
    const stored = Object.values(await play(batches)).flatMap(known);
    if (new Set(stored).size > 500) return { stored: stored.length };
    throw prerequisiteFailed(
      'customers.add.batch.twoHundredFifty',
      'Fewer than 501 customers could be stored.',
    );
  },
} satisfies Scene<unknown>;

/** A few customers in the account, for asking for one or some of them. */
export const few = {
  name: 'customers: at least ten',
  async play({ play }) {
    const stored = new Set(Object.values(await play(batches)).flatMap(known)).size;
    if (stored >= 10) return { stored };
    throw prerequisiteFailed('customers.add.batch.fifty', 'Fewer than ten customers could be stored.');
  },
} satisfies Scene<unknown>;
