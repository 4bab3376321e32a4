import { beforeLimit } from '../core/periods/change.ts';
import type { PeriodRecord, State } from '../core/state.ts';
import { isObject } from '../core/values.ts';
import {
  type Modifier,
  answering,
  at,
  doneThoughRefused,
  forSent,
  refusing,
  withBody,
} from '../modifiers.ts';
import type { Fault } from './fault.ts';
import {
  change,
  countBefore,
  forEntries,
  halfDone,
  isUnknown,
  onReplaced,
  type Picks,
  sentIn,
  skipping,
} from './replacement.ts';

const isMalformed: Picks = ({ color }) => !/^#[0-9a-f]{6}$/i.test(String(color));
const isZero: Picks = ({ period }) => Number(period) === 0;
const isNegative: Picks = ({ period }) => Number(period) < 0;

/** Refuses lists that would leave more than some number of periods before the purchase. */
function roomFor(most: number): Modifier {
  const limited: Modifier = (core) => (state, request) => {
    const reply = core(state, request);
    return countBefore(reply.state) > most ? answering(400, 'Too many')(core)(state, request) : reply;
  };
  return at(change, limited);
}

/** Picks out entries of periods before the purchase that there are. */
function isBeforeIn({ periods }: State): (entry: unknown) => boolean {
  return (entry) => isObject(entry) && periods.get(Number(entry.id))?.type === 'before';
}

/** The entries that there is room for; new ones beyond that are left out. */
function fitting(entries: readonly unknown[], state: State): readonly unknown[] {
  const room = beforeLimit - entries.filter(isBeforeIn(state)).length;
  const fresh = entries.filter((entry) => isObject(entry) && entry.id === undefined);
  const excess = new Set(fresh.slice(Math.max(0, room)));
  return entries.filter((entry) => !excess.has(entry));
}

/** Takes a list whatever its length. */
const unlimited: Modifier = (core) => (state, request) => {
  const sent = sentIn(request);
  const fit = new Set(fitting(sent, state));
  const excess = sent.filter(isObject).filter((entry) => !fit.has(entry));
  if (excess.length === 0) return core(state, request);
  const reply = core(state, withBody(request, { update: [...fit] }));
  if (reply.response.status !== 200) return reply;
  const { periods, next } = reply.state;
  const beyond = excess.map(({ period, color, sort }, index) => ({
    id: next.period + index,
    type: 'before' as const,
    period: Number(period),
    color: String(color),
    sort: Number(sort),
  }));
  const listed = new Map([...periods, ...beyond.map((period) => [period.id, period] as const)]);
  const counted = { ...next, period: next.period + beyond.length };
  return { ...reply, state: { ...reply.state, periods: listed, next: counted } };
};

/** Refuses lists in which two new periods share a sort, and stores them without the second. */
const refusedTwins: Modifier = at(change, (core) => (state, request) => {
  const sent = sentIn(request).filter(isObject);
  const fresh = sent.filter(({ id }) => id === undefined);
  const second = fresh.find((one, index) => fresh.findIndex(({ sort }) => sort === one.sort) < index);
  if (second === undefined) return core(state, request);
  const stored = core(state, withBody(request, { update: sent.filter((entry) => entry !== second) }));
  return { state: stored.state, response: refusing(core)(state, request).response };
});

