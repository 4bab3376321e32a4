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
} from '../support/answer.ts';
import type { Scene } from '../support/scene.ts';
import { prerequisiteFailed } from '../support/signals.ts';
import { addAll, createdAround, lookUp } from './adding.ts';
import { slots } from './slots.ts';

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
    const { author, calendar, caller, now, target, unknownId } = setting;
    const day = calendar.created(slots.deleted);
    const administrator = caller('administrator');
    const base = (label: string) =>
      author.customer(`to delete: ${label}`, {
        name: author.name(label, label === 'one' ? 'cyrillic' : 'plain'),
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
        commaFirst: base('first by comma'),
        commaSecond: base('second by comma'),
      },
      day,
    );
    const ids = Object.values(cast).flatMap(({ id }) => id ?? []);
    if (Object.values(cast).some(({ stored }) => stored === null)) {
      throw prerequisiteFailed('customers.add.single', 'The customers to delete could not be added.');
    }
    const { one, first, second, third, commaFirst, commaSecond } = cast;
    const remove = (what: unknown, invalid = false): Promise<Answer> =>
      administrator.post(path, { delete: what }, { invalid });
    const look = async () => byRole(cast, await lookUp(administrator, ids));

    const ofOne = deletionOf(await remove([one.id]));
    const ofSeveral = deletionOf(await remove([first.id, String(second.id), third.id]));
    const afterwards = await look();
    const listed = idsOf(
      itemsOf(await administrator.get(path, createdAround(day))).filter(
        ({ is_deleted }) => is_deleted !== true,
      ),
    );

    const again = deletionOf(await remove([one.id]));
    const ofUnknown = deletionOf(await remove([unknownId(51)]));
    const update = await administrator.post(path, {
      update: [{ id: one.id, updated_at: now() + 5, name: author.name('brought back', 'plain') }],
    });
    const purchase = target.features.transactions
      ? await administrator.post(operations['transactions.change'].path, {
          add: [author.transaction('for a deleted one', one.id ?? 0)],
        })
      : null;
    const byComma = deletionOf(await remove(`${commaFirst.id},${commaSecond.id}`));
    const atLast = await look();

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
} satisfies Scene<unknown>;

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
