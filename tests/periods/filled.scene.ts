import { palette } from '../../generators/palette.ts';
import type { PeriodInput } from '../../spec/messages.ts';
import { changesBetween } from '../support/rows.ts';
import type { Scene, Setting } from '../support/scene.ts';
import { untestable } from '../support/signals.ts';
import type { AccountPeriods, Step } from './account-periods.ts';
import { beforePurchase, entryOf, rowsOf } from './period.ts';
import { FULL, furtherOut, MOST_BEFORE, replaced } from './replaced.scene.ts';
import { withPeriods } from './with-periods.ts';

/** A list with as many periods as there is room for, in every colour of the palette, and then one more. */
export const filled = {
  name: 'periods: as many as there is room for',
  async play(setting) {
    // A target that can't let go of a period again would leave no room for adding two.
    await setting.after([replaced]);
    return withPeriods(setting, async (periods) => {
      const filling = await fill(periods, setting);
      const coloring = await color(periods, filling);
      const eleventh = await addEleventh(periods, setting);
      return {
        /** null where the list was full already */
        filling: filling && { answer: filling.answer, count: beforePurchase(filling.after).length },
        coloring,
        eleventh: {
          answer: eleventh.answer,
          changes: changesBetween(rowsOf(eleventh.before), rowsOf(eleventh.after)),
        },
        /** The longest list that the target showed. */
        longest: eleventh.before,
        unlisted: unlistedIn(filling),
      };
    });
  },
} satisfies Scene<unknown>;

/** The list with ten periods before the purchase. */
export const ten = {
  name: 'periods: ten',
  async play({ play }) {
    const { filling } = await play(filled);
    if (!filling) throw untestable(FULL);
    return filling;
  },
} satisfies Scene<unknown>;

/** Up to ten, in colours of the palette; in colours that stand in the list already where those are not taken. */
async function fill(periods: AccountPeriods, { author }: Setting): Promise<Step | null> {
  const room = MOST_BEFORE - beforePurchase(periods.now).length;
  if (room <= 0) return null;
  const fresh = furtherOut(periods.now, author.periods('up to ten', room));
  const entries = [...periods.now.map(entryOf), ...fresh];
  const step = await periods.replace(colored(entries, palette));
  if (step.answer.status === 200) return step;
  const plain = periods.found[0]?.color ?? palette[0];
  return periods.replace([
    ...periods.now.map(entryOf),
    ...fresh.map((entry) => ({ ...entry, color: plain })),
  ]);
}

/** Every colour of the palette that was not used yet, as many at a time as there are periods. */
async function color(periods: AccountPeriods, filling: Step | null) {
  let done = filling ? takenIn(filling) : [];
  let waiting = palette.filter((one) => !done.includes(one));
  while (waiting.length > 0 && periods.now.length > 0) {
    const next = waiting.slice(0, periods.now.length);
    const step = await periods.replace(colored(periods.now.map(entryOf), next));
    done = [...done, ...next.filter((one) => takenIn(step).includes(one))];
    waiting = waiting.slice(next.length);
  }
  return { notTaken: palette.filter((one) => !done.includes(one)) };
}

function colored(entries: readonly PeriodInput[], colors: readonly string[]): readonly PeriodInput[] {
  return entries.map((entry, index) => ({ ...entry, color: colors[index] ?? entry.color }));
}

/** The colours that a replacement sent, and that its periods have afterwards. */
function takenIn({ sent, answer, after }: Step): readonly string[] {
  if (answer.status !== 200) return [];
  const listed = after.map(({ color }) => color);
  return sent.map(({ color }) => color).filter((color) => listed.includes(color));
}

/** One more than ten, whatever there is. */
function addEleventh(periods: AccountPeriods, { author }: Setting): Promise<Step> {
  const missing = Math.max(1, MOST_BEFORE + 1 - beforePurchase(periods.now).length);
  const fresh = furtherOut(periods.now, author.periods('one too many', missing));
  return periods.replace([...periods.now.map(entryOf), ...fresh]);
}

/**
 * The ids of created periods that the target did not list while it listed others of them. Where it lists none it
 * has stored none, which is no fault of the list.
 */
function unlistedIn(filling: Step | null): readonly number[] {
  const known = filling?.before.map(({ id }) => id) ?? [];
  const listed = filling?.after.map(({ id }) => id) ?? [];
  const created = filling?.answered.map(({ id }) => id).filter((id) => !known.includes(id)) ?? [];
  const unlisted = created.filter((id) => !listed.includes(id));
  return unlisted.length < created.length ? unlisted : [];
}
