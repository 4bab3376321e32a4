import { operations } from '../../spec/operations.ts';
import {
  deletedOf,
  idOf,
  idsOf,
  inWords,
  itemsOf,
  refusalOf,
  type Answer,
  type Item,
} from '../../target/answer.ts';
import type { Scenario } from '../support/scenario.ts';
import { prerequisiteFailed } from '../../spec/run/signals.ts';
import { addAll, createdAround, readBack } from './adding.ts';
import { presenceOf } from './customer.ts';
import { reservedDays } from './reserved-days.ts';

const { path } = operations['customers.change'];

/** What the answer to a deletion says: its status, and what it lists as deleted. */
interface Deletion {
  readonly status: number;
  readonly words: string;
  readonly listed: readonly { readonly id: number | undefined; readonly name: unknown }[];
}

/** Deletions of one and of several customers, repeated, of an unknown one, and use of a deleted one. */
export const deleted = {
  name: 'customers: deletions',
  async play(setting) {
    const { payloads, calendar, caller, now, target, unknownId } = setting;
    const day = calendar.created(reservedDays.deleted);
    const administrator = caller('administrator');
    const base = (label: string) =>
      payloads.customer(`to delete: ${label}`, {
        name: payloads.name(label, label === 'one' ? 'cyrillic' : 'plain'),
        created_at: day.noon,
      });
    const cast = await addAll(
      setting,
      {
        bystander: base('bystander'),
        one: base('one'),
        first: base('first of several'),
        second: base('second of several'),
        third: base('third of several'),
        lastBystander: base('last bystander'),
        between: base('between'),
        commaFirst: base('first by comma'),
        commaSecond: base('second by comma'),
      },
      day,
    );
    const ids = Object.values(cast).flatMap(({ id }) => id ?? []);
    if (Object.values(cast).some(({ stored }) => stored === null)) {
      throw prerequisiteFailed('customers.add.single', 'The customers to delete could not be added.');
    }
    const { bystander, one, first, second, third, lastBystander, commaFirst, commaSecond } = cast;
    const remove = (what: unknown, invalid = false): Promise<Answer> =>
      administrator.post(path, { delete: what }, { invalid });
    // Those that stay have to be found, in whatever way; those that go are looked for by their ids.
    const look = async (...staying: (number | null)[]) =>
      byRole(
        cast,
        await readBack(
          administrator,
          ids,
          day,
          staying.filter((id) => id !== null),
        ),
      );

    const ofOne = deletionOf(await remove([one.id]));
    const ofSeveral = deletionOf(await remove([first.id, String(second.id), third.id]));
    const afterwards = await look(bystander.id, lastBystander.id, commaFirst.id);
    const listed = idsOf(
      itemsOf(await administrator.get(path, createdAround(day))).filter(
        ({ is_deleted }) => is_deleted !== true,
      ),
    );

    const again = deletionOf(await remove([one.id]));
    const ofUnknown = deletionOf(await remove([unknownId(51)]));
    const purchase = target.features.transactions
      ? await administrator.post(operations['transactions.change'].path, {
          add: [payloads.transaction('for a deleted one', one.id ?? 0)],
        })
      : null;
    const update = await administrator.post(path, {
      update: [{ id: one.id, updated_at: now() + 5, name: payloads.name('brought back', 'plain') }],
    });
    const byComma = deletionOf(await remove(`${commaFirst.id},${commaSecond.id}`));
    const atLast = await look(bystander.id, lastBystander.id);

    return {
      cast,
      ofOne,
      ofSeveral,
      afterwards,
      listed,
      again,
      ofUnknown,
      update: inWords(update),
      purchaseRefused: purchase === null ? null : refusalOf(purchase) !== null,
      purchase: purchase === null ? '' : inWords(purchase),
      byComma,
      atLast,
    };
  },
} satisfies Scenario<unknown>;

/** The same where the first deletion was carried out, for what rests upon it. */
export const gone = {
  name: 'customers: deletions, one of them carried out',
  async play({ play }) {
    const record = await play(deleted);
    if (presenceOf(record.afterwards.one) !== 'present') return record;
    throw prerequisiteFailed('customers.delete.one', 'A customer that was deleted is still there.');
  },
} satisfies Scenario<unknown>;

/** The same where lists show what was not deleted, and look-ups do not show what was. */
export const goneFromLookUps = {
  name: 'customers: deletions, carried out and listed',
  async play({ play }) {
    const { cast, afterwards, listed } = await play(gone);
    if (!listed.includes(cast.bystander.id ?? 0)) {
      throw prerequisiteFailed(
        'customers.list.filter.date.create.range',
        'A customer that was not deleted is not listed.',
      );
    }
    const { one, first, second, third } = cast;
    if (
      [afterwards.first, afterwards.second, afterwards.third].some((item) => presenceOf(item) === 'present')
    ) {
      throw prerequisiteFailed('customers.delete.several', 'Customers that were deleted are still there.');
    }
    return { listed, deleted: [one, first, second, third].map(({ id }) => id) };
  },
} satisfies Scenario<unknown>;

/** The customers of these roles that are gone: by id and name, as the answer to their deletion has to list them. */
export function goneOf(
  { cast, afterwards }: Awaited<ReturnType<typeof deleted.play>>,
  ...roles: readonly ('one' | 'first' | 'second' | 'third')[]
): Deletion['listed'] {
  return roles
    .filter((role) => presenceOf(afterwards[role]) !== 'present')
    .map((role) => ({ id: cast[role].id ?? undefined, name: cast[role].stored?.['name'] }));
}

function deletionOf(answer: Answer): Deletion {
  const listed = deletedOf(answer).map((item) => ({ id: idOf(item), name: item['name'] }));
  return { status: answer.status, words: inWords(answer), listed };
}

function byRole<Role extends string>(
  cast: Readonly<Record<Role, { readonly id: number | null }>>,
  found: ReadonlyMap<number, Item>,
): Record<Role, Item | null> {
  const entries = Object.entries<{ readonly id: number | null }>(cast).map(([role, { id }]) => [
    role,
    found.get(id ?? 0) ?? null,
  ]);
  return Object.fromEntries(entries) as Record<Role, Item | null>;
}
