import { requireWork } from '../batch.ts';
import { bodyOf } from '../body.ts';
import type { Call, Operation } from '../call.ts';
import { changeReply } from '../envelope.ts';
import { Refusal } from '../refusal.ts';
import type { OpenCounters, PeriodRecord, State } from '../state.ts';
import { integerOf, listOf, objectOf, requireFields, textOf } from '../values.ts';
import { periodViews } from './view.ts';

/** How many `before` periods an account may have. */
export const beforeLimit = 10;

/**
 * `POST /api/v2/customers_periods`: `update` becomes the complete list. Entries with an id keep it, those
 * without are created before the purchase, `before` periods left out are removed; the `after` period can
 * only be edited (reading 21 on leaving it out).
 */
export const changePeriods: Operation = (call) => {
  const { state, request, policy } = call;
  const body = bodyOf(request);
  requireWork(body, ['update']);
  const next: OpenCounters = { ...state.next };
  const sent = listOf(body.update, 'update').map((entry) => periodOf(entry, state.periods, next));
  const periods = new Map([...keptUnasked(sent, call), ...sent].map((period) => [period.id, period]));
  if (new Set(sent.map(({ id }) => id)).size < sent.length) throw new Refusal('update names a period twice');
  if ([...periods.values()].filter(({ type }) => type === 'before').length > beforeLimit) {
    throw new Refusal(`an account has at most ${beforeLimit} periods before the purchase`);
  }

  const changed = new Set(sent.filter((period) => differs(period, state.periods)).map(({ id }) => id));
  const views = periodViews(periods, policy.periodLinks !== 'nowhere');
  const items = policy.periodChangeItems === 'whole' ? views : views.filter(({ id }) => changed.has(id));
  return changeReply(call, { ...state, periods, next }, items);
};

function periodOf(entry: unknown, stored: State['periods'], next: OpenCounters): PeriodRecord {
  const item = objectOf(entry, 'an element of update');
  requireFields(item, ['period', 'color', 'sort']);
  const period = integerOf(item.period, 'period');
  if (period <= 0) throw new Refusal('period has to be at least one day');
  const color = textOf(item.color, 'color');
  if (!/^#[0-9a-f]{6}$/i.test(color)) throw new Refusal('color has to be as #rrggbb');
  const sort = integerOf(item.sort, 'sort');
  if (item.id === undefined) return { id: next.period++, type: 'before', period, color, sort };
  const id = integerOf(item.id, 'id');
  const known = stored.get(id);
  if (known === undefined) throw new Refusal(`there is no period ${id}`);
  return { ...known, period, color, sort };
}

/** The `after` periods that a list leaves out. */
function keptUnasked(sent: readonly PeriodRecord[], { state, policy }: Call): readonly PeriodRecord[] {
  const named = new Set(sent.map(({ id }) => id));
  const leftOut = [...state.periods.values()].filter(({ id, type }) => type === 'after' && !named.has(id));
  if (leftOut.length > 0 && policy.afterLeftOut === 'refused') {
    throw new Refusal('the period after the purchase is missing from the list');
  }
  return leftOut;
}

function differs(period: PeriodRecord, stored: State['periods']): boolean {
  const before = stored.get(period.id);
  return before?.period !== period.period || before.color !== period.color || before.sort !== period.sort;
}
