import { Calendar } from '../../generators/calendar.ts';
import type { Fixtures } from '../../generators/fixtures.ts';
import { Payloads } from '../../generators/payloads.ts';
import type { Api, Feature } from '../api.ts';
import { operations } from '../../spec/operations.ts';
import { answerOf, at, idOf, itemsOf } from '../answer.ts';
import type { Caller } from '../caller.ts';
import type { Ledger } from '../ledger.ts';
import type { Target } from '../target.ts';
import { trouble, well } from '../finding.ts';
import { account, accountOf, type Account } from './account.ts';
import { entrance } from './entrance.ts';
import { fits } from './fitting.ts';
import { markerOf } from './own-records.ts';
import { beforePurchase, FULL, MOST_BEFORE, periodsOf } from './period.ts';
import { records } from './records.ts';
import { planSweep, tidyUp } from './tidy.ts';

/** What scenarios are furnished with. */
export interface Furniture {
  /** What exists in the account and may be referred to. */
  readonly fixtures: Fixtures;
  readonly payloads: Payloads;
  readonly calendar: Calendar;
}

const features = {
  transactions: {
    path: `${operations['transactions.list'].path}?limit_rows=1`,
    finding: () => well('transactions', 'They are switched on, and can be listed.'),
  },
  periods: {
    path: operations['periods.list'].path,
    finding(exchange) {
      const count = beforePurchase(periodsOf(answerOf(exchange))).length;
      if (count >= MOST_BEFORE) return trouble('periods', FULL);
      if (count === 0)
        return trouble('periods', 'The account has no period before the purchase: create one.');
      return well('periods', `${String(count)} before the purchase, of ${String(MOST_BEFORE)} at most.`);
    },
  },
} satisfies Record<string, Feature>;

/** The API as the engine, the client and the commands know it. */
export const amocrm: Api<Furniture, Account> = {
  entrance,
  records,
  account,
  features,
  fits,
  timeIn({ 'runtime-timestamp': stamp = '' }) {
    return /^\d{9,10}$/.test(stamp) ? Number(stamp) : null;
  },
  async open(administrator, { target, seed, ledger }) {
    const fixtures = { ...accountOf(target), periods: await beforePurchaseIn(administrator, target, ledger) };
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
  planSweep,
};

/** The ids of the periods before the purchase; how all of them were found is noted first. */
async function beforePurchaseIn(administrator: Caller, target: Target, ledger: Ledger): Promise<number[]> {
  if (target.features['periods'] !== true) return [];
  const periods = itemsOf(await administrator.get(operations['periods.list'].path));
  ledger.found(periods);
  const before = periods.filter((period) => at(period, 'type') === 'before');
  return before.map(idOf).filter((id) => id !== undefined);
}
