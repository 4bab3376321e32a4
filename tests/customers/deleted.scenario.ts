import { operations } from '../../spec/operations.ts';
import { deletedOf, idOf, refusesSome, type Answer, type Item } from '../../target/answer.ts';
import { presenceOf } from '../../target/amocrm/customer.ts';
import { restsOn } from '../support/claims.ts';
import type { Scenario } from '../support/scenario.ts';
import { addAll, createdAround, listed, readBack, type Added } from './adding.ts';
import type { Companion } from './beside.ts';
import { byDate, rangeAround } from './date-ranges.ts';
import { reservedDays } from './reserved-days.ts';
import { updated } from './updated.scenario.ts';
import { everyField, laterThan } from './updating.ts';

const { path } = operations['customers.change'];

/** The answer to a deletion, and what it lists as deleted. */
interface Deletion {
  readonly answer: Answer;
  readonly listed: readonly { readonly id: number | undefined; readonly name: unknown }[];
}

/** Whose ids go with those of the several in one request. */
const many = ['fourth', 'fifth', 'sixth', 'seventh', 'eighth'] as const;

type Role =
  | (typeof many)[number]
  | 'bystander'
  | 'one'
  | 'first'
  | 'amid'
  | 'second'
  | 'third'
  | 'renamed'
  | 'lastBystander'
  | 'between'
  | 'commaFirst'
  | 'commaSecond'
  | 'beforeUnknown'
  | 'behindUnknown'
  | 'behindDeleted';

/** Those that go in one request. */
export const several = ['first', 'second', 'third', 'renamed', ...many] as const;

/** What is sent for the one whose update comes behind that of a deleted one. */
const priceBehind = 4_246;

const renamed = updated.customer('renamed before it is deleted', ({ payloads }) => ({
  change: { name: payloads.name('renamed before it is deleted', 'cyrillic') },
}));

/** Those that go with an id that nobody has. */
export const besideUnknown = ['beforeUnknown', 'behindUnknown'] as const;

/** Deletions of one and of several customers, repeated, of an unknown one, and use of a deleted one. */
export const deletions = {
  name: 'customers: deletions',
  async play(setting) {
    const { payloads, calendar, caller, now, target, unknownId, fixtures } = setting;
    const day = calendar.created(reservedDays.deleted);
    const [user] = fixtures.users;
    const administrator = caller('administrator');
    // All are alike but for their names, so that whoever deletes by anything but the id deletes too many.
    const alike = everyField(setting, 'to delete');
    const customer = (label: string) =>
      payloads.customer(`to delete: ${label}`, {
        ...alike,
        name: payloads.name(label, label === 'one' ? 'cyrillic' : 'plain'),
        created_at: day.noon,
        next_date: calendar.next(reservedDays.deleted).noon,
        ...(user !== undefined && { responsible_user_id: user }),
      });
    const newcomers = await addAll<Exclude<Role, 'renamed'>>(
      setting,
      {
        bystander: customer('bystander'),
        one: customer('one'),
        first: customer('first of several'),
        // Not to go with those around it.
        amid: customer('amid several'),
        second: customer('second of several'),
        third: customer('third of several'),
        ...ofMany((role) => customer(`${role} of several`)),
        lastBystander: customer('last bystander'),
        between: customer('between'),
        commaFirst: customer('first by comma'),
        commaSecond: customer('second by comma'),
        beforeUnknown: customer('before an unknown one'),
        behindUnknown: customer('behind an unknown one'),
        behindDeleted: customer('behind a deleted one'),
      },
      day,
    );
    const { added, stored } = await setting.play(renamed);
    const cast: Readonly<Record<Role, Added>> = { ...newcomers, renamed: { ...added, stored } };
    const all = Object.values(cast);
    restsOn(
      'customers.add.single',
      all.every(({ stored }) => stored !== null),
      'The customers to delete could not be added.',
    );
    const { bystander, one, first, amid, second, third, lastBystander, commaFirst, commaSecond } = cast;
    const { beforeUnknown, behindUnknown, behindDeleted } = cast;
    const remove = async (what: unknown) => deletionIn(await administrator.post(path, { delete: what }));
    const ids = all.flatMap(({ id }) => id ?? []);
    // Those that stay have to be found, in whatever way; those that go are looked for by their ids.
    const look = async (...staying: Added[]) =>
      byRole(
        cast,
        await readBack(
          administrator,
          ids,
          day,
          staying.flatMap(({ id }) => id ?? []),
        ),
      );

    const ofOne = await remove([one.id]);
    const ofSeveral = await remove([
      first.id,
      String(second.id),
      third.id,
      cast.renamed.id,
      ...many.map((role) => cast[role].id),
    ]);
    const afterwards = await look(bystander, amid, lastBystander, commaFirst);
    // Through every filter that all of them match, whichever of them forgets the deleted ones.
    const stillListed = await listed(administrator, {
      ...createdAround(day),
      ...byDate('next_date', rangeAround(calendar.next(reservedDays.deleted))),
      ...(user !== undefined && { 'filter[main_user]': [user] }),
    });

    const again = await remove([one.id]);
    const ofUnknown = await remove([beforeUnknown.id, unknownId(51), behindUnknown.id]);
    const purchase = target.features.transactions
      ? await administrator.post(operations['transactions.change'].path, {
          add: [payloads.transaction('for a deleted one', one.id ?? 0)],
        })
      : null;
    const update = await administrator.post(path, {
      update: [
        { id: one.id, updated_at: now() + 5, name: payloads.name('brought back', 'plain') },
        {
          id: behindDeleted.id,
          updated_at: laterThan(behindDeleted.stored, now()),
          next_price: priceBehind,
        },
      ],
    });
    const byComma = await remove(`${commaFirst.id},${commaSecond.id}`);
    const atLast = await look(bystander, lastBystander, behindDeleted);
    const companion: Companion = {
      answer: update,
      customer: behindDeleted,
      price: priceBehind,
      after: atLast.behindDeleted,
    };

    return {
      cast,
      ofOne,
      ofSeveral,
      afterwards,
      stillListed,
      again,
      ofUnknown,
      purchase,
      update,
      companion,
      byComma,
      atLast,
    };
  },
} satisfies Scenario<unknown>;

/** Whether those beside an unknown id were deleted, or the request was refused and none was; null when neither. */
export function fateBesideUnknown({
  ofUnknown: { answer },
  atLast,
}: Awaited<ReturnType<typeof deletions.play>>): 'deleted' | 'refused' | null {
  const gone = besideUnknown.filter((role) => presenceOf(atLast[role]) !== 'present').length;
  if (gone === 0) return refusesSome(answer) ? 'refused' : null;
  return gone === besideUnknown.length && answer.status < 300 ? 'deleted' : null;
}

function ofMany<T>(make: (role: (typeof many)[number]) => T): Record<(typeof many)[number], T> {
  return Object.fromEntries(many.map((role) => [role, make(role)])) as Record<(typeof many)[number], T>;
}

function deletionIn(answer: Answer): Deletion {
  const named = deletedOf(answer).map((item) => ({ id: idOf(item), name: item['name'] }));
  return { answer, listed: named };
}

function byRole(
  cast: Readonly<Record<Role, Added>>,
  found: ReadonlyMap<number, Item>,
): Readonly<Record<Role, Item | null>> {
  const entries = Object.entries<Added>(cast).map(([role, { id }]) => [role, found.get(id ?? 0) ?? null]);
  return Object.fromEntries(entries) as Record<Role, Item | null>;
}
