import type { Scene } from '../support/scene.ts';
import { prerequisiteFailed } from '../support/signals.ts';
import { createdAround, readBack } from './adding.ts';
import { batches, known } from './batches.scene.ts';
import { follow } from './link.ts';
import { slots } from './slots.ts';

/** Customers that are known to be stored, for looking them up by their ids. */
export const foundBy = {
  name: 'customers: to be looked up',
  async play({ calendar, play, unknownId }) {
    const { fifty, twoHundredFifty } = await play(batches);
    const [first, second, third] = [...known(fifty), ...known(twoHundredFifty)];
    if (first === undefined || second === undefined || third === undefined) {
      throw prerequisiteFailed('customers.add.batch.fifty', 'No three customers are known to be stored.');
    }
    const { limit_rows: _rows, ...elsewhere } = createdAround(calendar.created(slots.listedHome));
    return { first, second, third, elsewhere, unknown: unknownId(61) };
  },
} satisfies Scene<unknown>;

/** The link of a listed customer, followed. */
export const linkOfListed = {
  name: 'customers: the link of a listed one',
  async play({ calendar, caller, play, target }) {
    const administrator = caller('administrator');
    const { first } = await play(foundBy);
    const day = calendar.created(slots.batchOfFifty);
    const item = (await readBack(administrator, [first], day)).get(first) ?? null;
    return { id: first, ...(await follow(administrator, item, target.baseUrl)) };
  },
} satisfies Scene<unknown>;
