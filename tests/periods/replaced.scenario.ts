import type { PeriodInput } from '../../spec/messages.ts';
import type { Scenario, Setting } from '../support/scenario.ts';
import type { AccountPeriods, Step } from '../../target/amocrm/account-periods.ts';
import { editAll, type Edits } from './editing.ts';
import {
  afterPurchase,
  asStrings,
  beforePurchase,
  entryOf,
  MOST_BEFORE,
  type Period,
} from '../../target/amocrm/period.ts';
import { withPeriods } from './with-periods.ts';

/** Why nothing can be said of the period after the purchase. */
export const WITHOUT_AFTER =
  'The account has no period after the purchase, and only the target itself can create one.';

/** The list of periods, replaced again and again; each part is null where the account lacks what it takes. */
export interface Replaced {
  readonly found: readonly Period[];
  readonly added: Step | null;
  readonly reordered: Step | null;
  readonly edits: Edits;
  /** The list as it was found: without the periods that were added. */
  readonly restored: Step;
  /** The list without the period after the purchase. */
  readonly beheaded: Step | null;
}

/** Adds two periods, changes the order, edits some, puts all back, and leaves the one after the purchase out. */
export const replaced = {
  name: 'periods: replaced',
  play(setting) {
    return withPeriods(setting, async (periods): Promise<Replaced> => {
      const added = await addTwo(periods, setting);
      const reordered = await reorder(periods);
      const edits = await editAll(periods);
      const restored = await periods.restore();
      const beheaded = await leaveOutAfter(periods);
      return { found: periods.found, added, reordered, edits, restored, beheaded };
    });
  },
} satisfies Scenario<Replaced>;

/** New ones go to the end of the list and furthest away from the purchase day; numbers are sent as strings. */
async function addTwo(periods: AccountPeriods, { payloads }: Setting): Promise<Step | null> {
  const room = MOST_BEFORE - beforePurchase(periods.now).length;
  if (room <= 0) return null;
  const fresh = payloads.periods('two of ours', Math.min(2, room));
  return periods.replace(asStrings([...periods.now.map(entryOf), ...furtherOut(periods.now, fresh)]));
}

/** New periods with sorts beyond those of a list. */
export function furtherOut(list: readonly Period[], fresh: readonly PeriodInput[]): readonly PeriodInput[] {
  const last = Math.max(0, ...list.map(({ sort }) => sort));
  return fresh.map((entry, index) => ({ ...entry, sort: last + 1 + index }));
}

/** The outermost becomes the innermost. The entries stay where they are in the request: only `sort` tells. */
async function reorder(periods: AccountPeriods): Promise<Step | null> {
  const before = beforePurchase(periods.now);
  if (before.length < 2) return null;
  const [first = 0] = before.map(({ sort }) => sort);
  const distinct = new Set(before.map(({ sort }) => sort)).size === before.length;
  const sorts = distinct ? before.map(({ sort }) => sort) : before.map((_, index) => first + index);
  const turned = [...before.slice(-1), ...before.slice(0, -1)].map(({ id }) => id);
  const sortOf = ({ id, sort }: Period): number => sorts[turned.indexOf(id)] ?? sort;
  return periods.replace(periods.now.map((period) => ({ ...entryOf(period), sort: sortOf(period) })));
}

async function leaveOutAfter(periods: AccountPeriods): Promise<Step | null> {
  if (afterPurchase(periods.now).length === 0) return null;
  return periods.replace(periods.now.filter(({ type }) => type !== 'after').map(entryOf));
}
