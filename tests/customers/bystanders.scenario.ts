import { operations } from '../../spec/operations.ts';
import { untestable } from '../../spec/run/signals.ts';
import { idOf, itemsOf, type Item } from '../../target/answer.ts';
import type { Caller, Query } from '../../target/caller.ts';
import type { Scenario } from '../support/scenario.ts';
import { isMarked } from '../../target/amocrm/own-records.ts';
import { purchaseIn, settledIn } from '../../target/amocrm/records.ts';
import { quoted } from '../../target/rows.ts';
import { firstPlain } from './added.scenario.ts';
import type { Added } from './adding.ts';
import { presenceOf } from '../../target/amocrm/customer.ts';

/** How many of the first rows are watched, and how many ids before the first one of the run. */
const ROWS = 50;
const NEIGHBOURS = 10;

/** How many transactions that the first rows show no more are looked up one by one. */
const MOST_LOOKED_UP = 5;

interface Seen {
  readonly kind: 'customer' | 'transaction';
  readonly id: number;
  readonly item: Item;
}

interface Change {
  readonly before: Seen;
  /** Null where it is deleted, or not shown any more. */
  readonly after: Item | null;
  /** The fields that are others, with what they were and are where they can be compared. */
  readonly fields: readonly (readonly [field: string, was: unknown, is: unknown])[];
}

/**
 * Records of others: the first of the lists, and those before the first of the run, as they are before the run
 * changes anything. They are looked at again when it is over: what is amiss then fails `changed` where the target
 * itself must have done it, and `doubtful` where somebody who is at work may have.
 */
export function othersWatched(requirements: {
  readonly changed: string;
  readonly doubtful: string;
}): Scenario<{ readonly own: Added; readonly now: Item | null; readonly records: readonly Seen[] }> {
  return {
    name: 'customers: those of others',
    early: true,
    async play({ caller, marker, profile, target, play, watch }) {
      if (profile === 'read-only') throw untestable('The read-only profile changes nothing.');
      const administrator = caller('administrator');
      const listed = await Promise.all([
        seenIn(administrator, 'customer', { limit_rows: ROWS }),
        target.features.transactions ? seenIn(administrator, 'transaction', { limit_rows: ROWS }) : [],
      ]);
      const own = await play(firstPlain);
      const ids = Array.from({ length: NEIGHBOURS + 1 }, (_, index) => (own.id ?? 0) - index);
      const neighbours = await seenIn(administrator, 'customer', { id: ids.filter((id) => id > 0) });
      const foreign = distinct([...listed.flat(), ...neighbours]).filter(isOfOthers);

      let looked: Promise<readonly Change[]> | undefined;
      const amiss = async (): Promise<readonly Change[]> => {
        const changes = await changesOf(administrator, foreign);
        // Whoever is at work there may have been in the middle of it.
        const again = await changesOf(
          administrator,
          changes.map(({ before }) => before),
        );
        return again.filter((change) => !isByOthers(change, own.stored));
      };
      const watched = (isExpected: (change: Change) => boolean) => async () =>
        (await (looked ??= amiss())).filter(isExpected).map(inWords);
      watch(
        requirements.changed,
        watched((change) => isTheTargets(change, marker)),
      );
      watch(
        requirements.doubtful,
        watched((change) => !isTheTargets(change, marker)),
      );
      const isOwn = ({ id }: Seen): boolean => id === own.id;
      // Where one id of several is unknown a target may show nothing.
      const now =
        neighbours.find(isOwn) ?? (await seenIn(administrator, 'customer', { id: own.id ?? 0 })).find(isOwn);
      return { own, now: now?.item ?? null, records: foreign };
    },
  };
}

/** As the claims of bystanders see them. */
export const others = othersWatched({
  changed: 'customers.change.bystanders',
  doubtful: 'customers.change.bystanders.kept',
});

/** What a list shows now. */
async function seenIn(caller: Caller, kind: Seen['kind'], query: Query): Promise<readonly Seen[]> {
  const { path } = operations[kind === 'customer' ? 'customers.list' : 'transactions.list'];
  return itemsOf(await caller.get(path, query)).flatMap((item) => {
    const id = idOf(item);
    return id === undefined ? [] : [{ kind, id, item }];
  });
}

/** Which of the records are others now, or gone. */
async function changesOf(caller: Caller, records: readonly Seen[]): Promise<readonly Change[]> {
  const ids = (kind: Seen['kind']) => records.filter((one) => one.kind === kind).map(({ id }) => id);
  const [customers, transactions] = [ids('customer'), ids('transaction')];
  const now = [
    ...(customers.length > 0 ? await seenIn(caller, 'customer', { id: customers }) : []),
    ...(transactions.length > 0 ? await seenIn(caller, 'transaction', { limit_rows: ROWS }) : []),
  ];
  const shown = (kind: Seen['kind'], id: number) => now.find((one) => one.kind === kind && one.id === id);
  const missing = transactions.filter((id) => !shown('transaction', id));
  for (const id of missing.slice(0, MOST_LOOKED_UP))
    now.push(...(await seenIn(caller, 'transaction', { id })));
  const unknown = missing.slice(MOST_LOOKED_UP);
  return records.flatMap((before): readonly Change[] => {
    if (before.kind === 'transaction' && unknown.includes(before.id)) return [];
    const after = shown(before.kind, before.id)?.item ?? null;
    if (presenceOf(after) !== 'present') return [{ before, after: null, fields: [] }];
    const [was, is] = [comparable(before), comparable({ ...before, item: after ?? {} })];
    const fields = Object.keys(was)
      .filter((field) => JSON.stringify(was[field]) !== JSON.stringify(is[field]))
      .map((field) => [field, was[field], is[field]] as const);
    return fields.length > 0 ? [{ before, after, fields }] : [];
  });
}

/** What a record is told by; what a target derives from the day is left out. */
function comparable({ kind, item }: Seen): Readonly<Record<string, unknown>> {
  return kind === 'transaction' ? purchaseIn(item, 'comment') : settledIn(item);
}

/** Neither deleted, nor of a run of the suite, nor a transaction whose text can't tell. */
function isOfOthers({ kind, item }: Seen): boolean {
  return (
    presenceOf(item) === 'present' && !isMarked(item) && (kind === 'customer' || Boolean(item['comment']))
  );
}

/** Whether somebody else has changed it, and the target says so. */
function isByOthers({ before, after }: Change, own: Item | null): boolean {
  const isChanged = after?.['updated_at'] !== before.item['updated_at'];
  return after !== null && isChanged && own !== null && after['updated_by'] !== own['updated_by'];
}

/** Whether nobody but the target can have done it: it has what the run sent, or is said not to have been changed. */
function isTheTargets({ before, after, fields }: Change, marker: string): boolean {
  if (after === null) return false;
  const isUnsaid = before.kind === 'customer' && after['updated_at'] === before.item['updated_at'];
  return isUnsaid || fields.some(([field]) => quoted(after[field]).includes(marker));
}

function inWords({ before: { kind, id }, after, fields }: Change): string {
  if (after === null) return `The ${kind} ${id}, which no request named, is gone.`;
  const changes = fields.map(([field, was, is]) => `${field} is ${quoted(is)} instead of ${quoted(was)}`);
  return `The ${kind} ${id}, which no request named, was changed: ${changes.join(', ')}.`;
}

function distinct(records: readonly Seen[]): readonly Seen[] {
  return [...new Map(records.map((one) => [`${one.kind} ${one.id}`, one])).values()];
}
