import { noContent } from '../core/envelope.ts';
import { periodViews } from '../core/periods/view.ts';
import type { PeriodRecord, State } from '../core/state.ts';
import { type JsonObject, isObject } from '../core/values.ts';
import { type Modifier, all, at, forItems, onItems, onResponse, refusing } from '../modifiers.ts';
import type { Fault } from './fault.ts';
import { forSelf } from './lists.ts';
import { change, list, onStored, sameAs } from './replacement.ts';

/** Changes how far the periods before the purchase reach, in lists and answers alike. */
function reaching(reach: (item: JsonObject, state: State) => number | undefined): Modifier {
  return showing('before', (item, state) => ({ before_buy: reach(item, state) ?? item.before_buy }));
}

/** Changes how long the period after the purchase says that it lasts, in lists and answers alike. */
function lasting(days: (item: JsonObject, state: State) => number): Modifier {
  return showing('after', (item, state) => ({ after_buy: days(item, state) }));
}

function showing(
  type: PeriodRecord['type'],
  edit: (item: JsonObject, state: State) => Partial<JsonObject>,
): Modifier {
  const shown = (operation: typeof list | typeof change): Modifier =>
    forItems(operation, (item, _, { after }) =>
      item.type === type ? { ...item, ...edit(item, after) } : item,
    );
  return all(shown(list), shown(change));
}

/** The periods before the purchase, from the purchase day outwards. */
function outwards({ periods }: State): readonly PeriodRecord[] {
  return [...periods.values()].filter(({ type }) => type === 'before').sort((a, b) => a.sort - b.sort);
}

function daysOf(periods: readonly PeriodRecord[]): number {
  return periods.reduce((days, { period }) => days + period, 0);
}

/** Where a shown period stands among those before the purchase, from the purchase day outwards. */
function placeOf({ id }: JsonObject, state: State): number {
  return outwards(state).findIndex((period) => period.id === id);
}

/** Reckons days before the purchase when a period is written, and not again when those nearer to it are. */
const reachingAsWritten: Modifier = all(
  onStored((periods, { before, after }) =>
    periods.map((period) => {
      if (sameAs(before)(period)) return period;
      const view = periodViews(after.periods, false).find(({ id }) => id === period.id);
      return { ...period, reach: view?.before_buy };
    }),
  ),
  reaching(({ id }, { periods }) => {
    const period = periods.get(Number(id));
    return period && 'reach' in period && typeof period.reach === 'number' ? period.reach : undefined;
  }),
);

/** Defects in the list of periods. */
export const periodListFaults: readonly Fault[] = [
  {
    name: 'periods-not-listed',
    breaks: 'periods.list.all',
    also: ['periods.list.self'],
    describe: 'The list of periods is refused, because it is asked without parameters.',
    apply: at(list, refusing),
  },
  {
    name: 'periods-list-empty',
    breaks: 'periods.list.all',
    also: ['periods.list.self'],
    describe: 'The list of periods says that there are none.',
    apply: at(
      list,
      onResponse((response) => (response.status === 200 ? { ...response, ...noContent } : response)),
    ),
  },
  {
    name: 'periods-list-cut',
    breaks: 'periods.list.all',
    also: ['periods.change.limit.ten'],
    describe: 'The list shows the first eight periods only.',
    apply: onItems(list, (items) => items.slice(0, 8)),
  },
  {
    name: 'periods-share-an-id',
    breaks: 'periods.list.id',
    describe: 'The second listed period carries the id of the first.',
    apply: onItems(list, (items) => {
      const [first, second, ...others] = items;
      return isObject(first) && isObject(second) ? [first, { ...second, id: first.id }, ...others] : items;
    }),
  },
  {
    name: 'periods-self-names-customers',
    breaks: 'periods.list.self',
    also: ['periods.list.response.links.self'],
    describe: 'The self link of the list names the customers.',
    apply: forSelf(list, (self) => ({ ...self, href: '/api/v2/customers' })),
  },
  {
    name: 'periods-self-names-post',
    breaks: 'periods.list.self',
    also: ['periods.list.response.links.self'],
    describe: 'The self link of the list names the method POST.',
    apply: forSelf(list, (self) => ({ ...self, method: 'post' })),
  },
  {
    name: 'period-reach-of-its-own-days',
    breaks: 'periods.list.before_buy',
    also: ['periods.change.period.before_buy'],
    describe: 'Days before the purchase are the days of that period alone.',
    apply: reaching(({ period }) => Number(period)),
  },
  {
    name: 'period-reach-without-its-own-days',
    breaks: 'periods.list.before_buy',
    also: ['periods.change.period.before_buy'],
    describe: 'Days before the purchase are those at which a period ends, not those at which it begins.',
    apply: reaching((item, state) => daysOf(outwards(state).slice(0, placeOf(item, state)))),
  },
  {
    name: 'period-reach-inwards',
    breaks: 'periods.list.before_buy',
    also: ['periods.change.period.before_buy'],
    describe: 'Days before the purchase add up from the far end towards the purchase day.',
    apply: reaching((item, state) => daysOf(outwards(state).slice(placeOf(item, state)))),
  },
  {
    name: 'period-reach-with-after',
    breaks: 'periods.list.before_buy',
    also: ['periods.change.period.before_buy'],
    describe: 'Days before the purchase count those after it in.',
    apply: reaching(({ before_buy }, { periods }) => {
      const after = [...periods.values()].filter(({ type }) => type === 'after');
      return Number(before_buy) + daysOf(after);
    }),
  },
  {
    name: 'period-reach-of-five-at-most',
    breaks: 'periods.list.before_buy',
    also: ['periods.change.period.before_buy'],
    describe: 'Days before the purchase add up over the nearest five periods only.',
    apply: reaching((item, state) => daysOf(outwards(state).slice(0, Math.min(5, 1 + placeOf(item, state))))),
  },
  {
    name: 'period-reach-by-id',
    breaks: 'periods.change.period.before_buy',
    describe: 'Days before the purchase add up in the order of the ids, whatever the sort.',
    apply: reaching(({ id }, state) => daysOf(outwards(state).filter((period) => period.id <= Number(id)))),
  },
  {
    name: 'period-reach-as-written',
    breaks: 'periods.change.period.before_buy',
    describe: 'Days before the purchase stay as they are when a period nearer to it becomes longer.',
    apply: reachingAsWritten,
  },
  {
    name: 'period-after-lasts-nothing',
    breaks: 'periods.list.after_buy',
    also: ['periods.change.after.edit'],
    describe: 'Days after the purchase are always 0.',
    apply: lasting(() => 0),
  },
  {
    name: 'period-after-off-by-one',
    breaks: 'periods.list.after_buy',
    also: ['periods.change.after.edit'],
    describe: 'Days after the purchase are one more than that period has.',
    apply: lasting(({ period }) => Number(period) + 1),
  },
  {
    name: 'period-after-adds-up',
    breaks: 'periods.list.after_buy',
    also: ['periods.change.after.edit'],
    describe: 'Days after the purchase count those before it in.',
    apply: lasting(({ period }, state) => Number(period) + daysOf(outwards(state))),
  },
];
