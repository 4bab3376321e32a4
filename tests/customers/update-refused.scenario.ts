import { operations } from '../../spec/operations.ts';
import { idOf, itemsOf, refusalOf, type Answer, type Item } from '../../target/answer.ts';
import type { Scenario } from '../support/scenario.ts';
import { prerequisiteFailed } from '../../spec/run/signals.ts';
import { addAll, createdAround, lookUp, type Added } from './adding.ts';
import type { Companion } from './beside.ts';
import { snapshotOf } from '../../target/amocrm/customer.ts';
import { reservedDays } from './reserved-days.ts';
import { laterThan } from './updating.ts';

const { path } = operations['customers.change'];

const stalePrice = 4_243;
const hurriedPrice = 4_244;
const besidePrice = 4_245;

/** Updates that the target has to refuse, or may refuse; each sent alone. */
export const updateRefused = {
  name: 'customers: refused updates',
  async play(setting) {
    const { payloads, calendar, caller, marker, unknownId, now } = setting;
    const day = calendar.created(reservedDays.updateRefused);
    const administrator = caller('administrator');
    const base = (label: string) =>
      payloads.customer(`not to update: ${label}`, {
        name: payloads.name(label, 'plain'),
        created_at: day.noon,
        updated_at: day.noon + 3_600,
      });
    const cast = await addAll(
      setting,
      {
        withoutId: base('without id'),
        withoutDate: base('without date'),
        stale: base('stale'),
        hurried: base('hurried'),
        before: base('before an unknown one'),
        behind: base('behind an unknown one'),
        // What a target might take for the one meant where no id is sent.
        newest: base('newest'),
      },
      day,
    );
    const { withoutId, withoutDate, stale, hurried, before, behind } = cast;
    if (!withoutId.stored || !withoutDate.stored || !stale.stored || !hurried.stored) {
      throw prerequisiteFailed('customers.add.single', 'The customers to update could not be added.');
    }
    const update = (change: object, invalid = false): Promise<Answer> =>
      administrator.post(path, { update: [change] }, { invalid });
    const staleName = payloads.name('stale name', 'plain');
    const createdName = `${marker} created by an update`;
    const namelessName = `${marker} created by an update without id`;
    // Whatever a target makes of them, it shows on the day that is listed.
    const asNew = { created_at: day.noon, next_date: calendar.next(reservedDays.updateRefused).noon };

    const found = () =>
      lookUp(
        administrator,
        [withoutId, withoutDate, stale, hurried, before, behind].map(({ id }) => id ?? 0),
      );
    const priced = ({ id, stored }: Pick<Added, 'id' | 'stored'>) => ({
      id,
      updated_at: laterThan(stored, now()),
      next_price: besidePrice,
    });

    const invalid = {
      withoutId: await update(
        { updated_at: laterThan(withoutId.stored, now()), name: namelessName, ...asNew },
        true,
      ),
      withoutDate: await update({ id: withoutDate.id, name: payloads.name('y', 'plain') }, true),
    };
    const between = await found();
    const answers = {
      ...invalid,
      unknownId: await administrator.post(path, {
        update: [
          priced(before),
          { id: unknownId(41), updated_at: now(), name: createdName, ...asNew },
          priced(behind),
        ],
      }),
      stale: await update({
        id: stale.id,
        updated_at: Math.max(Number(stale.stored['updated_at']) - 1_000, 1),
        name: staleName,
        next_price: stalePrice,
      }),
    };
    const inHaste = { id: hurried.id, updated_at: laterThan(hurried.stored, now()) };
    const changes = { name: payloads.name('in haste', 'plain'), next_price: hurriedPrice } as const;
    const [renamed, repriced] = await Promise.all([
      update({ ...inHaste, name: changes.name }),
      update({ ...inHaste, next_price: changes.next_price }),
    ]);
    const last = await found();
    const listed = itemsOf(await administrator.get(path, createdAround(day)));
    const storedOf = (at: ReadonlyMap<number, Item>, { id }: { id: number | null }): Item | null =>
      at.get(id ?? 0) ?? listed.find((item) => idOf(item) === id) ?? null;
    return {
      answers,
      withoutId: {
        before: withoutId.stored,
        after: storedOf(between, withoutId),
        created: listed.filter(({ name }) => name === namelessName),
      },
      withoutDate: { before: withoutDate.stored, after: storedOf(between, withoutDate) },
      stale: { before: stale.stored, after: storedOf(last, stale), name: staleName },
      /** Two updates on their way at the same time: what each was to change, and how it was answered. */
      hurried: {
        before: hurried.stored,
        after: storedOf(last, hurried),
        sent: [
          { field: 'name', value: changes.name, answer: renamed },
          { field: 'next_price', value: changes.next_price, answer: repriced },
        ],
      },
      created: listed.filter(({ name }) => name === createdName),
      /** Updated together with an unknown one, before it and behind it. */
      companions: [before, behind].map((customer): Companion => ({
        answer: answers.unknownId,
        customer,
        price: besidePrice,
        after: storedOf(last, customer),
      })),
    };
  },
} satisfies Scenario<unknown>;

type Stale = Awaited<ReturnType<typeof updateRefused.play>>['stale'];

/** Whether an outdated update was carried out whole or refused whole; null when neither. */
export function staleSideOf(answer: Answer, { before, after, name }: Stale): 'accepted' | 'refused' | null {
  const unchanged = JSON.stringify(snapshotOf(after)) === JSON.stringify(snapshotOf(before));
  if (refusalOf(answer) !== null) return unchanged ? 'refused' : null;
  const isDone = after?.['name'] === name && after['next_price'] === stalePrice;
  return answer.status === 200 && isDone ? 'accepted' : null;
}
