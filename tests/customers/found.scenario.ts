import type { RoundTrip } from '../support/expect.ts';
import type { Scenario } from '../support/scenario.ts';
import { prerequisiteFailed } from '../../spec/run/signals.ts';
import { complete, plain, tagged } from './added.scenario.ts';
import { createdAround, readBack } from './adding.ts';
import { batches, known } from './batches.scenario.ts';
import { someOf } from './existing.scenario.ts';
import { unknownAmong } from './existing.ts';
import { follow } from './link.ts';
import { reservedDays } from './reserved-days.ts';

/** Customers that are known to be stored, for looking them up by their ids. */
export const foundBy = {
  name: 'customers: to be looked up',
  async play({ calendar, play, unknownId }) {
    const { fifty, twoHundredFifty } = await play(batches);
    const [first, second, third] = [...known(fifty), ...known(twoHundredFifty)];
    if (first === undefined || second === undefined || third === undefined) {
      throw prerequisiteFailed('customers.add.batch.fifty', 'No three customers are known to be stored.');
    }
    const { limit_rows: _rows, ...elsewhere } = createdAround(calendar.created(reservedDays.listedHome));
    return { first, second, third, elsewhere, unknown: unknownId(61) };
  },
  async fromExisting(setting) {
    const rows = await someOf(setting, 3);
    const ids = rows.map(({ id }) => id);
    // One with a neighbour: a look-up that finds that one too is found out.
    const first = ids.find((id) => ids.includes(id + 1)) ?? ids[0] ?? 0;
    const [second = 0, third = 0] = ids.filter((id) => id !== first);
    const { limit_rows: _rows, ...elsewhere } = createdAround(
      setting.calendar.created(reservedDays.listedHome),
    );
    return { first, second, third, elsewhere, unknown: unknownAmong(ids, setting.unknownId(61)) };
  },
} satisfies Scenario<unknown>;

/** The link of a listed customer, followed. */
export const linkOfListed = {
  name: 'customers: the link of a listed one',
  async play({ calendar, caller, play, target }) {
    const administrator = caller('administrator');
    const { first } = await play(foundBy);
    const day = calendar.created(reservedDays.batchOfFifty);
    const item = (await readBack(administrator, [first], day)).get(first) ?? null;
    return { id: first, ...(await follow(administrator, item, target.baseUrl)) };
  },
} satisfies Scenario<unknown>;

/** Three customers of one account. */
export const ofOneAccount: Scenario<Readonly<Record<'plain' | 'tagged' | 'complete', RoundTrip>>> = {
  name: 'customers: of one account',
  async play({ play }) {
    return { plain: await play(plain), tagged: await play(tagged), complete: await play(complete) };
  },
  async fromExisting(setting) {
    const [plain, tagged, complete] = (await someOf(setting, 3)).map(({ item }) => item);
    const kept = (stored = plain): RoundTrip => ({ stored: stored ?? null, refusal: null });
    return { plain: kept(plain), tagged: kept(tagged), complete: kept(complete) };
  },
};
