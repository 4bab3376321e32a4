import type { Scene } from '../support/scene.ts';
import { prerequisiteFailed } from '../support/signals.ts';
import { createdAround } from './adding.ts';
import { batches } from './batches.scene.ts';
import { slots } from './slots.ts';

/** Fifty customers of one day, and more than five hundred in the account, for paging through them. */
export const paged = {
  name: 'customers: to be paged through',
  async play({ calendar, play }) {
    const stored = Object.values(await play(batches)).map(({ ids, stored }) =>
      ids.filter((id, index) => id !== null && stored[index] !== null),
    );
    if (stored.flat().length <= 500) {
      throw prerequisiteFailed(
        'customers.add.batch.twoHundredFifty',
        'Fewer than 501 customers could be stored.',
      );
    }
    const { fifty } = await play(batches);
    const { limit_rows: _rows, ...window } = createdAround(calendar.created(slots.batchOfFifty));
    return { window, ids: fifty.ids.filter((id) => id !== null) };
  },
} satisfies Scene<unknown>;
