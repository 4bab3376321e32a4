import { operations } from '../../spec/operations.ts';
import { idsOf, itemsOf, type Item } from '../support/answer.ts';
import type { Scene } from '../support/scene.ts';
import { prerequisiteFailed, untestable } from '../support/signals.ts';
import { createdAround } from './adding.ts';
import { batches, known } from './batches.scene.ts';
import { slots } from './slots.ts';

const { path } = operations['customers.list'];

/** Fifty customers of one day, for paging through them. */
export const paged = {
  name: 'customers: to be paged through',
  async play({ calendar, caller, play }) {
    const ids = known((await play(batches)).fifty);
    if (new Set(ids).size < 50) {
      throw prerequisiteFailed('customers.add.batch.fifty', 'Fewer than fifty customers are stored.');
    }
    const day = calendar.created(slots.batchOfFifty);
    const { limit_rows, ...window } = createdAround(day);
    const listed = itemsOf(await caller('administrator').get(path, { ...window, limit_rows }));
    const isOfAnotherDay = ({ created_at }: Item): boolean =>
      Math.abs(Number(created_at) - day.noon) > 3 * 86_400;
    if (listed.some(isOfAnotherDay) || ids.some((id) => !idsOf(listed).includes(id))) {
      throw prerequisiteFailed(
        'customers.list.filter.date.create.range',
        'The list of a day does not show the customers of that day.',
      );
    }
    if (listed.length > 50) {
      throw untestable(
        'Others have customers created on a day of long ago that this run uses: try another seed.',
      );
    }
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
