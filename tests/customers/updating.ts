import { setTimeout as pause } from 'node:timers/promises';
import type { CustomerAdd, CustomerUpdate } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import type { Day } from '../../generators/calendar.ts';
import { at, idOf, inWords, itemsOf, type Answer, type Item } from '../support/answer.ts';
import type { Caller } from '../support/caller.ts';
import type { Setting } from '../support/scene.ts';
import { prerequisiteFailed } from '../support/signals.ts';
import { addAll, readBack, type Added } from './adding.ts';

const { path } = operations['customers.change'];

/** What an update changes, beside the id and the date that every update carries. */
export type Changes = Omit<CustomerUpdate, 'id' | 'updated_at'>;

/** A customer to add, and how to update it; without changes it stands by. */
export interface Role {
  readonly add: CustomerAdd;
  readonly change?: Changes;
}

/** A customer before and after the update of its batch. */
export interface Updated {
  readonly sent: CustomerUpdate | null;
  readonly before: Item | null;
  readonly acknowledgement: Item | null;
  readonly stored: Item | null;
  /** The answer that refused the update, in words; null when it was acknowledged, or none was sent. */
  readonly refusal: string | null;
  /** The target's clock when the update was answered, whole Unix seconds. */
  readonly answeredAt: number;
}

/**
 * Adds the customers of a cast in one request, updates those with changes in another, and reads all of them
 * before and after. Where the batch of updates is refused they are sent one by one.
 */
export async function updateAll<Name extends string>(
  setting: Setting,
  cast: Readonly<Record<Name, Role>>,
  day: Day,
): Promise<Record<Name, Updated>> {
  const caller = setting.caller('administrator');
  const names = Object.keys(cast) as Name[];
  const bases = await addAll(setting, adds(cast), day);
  await letClockMove(setting, Object.values<Added>(bases));

  const updates = names.flatMap((name) => {
    const { change } = cast[name];
    const { id, stored } = bases[name];
    return change && id !== null ? [{ name, update: updateOf(id, stored, change, setting.now()) }] : [];
  });
  if (updates.length === 0)
    throw prerequisiteFailed('customers.add.single', 'No customer to update could be added.');
  const answers = await answersTo(
    caller,
    updates.map(({ update }) => update),
  );
  const answeredAt = setting.now();
  const after = await readBack(
    caller,
    names.flatMap((name) => bases[name].id ?? []),
    day,
  );

  const updated = names.map((name): [Name, Updated] => {
    const { id, stored: before } = bases[name];
    const sent = updates.find((one) => one.name === name)?.update ?? null;
    const answer = answers.get(id ?? 0);
    const acknowledgement = answer ? acknowledgementOf(answer, id) : null;
    const refusal =
      sent !== null && acknowledgement === null ? (answer ? inWords(answer) : 'not sent') : null;
    return [name, { sent, before, acknowledgement, stored: after.get(id ?? 0) ?? null, refusal, answeredAt }];
  });
  return Object.fromEntries(updated) as Record<Name, Updated>;
}

/** The date that an update carries: later than what is stored and than the target's clock. */
export function laterThan(stored: Item | null, now: number): number {
  const updatedAt = at(stored, 'updated_at');
  return Math.max(now, typeof updatedAt === 'number' && Number.isSafeInteger(updatedAt) ? updatedAt : 0) + 5;
}

function updateOf(id: number, stored: Item | null, change: Changes, now: number): CustomerUpdate {
  return { id, updated_at: laterThan(stored, now), ...change };
}

function adds<Name extends string>(cast: Readonly<Record<Name, Role>>): Record<Name, CustomerAdd> {
  const entries = Object.entries<Role>(cast).map(([name, { add }]) => [name, add]);
  return Object.fromEntries(entries) as Record<Name, CustomerAdd>;
}

/** A target that dates changes by its own clock has to be able to give an update a later date than its adding. */
async function letClockMove({ now }: Setting, bases: readonly Added[]): Promise<void> {
  const recent = bases.some(({ stored }) => {
    const updatedAt = at(stored, 'updated_at');
    return typeof updatedAt === 'number' && Math.abs(updatedAt - now()) <= 3;
  });
  if (recent) await pause(2_100);
}

/** The answer to each update by the id of its customer. */
async function answersTo(caller: Caller, updates: readonly CustomerUpdate[]): Promise<Map<number, Answer>> {
  const batch = await caller.post(path, { update: updates });
  if (batch.status === 200) return new Map(updates.map(({ id }) => [Number(id), batch]));
  const answers = new Map<number, Answer>();
  for (const update of updates) answers.set(Number(update.id), await caller.post(path, { update: [update] }));
  return answers;
}

function acknowledgementOf(answer: Answer, id: number | null): Item | null {
  return (answer.status === 200 ? itemsOf(answer).find((item) => idOf(item) === id) : undefined) ?? null;
}
