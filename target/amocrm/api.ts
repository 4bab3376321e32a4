import { Calendar } from '../../generators/calendar.ts';
import type { Fixtures } from '../../generators/fixtures.ts';
import { Payloads } from '../../generators/payloads.ts';
import type { Api } from '../api.ts';
import { operations } from '../../spec/operations.ts';
import { at, idOf, itemsOf } from '../answer.ts';
import type { Caller } from '../caller.ts';
import type { Ledger } from '../ledger.ts';
import type { Target } from '../target.ts';
import { markerOf } from './marker.ts';
import { tidyUp } from './tidy.ts';

/** What scenarios are furnished with. */
export interface Furniture {
  /** What exists in the account and may be referred to. */
  readonly fixtures: Fixtures;
  readonly payloads: Payloads;
  readonly calendar: Calendar;
}

/** The API as the engine knows it. */
export const amocrm: Api<Furniture> = {
  async open(administrator, { target, seed, ledger }) {
    const fixtures = { ...target.account, periods: await beforePurchaseIn(administrator, target, ledger) };
    const marker = await markerOf(administrator, seed);
    return {
      marker,
      furniture: {
        fixtures,
        payloads: new Payloads({ seed, marker, fixtures }),
        calendar: new Calendar(seed),
      },
    };
  },
  tidyUp,
};

/** The ids of the periods before the purchase; how all of them were found is noted first. */
async function beforePurchaseIn(administrator: Caller, target: Target, ledger: Ledger): Promise<number[]> {
  if (!target.features.periods) return [];
  const periods = itemsOf(await administrator.get(operations['periods.list'].path));
  ledger.found(periods);
  const before = periods.filter((period) => at(period, 'type') === 'before');
  return before.map(idOf).filter((id) => id !== undefined);
}
