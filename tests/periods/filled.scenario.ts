import { MOST_PERIODS_BEFORE } from '../../spec/limits.ts';
import type { PeriodInput } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import { palette } from '../../spec/source-rows.ts';
import type { AccountPeriods, Step } from '../../target/amocrm/account-periods.ts';
import {
  beforePurchase,
  entryOf,
  inOrder,
  isOfPalette,
  periodsOf,
  rowsOf,
} from '../../target/amocrm/period.ts';
import { changesBetween } from '../../target/rows.ts';
import type { Scenario, Setting } from '../support/scenario.ts';
import { furtherOut, replaced, takesAnyColor } from './replaced.scenario.ts';
import { sorted } from './steps.ts';
import { withPeriods } from './with-periods.ts';

/** A list with as many periods as there is room for, in every colour of the palette, and then one more. */
export const filled = {
  name: 'periods: as many as there is room for',
  async play(setting) {
    // A target that can't let go of a period again would leave no room for adding two.
    const takesAny = await setting.play(replaced).then(
      ({ edits }) => takesAnyColor(edits),
      () => false,
    );
    return withPeriods(setting, async (periods) => {
      const isFixed = (id: number | undefined): boolean =>
        !takesAny && periods.found.some((period) => period.id === id && !isOfPalette(period));
      const { filling, twins } = await fill(periods, setting, isFixed);
      const notTaken = await color(periods, filling, isFixed);
      const eleventh = await addEleventh(periods, setting);
      return { filling, twins: twins && { step: twins, amiss: amissOf(twins) }, notTaken, eleventh };
    });
  },
} satisfies Scenario<unknown>;

/** The list as it is; and, where periods can be added, the longest that the account has room for. */
export const listed = {
  name: 'periods: listed',
  async play({ caller, play }) {
    const answer = await caller('administrator').get(operations['periods.list'].path);
    // A target that takes no longer list is judged by its own.
    const full = await play(filled).catch(() => null);
    return {
      answer,
      longest: full?.eleventh.before ?? periodsOf(answer),
      unlisted: unlistedIn(full?.filling ?? null),
    };
  },
} satisfies Scenario<unknown>;

/** Days of two new periods that share a sort: no other new one is as long. */
const TWINS = [47, 53] as const;

/**
 * Up to ten, in colours of the palette; two of them share a sort. Where that is not
 * taken each has a sort of its own, and a colour that stands in the list already.
 * @param isFixed whether a period has a colour that could not be put back
 * @returns null where the list is full already
 */
async function fill(
  periods: AccountPeriods,
  { payloads }: Setting,
  isFixed: (id: number | undefined) => boolean,
): Promise<{ readonly filling: Step | null; readonly twins: Step | null }> {
  const room = MOST_PERIODS_BEFORE - beforePurchase(periods.now).length;
  if (room <= 0) return { filling: null, twins: null };
  const known = periods.now.map(entryOf);
  const fresh = furtherOut(periods.now, payloads.periods('up to ten', room));
  const twinned = fresh.map((entry, index): PeriodInput => {
    const days = TWINS[index];
    return room < TWINS.length || days === undefined
      ? entry
      : { ...entry, period: days, sort: fresh[0]?.sort ?? entry.sort };
  });
  const colored = [...known, ...twinned].map((entry, index) => {
    return isFixed(Number(entry.id)) ? entry : { ...entry, color: palette[index] ?? entry.color };
  });
  const step = await periods.replace(colored);
  const twins = room < TWINS.length ? null : step;
  if (step.answer.status === 200) return { filling: step, twins };
  const plain = periods.found[0]?.rawColor ?? palette[0];
  const filling = await periods.replace([...known, ...fresh.map((entry) => ({ ...entry, color: plain }))]);
  return { filling, twins };
}

/**
 * Every colour of the palette that was not used yet, as many at a time as there are periods. Those that were not
 * taken are tried once more without the period after the purchase, lest that one is the reason.
 * @returns those that were never taken
 */
async function color(
  periods: AccountPeriods,
  filling: Step | null,
  isFixed: (id: number) => boolean,
): Promise<readonly string[]> {
  const done = new Set(filling ? takenIn(filling) : []);
  const waiting = (): readonly string[] => palette.filter((one) => !done.has(one));
  for (const all of [inOrder(periods.now), beforePurchase(periods.now)]) {
    const places = all.filter(({ id }) => !isFixed(id));
    for (const batch of batchesOf(waiting(), places.length)) {
      const colors = new Map(places.map(({ id }, index) => [id, batch[index]]));
      const step = await periods.replace(
        periods.now.map((period) => ({
          ...entryOf(period),
          color: colors.get(period.id) ?? period.rawColor,
        })),
      );
      for (const one of takenIn(step)) done.add(one);
    }
  }
  return waiting();
}

function batchesOf(colors: readonly string[], size: number): readonly (readonly string[])[] {
  const starts = size > 0 ? colors.flatMap((_, index) => (index % size === 0 ? [index] : [])) : [];
  return starts.map((start) => colors.slice(start, start + size));
}

/** The colours that a replacement sent, and that its periods have afterwards. */
function takenIn({ sent, answer, after }: Step): readonly string[] {
  if (answer.status !== 200) return [];
  const listed = after.map(({ color }) => color);
  return sent.map(({ color }) => color.toLowerCase()).filter((color) => listed.includes(color));
}

/** What became of two periods that share a sort and should not: one is lost, or a list that was refused is stored. */
function amissOf(step: Step): readonly string[] {
  const { sent, answer, before, after } = step;
  if (answer.status !== 200) return answer.status < 500 ? changesBetween(rowsOf(before), rowsOf(after)) : [];
  const { created } = sorted(step);
  const isWhole = created.length >= sent.filter(({ id }) => id === undefined).length;
  const lost = TWINS.filter((days) => !isWhole && !created.some(({ period }) => period === days));
  return lost.map((days) => `the new period of ${String(days)} days is not listed`);
}

/**
 * One more than ten, whatever there is. Another one has other days, and of ours the outermost is left out, so that
 * there would be room for a part of the list.
 */
function addEleventh(periods: AccountPeriods, { payloads }: Setting): Promise<Step> {
  const found = new Set(periods.found.map(({ id }) => id));
  const before = beforePurchase(periods.now);
  const leftOut = before.findLast(({ id }) => !found.has(id));
  const kept = periods.now.filter((period) => period !== leftOut);
  const missing = Math.max(1, MOST_PERIODS_BEFORE + 1 - beforePurchase(kept).length);
  const fresh = furtherOut(periods.now, payloads.periods('one too many', missing));
  const known = kept.map((period) =>
    period === before[0] ? { ...entryOf(period), period: period.period + 1 } : entryOf(period),
  );
  return periods.replace([...known, ...fresh]);
}

/**
 * Ids that the target named as created or changed and did not list then. Where it lists nothing new it has stored
 * nothing, which is no fault of the list.
 */
function unlistedIn(filling: Step | null): readonly number[] {
  if (!filling) return [];
  const known = new Set(filling.before.map(({ id }) => id));
  const listed = new Set(filling.after.map(({ id }) => id));
  const stored = [...listed].some((id) => !known.has(id));
  return stored ? filling.answered.map(({ id }) => id).filter((id) => !listed.has(id)) : [];
}
