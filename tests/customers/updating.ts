import { isDeepStrictEqual } from 'node:util';
import type { CustomerAdd, CustomerUpdate, Numeric } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import type { Day } from '../../generators/calendar.ts';
import { at, idOf, inWords, itemsOf, refusesSome, type Answer, type Item } from '../../target/answer.ts';
import type { Scenario, Setting } from '../support/scenario.ts';
import { prerequisiteFailed } from '../../spec/run/signals.ts';
import { addAll, readBack, type Added } from './adding.ts';
import { SharedBatch } from './shared-batch.ts';
import { snapshotOf } from '../../target/amocrm/customer.ts';
import { requireAsSent, type SentField } from './sent.ts';

const { path } = operations['customers.change'];

/** What an update changes, beside the id and the date that every update carries. */
type Changes = Omit<CustomerUpdate, 'id' | 'updated_at'>;

/** A customer to add, and how to update it; without changes it stands by. */
interface Role {
  readonly add: CustomerAdd;
  readonly change?: Changes;
  /** Whether the update names it by the digits of its id. */
  readonly idInDigits?: true;
}

/** The same, added plain but for what is given. */
export interface Member {
  readonly add?: Partial<CustomerAdd>;
  readonly change?: Changes;
  readonly idInDigits?: true;
  /** Fields that have to be stored as they were added, for the update to tell anything. */
  readonly rests?: readonly SentField[];
  /** Whether a target may refuse to add it. */
  readonly mayBeRefused?: true;
}

/** A customer before and after the update of its batch. */
export interface Updated {
  readonly added: Added;
  readonly sent: CustomerUpdate | null;
  readonly before: Item | null;
  readonly acknowledgement: Item | null;
  readonly stored: Item | null;
  /** The answer that refused the update, in words; null when it was taken, or none was sent. */
  readonly refusal: string | null;
  /** Whether that answer says so: by a 4xx status, or by errors of elements. */
  readonly isRefused: boolean;
  /** The target's clock when the update was answered, whole Unix seconds. */
  readonly answeredAt: number;
  /** Whether the batch lost the update, and it was carried out when it was sent again, alone. */
  readonly lost: boolean;
}

/**
 * A batch of customers that are added, and then updated in one request, each in the way that is given for it.
 * @param reservedDay on which they are created, and by which they are looked for
 * @param after what has to have been played before
 */
export function updatesBatch(
  name: string,
  reservedDay: number,
  after: readonly Scenario<unknown>[] = [],
): SharedBatch<Member, Updated> {
  return new SharedBatch<Member, Updated>({
    name,
    plain: {},
    async play(setting, members) {
      await setting.after(after);
      const { payloads, calendar } = setting;
      const day = calendar.created(reservedDay);
      // A target that changes the neighbours of an updated customer must not change those of another scenario.
      const framed: Readonly<Record<string, Member>> = {
        'at the beginning': {},
        ...members,
        'at the end': {},
      };
      const cast = Object.entries(framed).map(([label, { add, change, idInDigits }]): [string, Role] => [
        label,
        {
          add: payloads.customer(`${name}: ${label}`, {
            name: payloads.name(`${name}: ${label}`, 'plain'),
            created_at: day.noon,
            updated_at: day.noon + 60,
            next_date: calendar.next(reservedDay).noon,
            ...add,
          }),
          ...(change && { change }),
          ...(idInDigits && { idInDigits }),
        },
      ]);
      return updateAll(setting, Object.fromEntries(cast), day);
    },
    require({ added }, { rests = [], mayBeRefused = false }) {
      if (!(mayBeRefused && added.isRefused)) requireAsSent(added, rests);
    },
  });
}

/** Every field, and nothing that a target could come by itself to; to be laid over a plain customer of a batch. */
export function everyField({ payloads, fixtures: { users } }: Setting, label: string): Partial<CustomerAdd> {
  const full = payloads.fullCustomer(label);
  const { created_at: _created, updated_at: _updated, next_date: _next, request_id: _id, ...others } = full;
  return {
    ...others,
    name: payloads.name(label, 'cyrillic'),
    next_price: 64_300,
    periodicity: 14,
    ...foreign(users),
  };
}

/** The same of the account's records and in every other field, and different in each from `everyField`. */
export function otherFields(setting: Setting, label: string): Partial<CustomerAdd> {
  const { payloads, fixtures } = setting;
  const { contacts, companies, periods, users } = fixtures;
  const { company_id, period_id } = everyField(setting, label);
  const another = (ids: readonly number[], one: unknown): number | undefined =>
    ids.find((id) => id !== Number(one)) ?? ids[0];
  const [company, period] = [another(companies, company_id), another(periods, period_id)];
  const { custom_fields } = payloads.fullCustomer(`${label}, changed`);
  return {
    name: payloads.name(`${label}, changed`, 'plain'),
    next_price: 17_900,
    periodicity: 45,
    tags: 'retold, перенесённый',
    ...(users[0] !== undefined && { responsible_user_id: users[0] }),
    ...(contacts.length > 0 && { contacts_id: [...contacts] }),
    ...(company !== undefined && { company_id: company }),
    ...(period !== undefined && { period_id: period }),
    ...(custom_fields && { custom_fields }),
  };
}

/** Of a user who does not send the updates, so that it shows where the sender takes his place. */
export function foreign([, another]: readonly number[]): Partial<CustomerAdd> {
  return another === undefined ? {} : { responsible_user_id: another, created_by: another };
}

/**
 * Adds the customers of a cast in one request, updates those with changes in another, and reads all of them
 * before and after. Updates that the batch refuses or loses are sent one by one.
 */
