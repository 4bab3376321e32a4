import type { CoreRequest } from '../core/handler.ts';
import type { PeriodRecord } from '../core/state.ts';
import { isObject } from '../core/values.ts';
import { all, at, forItems, forSent, type Modifier } from '../modifiers.ts';
import { roundedDown } from './damage.ts';
import type { Fault } from './fault.ts';
import {
  change,
  list,
  onKnown,
  onReplaced,
  refusingLists,
  renumbered,
  sameAs,
  sentIn,
} from './replacement.ts';

const sentColor = (color: string) => (entry: { readonly color?: unknown }) => entry.color === color;

/** The colour with each part rounded down to what web pages of old could show. */
function webSafe(color: string): string {
  return color.replace(/[0-9a-f]{2}/gi, (part) =>
    roundedDown(parseInt(part, 16), 0x33).toString(16).padStart(2, '0'),
  );
}

/** Gives the ids that a list names to its entries in ascending order. */
const byPlace = forSent(change, 'update', (entries, { periods }) => {
  const idOf = (entry: unknown): number => (isObject(entry) ? Number(entry.id) : NaN);
  const isNamed = (entry: unknown): boolean => periods.get(idOf(entry))?.type === 'before';
  const named = entries.filter(isNamed);
  const ids = named.map(idOf).sort((a, b) => a - b);
  return entries.map((entry) =>
    isObject(entry) && isNamed(entry) ? { ...entry, id: ids[named.indexOf(entry)] } : entry,
  );
});

/** Takes the list that came over a connection before in the place of another one of the same periods. */
const takingAgain: Modifier = at(change, (core) => {
  const last = new Map<CoreRequest['connection'], CoreRequest>();
  const named = (request: CoreRequest): string =>
    sentIn(request)
      .map((entry) => (isObject(entry) ? Number(entry.id) : NaN))
      .sort((a, b) => a - b)
      .join();
  return (state, request) => {
    const before = last.get(request.connection);
    const isAgain = before !== undefined && named(before) === named(request);
    last.set(request.connection, isAgain ? before : request);
    return core(state, isAgain ? { ...request, body: before.body } : request);
  };
});

type Keeps = (before: PeriodRecord) => Partial<PeriodRecord>;

function moved(period: PeriodRecord, before: PeriodRecord): boolean {
  return period.sort !== before.sort;
}

