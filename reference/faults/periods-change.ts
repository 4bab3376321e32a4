import type { PeriodRecord } from '../core/state.ts';
import type { Modifier } from '../modifiers.ts';
import type { Fault } from './fault.ts';
import {
  forEntries,
  leftOut,
  onReplaced,
  onStored,
  refusingLists,
  renumbered,
  sameAs,
} from './replacement.ts';

/** Changes each period that a list created. */
function onCreated(
  edit: (period: PeriodRecord, index: number, created: readonly PeriodRecord[]) => PeriodRecord | undefined,
): Modifier {
  return onReplaced((periods, { before }) => {
    const created = periods.filter(({ id }) => !before.periods.has(id));
    return periods.flatMap((period) => {
      const index = created.indexOf(period);
      return (index < 0 ? period : edit(period, index, created)) ?? [];
    });
  });
}

/** Defects in what a replacement adds, removes and keeps. */
export const periodListChangeFaults: readonly Fault[] = [
  {
    name: 'period-changes-forgotten',
    breaks: 'periods.change.add',
    also: ['periods.change'],
    describe: 'A replacement of the list is answered as if done, and nothing is stored.',
    apply: onStored((_, { before }) => [...before.periods.values()]),
  },
  {
    name: 'new-periods-not-stored',
    breaks: 'periods.change.add',
    also: ['periods.change.limit.ten'],
    describe: 'New periods are acknowledged and not stored.',
    apply: onCreated(() => undefined),
  },
  {
    name: 'second-new-period-lost',
    breaks: 'periods.change.add',
    also: ['periods.change.limit.ten', 'periods.change.sort.shared'],
    describe: 'Of several new periods only the first is stored.',
    apply: onCreated((period, index) => (index === 0 ? period : undefined)),
  },
  {
    name: 'new-period-in-default-color',
    breaks: 'periods.change.add',
    describe: 'New periods have the default colour, whatever was sent.',
    apply: onCreated((period) => ({ ...period, color: '#fffeb2' })),
  },
  {
    name: 'new-period-of-default-days',
    breaks: 'periods.change.add',
    describe: 'New periods have 30 days, whatever was sent.',
    apply: onCreated((period) => ({ ...period, period: 30 })),
  },
  {
    name: 'new-periods-innermost',
    breaks: 'periods.change.add',
    describe: 'New periods come next to the purchase day, whatever sort was sent.',
    apply: onCreated((period) => ({ ...period, sort: 0 })),
  },
  {
    name: 'new-periods-alike',
    breaks: 'periods.change.add',
    describe: 'New periods that come together all have the days of the first of them.',
    apply: onCreated((period, _, [first = period]) => ({ ...period, period: first.period })),
  },
  {
    name: 'period-digits-refused',
    breaks: 'periods.change.add',
    also: ['periods.change.color', 'periods.change.period', 'periods.change.after.edit'],
    describe: 'Lists with numbers in strings are refused, although the sample request sends them so.',
    apply: refusingLists(({ period }) => typeof period === 'string'),
  },
  {
    name: 'period-numbers-refused',
    breaks: 'periods.change.remove',
    also: [
      'periods.change.sort',
      'periods.change.color.palette',
      'periods.change.limit.ten',
      'periods.change.add.first',
    ],
    describe: 'Lists with numbers are refused: only digits in strings are taken.',
    apply: refusingLists(({ period }) => typeof period === 'number'),
  },
  {
    name: 'left-out-periods-kept',
    breaks: 'periods.change.remove',
    describe: 'Periods that are left out of the list stay.',
    apply: onReplaced((periods, { before }) => [...periods, ...leftOut(periods, before)]),
  },
  {
    name: 'second-left-out-period-kept',
    breaks: 'periods.change.remove',
    describe: 'Of several periods that are left out only the first is removed.',
    apply: onReplaced((periods, { before }) => [...periods, ...leftOut(periods, before).slice(1)]),
  },
  {
    name: 'neighbour-removed-too',
    breaks: 'periods.change.remove',
    also: ['periods.change.add.first'],
    describe: 'With a period that is left out the last of those that remain is removed.',
    apply: onReplaced((periods, { before }) =>
      leftOut(periods, before).some(({ type }) => type === 'before') ? periods.slice(0, -1) : periods,
    ),
  },
  {
    name: 'period-ids-issued-anew',
    breaks: 'periods.change.keep',
    also: ['periods.change'],
    describe: 'Every replacement deletes all periods and creates them anew, under other ids.',
    apply: renumbered(() => true),
  },
  {
    name: 'period-digits-as-new',
    breaks: 'periods.change.keep',
    also: ['periods.change'],
    describe: 'An id sent as digits in a string is not known again: the period is created anew.',
    apply: forEntries(
      ({ id }) => typeof id === 'string',
      ({ id: _, ...entry }) => entry,
    ),
  },
  {
    name: 'kept-period-recolored',
    breaks: 'periods.change.keep',
    also: ['periods.change.sort.id'],
    describe: 'A change gives another colour to the first period that was sent again as it was.',
    apply: onReplaced((periods, { before }) => {
      const untouched = periods.filter(sameAs(before));
      if (untouched.length === periods.length) return periods;
      return periods.map((period) => (period === untouched[0] ? { ...period, color: '#abcdef' } : period));
    }),
  },
  {
    name: 'kept-periods-lengthened',
    breaks: 'periods.change.keep',
    describe: 'Periods that are sent again as they were take the days of the first in the list.',
    apply: onReplaced((periods, { before }) => {
      const same = sameAs(before);
      const [first] = periods;
      return periods.map((period) => (first && same(period) ? { ...period, period: first.period } : period));
    }),
  },
  {
    name: 'period-ids-given-again',
    breaks: 'periods.change.add.id.new',
    also: ['periods.change'],
    describe: 'A new period gets the least id that is free.',
    apply: onReplaced((periods, { before }) => {
      const first = Math.min(...before.periods.keys());
      const taken = new Set(periods.filter(({ id }) => before.periods.has(id)).map(({ id }) => id));
      return periods.map((period) => {
        if (before.periods.has(period.id)) return period;
        let id = first;
        while (taken.has(id)) id += 1;
        taken.add(id);
        return { ...period, id };
      });
    }),
  },
  {
    name: 'period-after-purchase-edited-by-its-sort',
    breaks: 'periods.change.keep',
    describe: 'A new period with the sort of the one after the purchase gives that one its colour, too.',
    apply: onReplaced((periods, { before }) =>
      periods.map((period) => {
        const fresh = periods.find(({ id, sort }) => !before.periods.has(id) && sort === period.sort);
        return period.type === 'after' && fresh ? { ...period, color: fresh.color } : period;
      }),
    ),
  },
];