async function updateAll<Name extends string>(
  setting: Setting,
  cast: Readonly<Record<Name, Role>>,
  day: Day,
): Promise<Record<Name, Updated>> {
  const caller = setting.caller('administrator');
  const names = Object.keys(cast) as Name[];
  const bases = await addAll(setting, adds(cast), day);
  await letClockMove(setting, Object.values<Added>(bases));

  // In another order than their ids have: an update is found by its id, and by nothing else.
  const updates = new Map(
    names.toReversed().flatMap((name) => {
      const { change, idInDigits } = cast[name];
      const { id, stored } = bases[name];
      return change && id !== null && stored !== null
        ? [[id, updateOf(idInDigits ? String(id) : id, stored, change, setting.now())] as const]
        : [];
    }),
  );
  if (updates.size === 0)
    throw prerequisiteFailed('customers.add.single', 'No customer to update could be added.');
  const look = (): Promise<Map<number, Item>> =>
    readBack(
      caller,
      names.flatMap((name) => (bases[name].stored === null ? [] : (bases[name].id ?? []))),
      day,
    );
  const batch = await caller.post(path, { update: [...updates.values()] });
  const first = batch.status === 200 ? await look() : new Map<number, Item>();
  const late = names.flatMap((name) => {
    const { id, stored } = bases[name];
    const update = updates.get(id ?? 0);
    return update && isUnchanged(stored, first.get(id ?? 0)) ? [update] : [];
  });
  const alone = new Map<number, Answer>();
  for (const update of late) alone.set(Number(update.id), await caller.post(path, { update: [update] }));
  const answeredAt = setting.now();
  const last = alone.size > 0 ? await look() : first;

  const updated = names.map((name): [Name, Updated] => {
    const { id, stored: before } = bases[name];
    const sent = updates.get(id ?? 0) ?? null;
    const stored = last.get(id ?? 0) ?? null;
    const answer = alone.get(id ?? 0) ?? batch;
    return [
      name,
      {
        added: bases[name],
        sent,
        before,
        stored,
        answeredAt,
        acknowledgement: acknowledgementIn(answer, id, alone.has(id ?? 0) ? [id] : [...updates.keys()]),
        refusal: sent !== null && isRefused(answer, id) ? inWords(answer) : null,
        isRefused: sent !== null && isRefused(answer, id) && refusesSome(answer),
        lost: batch.status === 200 && alone.has(id ?? 0) && stored !== null && !isUnchanged(before, stored),
      },
    ];
  });
  return Object.fromEntries(updated) as Record<Name, Updated>;
}

/** The date that an update carries: later than what is stored and than the target's clock. */
export function laterThan(stored: Item | null, now: number): number {
  const updatedAt = at(stored, 'updated_at');
  return Math.max(now, typeof updatedAt === 'number' && Number.isSafeInteger(updatedAt) ? updatedAt : 0) + 5;
}

function updateOf(id: Numeric, stored: Item | null, change: Changes, now: number): CustomerUpdate {
  return { id, updated_at: laterThan(stored, now), ...change };
}

function adds<Name extends string>(cast: Readonly<Record<Name, Role>>): Record<Name, CustomerAdd> {
  const entries = Object.entries<Role>(cast).map(([name, { add }]) => [name, add]);
  return Object.fromEntries(entries) as Record<Name, CustomerAdd>;
}

/** A target that dates changes by its own clock has to be able to give an update a later date than its adding. */
async function letClockMove({ now, sleep }: Setting, bases: readonly Added[]): Promise<void> {
  const recent = bases.some(({ stored }) => {
    const updatedAt = at(stored, 'updated_at');
    return typeof updatedAt === 'number' && Math.abs(updatedAt - now()) <= 3;
  });
  if (recent) await sleep(1.1);
}

/** Whether nothing at all came of an update, not even another date of the last change. */
function isUnchanged(before: Item | null, after: Item | undefined | null): boolean {
  return !after || isDeepStrictEqual(snapshotOf(before), snapshotOf(after));
}

/** By the id; where it can't be found so, by the place. */
function acknowledgementIn(answer: Answer, id: number | null, sent: readonly (number | null)[]): Item | null {
  const items = answer.status === 200 ? itemsOf(answer) : [];
  const byPlace = items.length === sent.length ? items[sent.indexOf(id)] : undefined;
  return items.find((item) => idOf(item) === id) ?? byPlace ?? null;
}

/** Refused by its status, or without an acknowledgement beside errors. */
function isRefused(answer: Answer, id: number | null): boolean {
  if (answer.status !== 200) return true;
  const isListed = itemsOf(answer).some((item) => idOf(item) === id);
  return !isListed && at(answer.body, '_embedded', 'errors') !== undefined;
}

/** Fields that change only when they are sent; a target may derive the period from others. */
const steady = [
  'name',
  'next_date',
  'created_at',
  'responsible_user_id',
  'created_by',
  'next_price',
  'periodicity',
] as const;

/** What customers have of the updates of others in the batch, a clause each. */
export function mixedUp(customers: Readonly<Record<string, Updated>>): readonly string[] {
  const all = Object.entries(customers);
  return all.flatMap(([role, { sent, before, stored }]) => {
    const changed = steady.filter(
      (field) => sent?.[field] === undefined && stored !== null && stored[field] !== before?.[field],
    );
    const ofAnother = changed.filter((field) =>
      all.some(
        ([, other]) =>
          other.sent?.[field] !== undefined && String(other.sent[field]) === String(stored?.[field]),
      ),
    );
    return ofAnother.map((field) => `${role} has the ${field} of another`);
  });
}