/** Defects in what a replacement makes of periods that were there: their order, colour, days. */
export const periodEditFaults: readonly Fault[] = [
  {
    name: 'period-sort-ignored',
    breaks: 'periods.change.sort',
    describe: 'Periods stay in the order in which they were created.',
    apply: onKnown((period, { sort }) => ({ ...period, sort })),
  },
  {
    name: 'period-sort-by-entry',
    breaks: 'periods.change.sort',
    also: ['periods.change.add.first', 'periods.change.keep'],
    describe: 'Periods stand in the order of the entries that were sent, whatever their sort.',
    apply: onReplaced((periods) => periods.map((period, index) => ({ ...period, sort: index }))),
  },
  {
    name: 'periods-edited-by-their-place',
    breaks: 'periods.change.keep',
    also: ['periods.change'],
    describe: 'The entries of a list are taken for the periods in ascending order, whatever ids stand there.',
    apply: byPlace,
  },
  {
    name: 'only-one-period-moved',
    breaks: 'periods.change.sort',
    also: ['periods.change.add.first'],
    describe: 'Of several periods whose sort changes the last keeps the old one.',
    apply: onReplaced((periods, { before }) => {
      const old = (period: PeriodRecord): PeriodRecord => before.periods.get(period.id) ?? period;
      const last = periods.filter((period) => moved(period, old(period))).at(-1);
      return periods.map((period) => (period === last ? { ...period, sort: old(period).sort } : period));
    }),
  },
  {
    name: 'moved-period-loses-id',
    breaks: 'periods.change.sort.id',
    also: ['periods.change'],
    describe: 'A period that is moved gets another id.',
    apply: renumbered((period, { periods }) => {
      const known = periods.get(period.id);
      return known !== undefined && moved(period, known);
    }),
  },
  {
    name: 'moved-periods-leave-days',
    breaks: 'periods.change.sort.id',
    describe: 'Days belong to the place: a period that is moved takes those of the one that had been there.',
    apply: onReplaced((periods, { before }) => {
      const placed = new Map(
        [...before.periods.values()].map(({ type, sort, period }) => [`${type} ${sort}`, period]),
      );
      return periods.map((period) => {
        const known = before.periods.get(period.id);
        const days = placed.get(`${period.type} ${period.sort}`);
        return known && moved(period, known) && days !== undefined ? { ...period, period: days } : period;
      });
    }),
  },
  {
    name: 'moved-period-loses-color',
    breaks: 'periods.change.sort.id',
    also: ['periods.change.color'],
    describe: 'A period that is moved takes the default colour.',
    apply: onKnown((period, before) => (moved(period, before) ? { ...period, color: '#fffeb2' } : period)),
  },
  {
    name: 'periods-of-connection-taken-again',
    breaks: 'periods.change.color',
    // Within one process all lists share connections.
    also: ['periods.change'],
    describe:
      'Over a connection that has carried a list, the next one of the same periods is not read: the first is taken again.',
    apply: takingAgain,
  },
  {
    name: 'period-color-unchangeable',
    breaks: 'periods.change.color',
    describe: 'Another colour is not stored.',
    apply: onKnown((period, { color }) => ({ ...period, color }), 'before'),
  },
  {
    name: 'second-edited-period-lost',
    breaks: 'periods.change.color',
    also: [
      'periods.change.sort',
      'periods.change.after.edit',
      'periods.change.add.first',
      'periods.change.period',
    ],
    describe: 'Of several periods that are changed only the first is stored.',
    apply: onReplaced((periods, { before }) => {
      const same = sameAs(before);
      const [first] = periods.filter((period) => before.periods.has(period.id) && !same(period));
      return periods.map((period) => (period === first ? period : (before.periods.get(period.id) ?? period)));
    }),
  },
  {
    name: 'edits-beside-a-new-period-lost',
    breaks: 'periods.change.color',
    also: ['periods.change.period'],
    describe: 'Where a list creates a period, days and colours of the others stay as they were.',
    apply: onReplaced((periods, { before }) => {
      const grown = periods.some(({ id }) => !before.periods.has(id));
      return periods.map((period) => {
        const known = grown ? before.periods.get(period.id) : undefined;
        return known ? { ...period, period: known.period, color: known.color } : period;
      });
    }),
  },
  ...(
    [
      ['color', 'Colours', ({ color }) => ({ color })],
      ['period', 'Days', ({ period }) => ({ period })],
    ] as const satisfies readonly (readonly [string, string, Keeps])[]
  ).map(([what, named, kept]): Fault => ({
    name: `${what}-edits-of-a-shorter-list-lost`,
    breaks: `periods.change.${what}`,
    describe: `${named} stay as they were where a list leaves a period out and has none in its place.`,
    apply: onReplaced((periods, { before }) => {
      const isShorter = periods.length < before.periods.size;
      return periods.map((period) => {
        const known = isShorter ? before.periods.get(period.id) : undefined;
        return known ? { ...period, ...kept(known) } : period;
      });
    }),
  })),
  {
    name: 'period-color-web-safe',
    breaks: 'periods.change.color',
    describe: 'Colours are rounded to those that web pages of old could show.',
    apply: onKnown(
      (period, { color }) => (period.color === color ? period : { ...period, color: webSafe(period.color) }),
      'before',
    ),
  },
  {
    name: 'palette-color-refused',
    breaks: 'periods.change.color.palette',
    describe: 'One colour of the palette is refused.',
    apply: refusingLists(sentColor('#87f2c0')),
  },
  {
    name: 'palette-color-mistaken',
    breaks: 'periods.change.color.palette',
    also: ['periods.change.add'],
    describe: 'One colour of the palette is stored as another.',
    apply: onReplaced((periods) =>
      periods.map((period) => (period.color === '#ff8f92' ? { ...period, color: '#fd5598' } : period)),
    ),
  },
  {
    name: 'color-outside-palette-refused',
    breaks: 'periods.change.color.any',
    describe: 'The colour of the example, which is not in the palette, is refused.',
    apply: refusingLists(sentColor('#000000')),
  },
  {
    name: 'color-outside-palette-replaced',
    breaks: 'periods.change.color.any',
    describe: 'In the place of a colour that is not in the palette its first one is stored.',
    apply: onReplaced((periods) =>
      periods.map((period) => (period.color === '#000000' ? { ...period, color: '#fffeb2' } : period)),
    ),
  },
  {
    name: 'period-days-unchangeable',
    breaks: 'periods.change.period',
    describe: 'Another number of days before the purchase is not stored.',
    apply: onKnown((period, before) => ({ ...period, period: before.period }), 'before'),
  },
  {
    name: 'period-days-off-by-one',
    breaks: 'periods.change.period',
    describe: 'Changed days are stored as one more.',
    apply: onKnown(
      (period, before) =>
        period.period === before.period ? period : { ...period, period: period.period + 1 },
      'before',
    ),
  },
  {
    name: 'period-days-in-weeks',
    breaks: 'periods.change.period',
    describe: 'Changed days are rounded down to whole weeks.',
    apply: onKnown(
      (period, before) =>
        period.period === before.period ? period : { ...period, period: roundedDown(period.period, 7) },
      'before',
    ),
  },
  {
    name: 'period-days-of-one-byte',
    breaks: 'periods.change.period',
    describe: 'Changed days are stored up to 255.',
    apply: onKnown((period) => ({ ...period, period: Math.min(period.period, 255) }), 'before'),
  },
  {
    name: 'period-days-of-neighbour-changed',
    breaks: 'periods.change.period',
    also: ['periods.change.color.any', 'periods.change.color', 'periods.change.keep'],
    describe: 'Changed days are stored for the next period out.',
    apply: onReplaced((periods, { before }) => {
      const inside = periods.filter(({ type }) => type === 'before');
      const old = ({ id, period }: PeriodRecord): number => before.periods.get(id)?.period ?? period;
      const from = new Map(inside.map((period, index) => [period, inside.at(index - 1) ?? period]));
      return periods.map((period) => {
        const nearer = from.get(period) ?? period;
        return { ...period, period: old(nearer) === nearer.period ? old(period) : nearer.period };
      });
    }),
  },
  {
    name: 'after-unchangeable',
    breaks: 'periods.change.after.edit',
    describe: 'Changes to the period after the purchase are passed over.',
    apply: onKnown((_, before) => before, 'after'),
  },
  {
    name: 'after-changes-refused',
    breaks: 'periods.change.after.edit',
    describe: 'A list in which the period after the purchase is changed is refused.',
    apply: refusingLists(({ id, period }, { periods }) => {
      const known = periods.get(Number(id));
      return known?.type === 'after' && known.period !== Number(period);
    }),
  },
  {
    name: 'after-days-unchangeable',
    breaks: 'periods.change.after.edit',
    describe: 'Of the period after the purchase only the colour can be changed.',
    apply: onKnown((period, before) => ({ ...period, period: before.period }), 'after'),
  },
  {
    name: 'after-color-unchangeable',
    breaks: 'periods.change.after.edit',
    describe: 'Of the period after the purchase only the days can be changed.',
    apply: onKnown((period, before) => ({ ...period, color: before.color }), 'after'),
  },
  {
    name: 'after-shows-old-days',
    breaks: 'periods.change.after.edit',
    describe: 'The period after the purchase goes on to show 60 days after it, whatever its own days are.',
    apply: all(
      ...([list, change] as const).map((operation) =>
        forItems(operation, (item) => (item.type === 'after' ? { ...item, after_buy: 60 } : item)),
      ),
    ),
  },
];
