import { Calendar } from '../../generators/calendar.ts';
import type { Fixtures } from '../../generators/fixtures.ts';
import { Payloads } from '../../generators/payloads.ts';
import type { Api, Feature } from '../api.ts';
import { CannotJudge } from '../../spec/run/signals.ts';
import { operations } from '../../spec/operations.ts';
import { answerOf, at, idsOf, itemsOf, type Item } from '../answer.ts';
import type { Caller } from '../caller.ts';
import type { Ledger } from '../ledger.ts';
import type { Target } from '../target.ts';
import { trouble, well } from '../finding.ts';
import { account, accountOf, type Account } from './account.ts';
import { entrance } from './entrance.ts';
import { fits } from './fitting.ts';
import { changedMarker, WATCH_SECONDS, youngMarkers } from './other-runs.ts';
import { markedCustomers, markerFor, timeIn } from './own-records.ts';
import { awaitedFrom } from './awaited.ts';
import { beforePurchase, FULL, MOST_BEFORE, periodsOf } from './period.ts';
import { records } from './records.ts';
import { planSweep } from './sweeping.ts';
import { tidyUp } from './tidy.ts';

/** What scenarios are furnished with. */
export interface Furniture {
  /** What exists in the account and may be referred to. */
  readonly fixtures: Fixtures;
  /** Ids of all periods that were listed when the account was opened. */
  readonly periods: readonly number[];
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
  awaitedFrom,
  timeIn({ 'runtime-timestamp': stamp = '' }) {
    return timeIn(stamp);
  },
  async open(administrator, { target, seed, ledger, pause }) {
    const [periods, marked] = await Promise.all([
      periodsIn(administrator, target, ledger),
      markedBefore(administrator, pause),
    ]);
    const fixtures = { ...accountOf(target), periods: idsOf(periods.filter(isBeforePurchase)) };
    const marker = markerFor(seed, marked);
    return {
      marker,
      furniture: {
        fixtures,
        periods: idsOf(periods),
        payloads: new Payloads({ seed, marker, fixtures }),
        calendar: new Calendar(seed),
      },
    };
  },
  tidyUp,
  planSweep,
};

/**
 * The customers that other runs left in the account. Where some of them may be of a run at work, it is watched for a
 * moment: who is at work changes something.
 * @throws CannotJudge where somebody is, or the target can't be asked
 */
async function markedBefore(
  administrator: Caller,
  pause: ((seconds: number) => Promise<void>) | undefined,
): Promise<readonly Item[]> {
  const look = async () => {
    // What a target makes of lists is for claims to judge: one that can't be read keeps no run from beginning.
    const looked = await markedCustomers(administrator, itemsOf);
    const [broken] = looked.broken;
    if (broken !== undefined) throw new CannotJudge({ outcome: 'error', reason: broken });
    return looked;
  };
  const { items, at: now } = await look();
  const young = youngMarkers(items, now);
  if (young.length === 0 || pause === undefined) return items;
  await pause(WATCH_SECONDS);
  const later = (await look()).items;
  const marker = changedMarker(young, items, later);
  if (marker === undefined) return later;
  throw new CannotJudge({
    outcome: 'error',
    reason: `Another run is at work on this account: customers that carry its marker, ${marker}, are changing. Wait for its end, or stop it.`,
  });
}

/** The list of periods, of which is noted how they were found. */
async function periodsIn(administrator: Caller, target: Target, ledger: Ledger): Promise<readonly Item[]> {
  if (target.features['periods'] !== true) return [];
  const periods = itemsOf(await administrator.get(operations['periods.list'].path));
  ledger.found(periods);
  return periods;
}

function isBeforePurchase(period: Item): boolean {
  return at(period, 'type') === 'before';
}
