import { several } from '../../spec/run/plain.ts';
import { at, idOf, idsOf, isItem, type Item } from '../answer.ts';
import type { SweepPlan, SweepTerms } from '../api.ts';
import type { Caller } from '../caller.ts';
import type { JournalFacts } from '../journal.ts';
import { AccountPeriods } from './account-periods.ts';
import { byMarker, changedMarker, WATCH_SECONDS, youngMarkers } from './other-runs.ts';
import {
  attempted,
  createdInRun,
  livingCustomers,
  livingTransactions,
  markedCustomers,
  markerIn,
  plannedInRun,
  remainsOf,
  type Remains,
} from './own-records.ts';
import { periodOf } from './period.ts';
import { deleteRemains, undeleted } from './tidy.ts';

/** How often the account is looked at where some of it can't be read. */
const LOOKS = 3;

/** Plans to delete what is left of a run, and to put the account's periods back where they are not as it found them. */
export async function planSweep(
  administrator: Caller,
  journal: JournalFacts | null,
  terms: SweepTerms,
): Promise<SweepPlan> {
  const known = {
    customers: journal?.records['customers'] ?? [],
    buyers: journal?.owners ?? [],
  };
  // A run that has drawn no marker yet created nothing.
  const marker = journal === null ? undefined : (journal.marker ?? '');
  const look = (): Promise<Remains> => remainsOf(administrator, known, marker, [createdInRun, plannedInRun]);
  let all = await look();
  // One bad answer is not the last word.
  for (let more = 1; more < LOOKS && all.broken.length > 0; more += 1) all = await look();
  const busy = terms.force ? [] : await busyMarkers(administrator, journal, all, terms);
  const isFree = (item: Item): boolean => !busy.includes(markerIn(item) ?? '');
  const [customers, transactions] = [all.customers.filter(isFree), all.transactions.filter(isFree)];
  const isUnused = all.customers.length === 0;
  const periods = await periodsLeft(administrator, journal, { busy, isUnused, ...terms });
  const left = [...byMarker([...all.customers, ...all.others])]
    .filter(([one]) => busy.includes(one))
    .map(
      ([one, items]) =>
        `${several(items.length, 'customer')} with the marker ${one} may be of a run that is at work, here or on another machine, and left alone. Wait for its end; if it is gone, add --force.`,
    );
  return {
    isEmpty: customers.length + transactions.length === 0 && periods.changed === null,
    open: [...new Set([...left, ...all.broken, ...periods.open])],
    unknown: [...new Set([...all.endless, ...periods.unknown])],
    says: [
      ...(transactions.length > 0 ? [`delete ${several(transactions.length, 'transaction')}`] : []),
      ...(customers.length > 0 ? [`delete ${several(customers.length, 'customer')}:`] : []),
      ...customers.slice(0, 5).map(({ id, name }) => `  ${String(id)} ${String(name)}`),
      ...(customers.length > 5 ? [`  and ${String(customers.length - 5)} more`] : []),
      ...(periods.changed
        ? ['put the periods back:', ...periods.changed.changes().map((change) => `  ${change}`)]
        : []),
      ...all.spared,
    ],
    async carryOut() {
      const broken = await deleteRemains(administrator, { customers, transactions, unread: all.unread });
      const buyers = [...new Set(idsOf(transactions.map((item) => at(item, 'customer'))))];
      const stillThere = await livingCustomers(administrator, idsOf(customers));
      const stillListed = await livingTransactions(administrator, buyers);
      const gone = idsOf(transactions);
      const listed = idsOf(stillListed.items).filter((id) => gone.includes(id));
      const settled = await attempted(async () => (await periods.changed?.settle()) ?? []);
      return [
        ...new Set([...broken, ...stillThere.broken, ...stillListed.broken, ...stillListed.endless]),
        ...undeleted(idsOf(stillThere.items), listed),
        ...('says' in settled ? [`The periods could not be put back: ${settled.says}`] : settled.value),
      ];
    },
  };
}

/**
 * Markers of runs that may be at work. The run of the journal is not; but where there are records with its marker that
 * it does not tell of, another one of the same seed may have drawn it since, and is watched for a moment.
 */
async function busyMarkers(
  administrator: Caller,
  journal: JournalFacts | null,
  { customers, others, at: now }: Remains,
  { pause }: SweepTerms,
): Promise<readonly string[]> {
  if (journal === null) return youngMarkers(customers, now);
  const known = journal.records['customers'] ?? [];
  const untold = customers.filter((item) => !known.includes(idOf(item) ?? 0));
  const suspects = youngMarkers(untold, now);
  const foreign = youngMarkers(others, now);
  if (suspects.length === 0) return foreign;
  const { items } = await markedCustomers(administrator);
  await pause(WATCH_SECONDS);
  const changed = changedMarker(suspects, items, (await markedCustomers(administrator)).items);
  return changed === undefined ? foreign : [...foreign, changed];
}

interface PeriodsLeft {
  /** Where they are not as they were found. */
  readonly changed: AccountPeriods | null;
  /** Why they have to be looked at another time, in a sentence. */
  readonly open: readonly string[];
  /** Why nobody can know how they were, in a sentence. */
  readonly unknown: readonly string[];
}

async function periodsLeft(
  administrator: Caller,
  journal: JournalFacts | null,
  { busy, isUnused, target }: SweepTerms & { readonly busy: readonly string[]; readonly isUnused: boolean },
): Promise<PeriodsLeft> {
  const none = { changed: null, open: [], unknown: [] };
  if (target.features['periods'] !== true) return none;
  const untouched = (why: string): readonly string[] => [`The periods are left as they are: ${why}`];
  if (journal === null && isUnused) return none;
  if (journal === null)
    return { ...none, unknown: untouched('no journal on this machine tells how a run found them.') };
  // It ended before it could change anything.
  if (journal.marker === undefined && journal.damage === undefined) return none;
  const found = journal.found.filter(isItem).map(periodOf);
  const whole = found.filter((period) => period !== null);
  if (whole.length === 0 || whole.length < journal.found.length)
    return { ...none, unknown: untouched('the journal does not tell how the run found them.') };
  if (busy.length > 0)
    return { ...none, open: untouched('a run that may be at work may have changed them.') };
  const periods = await attempted(() => AccountPeriods.resume(administrator, whole));
  if ('says' in periods) return { ...none, open: untouched(periods.says) };
  return { ...none, changed: periods.value.changes().length > 0 ? periods.value : null };
}