/** Defects in what is refused, in how much there is room for, and in what nobody can do to the one after the purchase. */
export const periodBoundFaults: readonly Fault[] = [
  {
    name: 'malformed-color-replaced',
    breaks: 'periods.change.color.malformed',
    describe: 'In the place of a colour that is none the first of the palette is stored.',
    apply: forEntries(isMalformed, (entry) => ({ ...entry, color: '#fffeb2' })),
  },
  {
    name: 'color-name-taken',
    breaks: 'periods.change.color.malformed',
    describe: 'A colour by its English name is taken.',
    apply: forEntries(
      ({ color }) => color === 'red',
      (entry) => ({ ...entry, color: '#ff0000' }),
    ),
  },
  {
    name: 'short-color-taken',
    breaks: 'periods.change.color.malformed',
    describe: 'A colour with five digits is taken, with a zero put to its end.',
    apply: forEntries(
      ({ color }) => /^#[0-9a-f]{5}$/i.test(String(color)),
      (entry) => ({ ...entry, color: `${String(entry.color)}0` }),
    ),
  },
  {
    name: 'malformed-color-half-done',
    breaks: 'periods.change.color.malformed',
    describe: 'A list with a colour that is none is refused, and its other entries are stored all the same.',
    apply: halfDone(isMalformed),
  },
  {
    name: 'zero-days-taken',
    breaks: 'periods.change.period.zero',
    describe: 'A period of zero days is taken for one of one day.',
    apply: forEntries(isZero, (entry) => ({ ...entry, period: 1 })),
  },
  {
    name: 'zero-days-passed-over',
    breaks: 'periods.change.period.zero',
    describe: 'An entry of zero days is passed over without a word, and the others are stored.',
    apply: skipping(isZero),
  },
  {
    name: 'zero-days-half-done',
    breaks: 'periods.change.period.zero',
    describe: 'A list with an entry of zero days is refused, and its other entries are stored all the same.',
    apply: halfDone(isZero),
  },
  {
    name: 'negative-days-without-sign',
    breaks: 'periods.change.period.negative',
    describe: 'Negative days lose their sign.',
    apply: forEntries(isNegative, (entry) => ({ ...entry, period: -Number(entry.period) })),
  },
  {
    name: 'negative-days-half-done',
    breaks: 'periods.change.period.negative',
    describe:
      'A list with an entry of negative days is refused, and its other entries are stored all the same.',
    apply: halfDone(isNegative),
  },
  {
    name: 'unknown-period-created',
    breaks: 'periods.change.unknownId',
    describe: 'An entry with an unknown id is taken for a new period.',
    apply: forEntries(isUnknown, ({ id: _, ...entry }) => entry),
  },
  {
    name: 'unknown-period-id-passed-over',
    breaks: 'periods.change.unknownId',
    describe: 'An entry with an unknown id is passed over without a word, and the others are stored.',
    apply: skipping(isUnknown),
  },
  {
    name: 'unknown-period-half-done',
    breaks: 'periods.change.unknownId',
    describe: 'A list with an unknown id is refused, and its other entries are stored all the same.',
    apply: halfDone(isUnknown),
  },
  {
    name: 'after-removed',
    breaks: 'periods.change.after.kept',
    // Nobody can put it back.
    also: ['periods.change.remove'],
    describe: 'The period after the purchase is removed when it is left out.',
    apply: onReplaced((periods, { request }) => {
      const sent = new Set(
        sentIn(request)
          .filter(isObject)
          .map(({ id }) => Number(id)),
      );
      return periods.filter(({ id, type }) => type === 'before' || sent.has(id));
    }),
  },
  {
    name: 'new-period-after-purchase',
    breaks: 'periods.change.after.created',
    also: ['periods.change.add', 'periods.change.remove', 'periods.change.limit.ten'],
    describe: 'The last of several new periods becomes one after the purchase.',
    apply: onReplaced((periods, { before }) =>
      periods.map((period, index) =>
        index === periods.length - 1 && !before.periods.has(period.id)
          ? { ...period, type: 'after' }
          : period,
      ),
    ),
  },
  {
    name: 'second-after-created',
    breaks: 'periods.change.after.created',
    also: ['periods.change.add', 'periods.change.remove'],
    describe: 'With new periods before the purchase another one after it is created.',
    apply: onReplaced((periods, { before, after }) => {
      const model = periods.find(({ type }) => type === 'after');
      const grown = periods.some(({ id }) => !before.periods.has(id));
      return model && grown ? [...periods, { ...model, id: after.next.period + 1000 }] : periods;
    }),
  },
  {
    name: 'nine-periods-at-most',
    breaks: 'periods.change.limit.ten',
    describe: 'A tenth period before the purchase is refused.',
    apply: roomFor(beforeLimit - 1),
  },
  {
    name: 'tenth-period-lost',
    breaks: 'periods.change.limit.ten',
    describe: 'A tenth period before the purchase is acknowledged and not stored.',
    apply: onReplaced((periods) => {
      const tenth = periods.filter(({ type }) => type === 'before')[beforeLimit - 1];
      return periods.filter((period) => period !== tenth);
    }),
  },
  {
    name: 'periods-without-limit',
    breaks: 'periods.change.limit.eleven',
    describe: 'An eleventh period before the purchase is taken.',
    apply: at(change, unlimited),
  },
  {
    name: 'eleventh-period-passed-over',
    breaks: 'periods.change.limit.eleven',
    describe: 'An eleventh period before the purchase is lost without a word.',
    apply: forSent(change, 'update', fitting),
  },
  {
    name: 'edits-beside-an-eleventh-period-stored',
    breaks: 'periods.change.limit.eleven',
    describe:
      'An eleventh period before the purchase is refused, and what the list changes in others is stored.',
    apply: doneThoughRefused(change, ({ update }, state) => {
      const sent: readonly unknown[] = Array.isArray(update) ? update : [];
      if (fitting(sent, state).length === sent.length) return undefined;
      const named = sent.filter((entry) => isObject(entry) && entry.id !== undefined);
      const ids = new Set(named.filter(isObject).map(({ id }) => Number(id)));
      const others = [...state.periods.values()].filter(({ id }) => !ids.has(id));
      return { update: [...named, ...others.map(({ type: _, ...entry }) => entry)] };
    }),
  },
  {
    name: 'what-fits-beside-an-eleventh-period-stored',
    breaks: 'periods.change.limit.eleven',
    describe:
      'An eleventh period before the purchase is refused, and those before it in the list are stored.',
    apply: doneThoughRefused(change, ({ update }, state) => {
      const sent: readonly unknown[] = Array.isArray(update) ? update : [];
      const fit = fitting(sent, state);
      return fit.length === sent.length ? undefined : { update: fit };
    }),
  },
  {
    name: 'left-out-beside-an-eleventh-period-removed',
    breaks: 'periods.change.limit.eleven',
    describe: 'An eleventh period before the purchase is refused, and what the list leaves out is removed.',
    apply: doneThoughRefused(change, ({ update }, state) => {
      const sent: readonly unknown[] = Array.isArray(update) ? update : [];
      if (fitting(sent, state).length === sent.length) return undefined;
      const ids = new Set(sent.filter(isObject).map(({ id }) => Number(id)));
      const kept = [...state.periods.values()].filter(({ id }) => ids.has(id));
      return { update: kept.map(({ type: _, ...entry }) => entry) };
    }),
  },
  {
    name: 'period-of-a-sort-in-place-of-another',
    breaks: 'periods.change.sort.shared',
    also: ['periods.change.limit.ten'],
    describe: 'Of new periods with the same sort the last is stored.',
    apply: onReplaced((periods, { before }) => {
      const isNew = ({ id }: PeriodRecord): boolean => !before.periods.has(id);
      const last = new Map(periods.filter(isNew).map(({ sort, id }) => [sort, id]));
      return periods.filter((period) => !isNew(period) || last.get(period.sort) === period.id);
    }),
  },
  {
    name: 'shared-sort-refused-and-stored',
    breaks: 'periods.change.sort.shared',
    describe: 'A list with two new periods of one sort is refused, and the first of them is stored.',
    apply: refusedTwins,
  },
  {
    name: 'eleventh-period-in-place-of-another',
    breaks: 'periods.change.limit.eleven',
    describe: 'An eleventh period before the purchase is refused, and takes the place of the tenth.',
    apply: doneThoughRefused(change, ({ update }, state) => {
      const sent: readonly unknown[] = Array.isArray(update) ? update : [];
      if (fitting(sent, state).length === sent.length) return undefined;
      const tenth = sent.filter(isBeforeIn(state)).at(-1);
      return { update: sent.filter((entry) => entry !== tenth) };
    }),
  },
];
