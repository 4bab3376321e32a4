/** The step that adds, updates and deletes customers in one request. */
import type { CustomerAdd, CustomerUpdate } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import {
  at,
  deletedOf,
  idOf,
  idsOf,
  inWords,
  isItem,
  itemsOf,
  type Answer,
  type Item,
} from '../../target/answer.ts';
import { dateSideOf } from '../../target/amocrm/customer.ts';
import { Differs } from './charge.ts';
import { anything, type Difference, type Open } from './compare.ts';
import { chargeOf, groupOf, refusalCharge, refusedCharge } from './customers-charge.ts';
import { sentBy, type CustomersStep, type Sent } from './customers-request.ts';
import type { Choice, Model } from './model.ts';
import { byIds, errorsIn, itemsIn, window, type World } from './world.ts';

const { path } = operations['customers.change'];

/** More customers than these are not added: what is looked at fits into one request. */
const MOST = 60;

export function allowsCustomers({ customers, deletedCustomers }: World, step: CustomersStep): boolean {
  const { add, update, remove } = step;
  const needs = update.length > 0 || (remove && remove.whose === undefined);
  if (needs && customers.length === 0) return false;
  if (customers.length + deletedCustomers.length + add.length > MOST) return false;
  const takesDeleted = update.some(({ whose }) => whose === 'deleted') || remove?.whose === 'deleted';
  if (takesDeleted && deletedCustomers.length === 0) return false;
  return add.length + update.length + (remove ? 1 : 0) > 0;
}

export async function changeCustomers(world: World, step: CustomersStep): Promise<void> {
  const sent = sentBy(world, step);
  const asked = world.asked('administrator', 'POST', path, sent.body);
  const replies = world.replies(asked, choicesOf(sent, step));
  const answer = await world.send(asked, sent.isInvalid);
  const isRefused = answer.status >= 400;
  const taken = replies.filter(({ status }) => status < 400);
  const mayRefuse = replies.some(({ status, body }) => status >= 400 || errorsIn(body) > 0);

  if (isRefused) {
    if (!mayRefuse) throw new Differs(groupOf(sent), `It is refused, and should not be: ${inWords(answer)}`);
    world.model = await look(world, step, [world.model], new Map(), () => refusedCharge(sent));
    return;
  }
  const updated = new Set(sent.update.map(({ id }) => id));
  const created = idsOf(itemsOf(answer)).filter((id) => !updated.has(id));
  const acknowledged = itemsOf(answer).length;
  const fitting = taken.filter(({ body }) => itemsIn(body).length === acknowledged);
  const [first] = fitting;
  if (!first) throw new Differs(refusalCharge(sent, taken.length === 0), countSays(answer, taken));
  if (errorsIn(first.body) > 0 && errorsIn(answer.body) === 0)
    throw new Differs(
      'customers.add.batch.partlyBad',
      `Nothing is said of what was not taken: ${inWords(answer)}`,
    );
  if (new Set(created).size < created.length)
    throw new Differs('customers.add.id', `An id is acknowledged twice: ${inWords(answer)}`);
  requireAcknowledged(sent, first.body, answer);
  requireDeleted(first.body, answer);

  for (const id of created) world.customers.push(id);
  const gone = idsOf(deletedOf(answer));
  for (const id of gone) {
    world.customers.splice(world.customers.indexOf(id), 1);
    world.deletedCustomers.push(id);
    // Whether they are still to be seen is not said.
    for (const [transaction, customer] of world.transactions) {
      if (customer === id) world.transactions.delete(transaction);
    }
  }
  const open = openFields(world, sent, { created, body: first.body });
  const models = fitting.map(({ model, body }) =>
    model.renamed('customers', renamedIn(body, updated, created)),
  );
  world.model = await look(world, step, models, open, (difference) =>
    chargeOf(difference, sent, created, doneIn(sent, first.body), gone),
  );
}

function countSays(answer: Answer, taken: readonly { body: unknown }[]): string {
  if (taken.length === 0) return `It is taken, and should be refused: ${inWords(answer)}`;
  const counts = [...new Set(taken.map(({ body }) => itemsIn(body).length))].join(' or ');
  return `${String(itemsOf(answer).length)} are acknowledged, and ${counts} should be: ${inWords(answer)}`;
}

/** The choices that make a difference to a request. */
function choicesOf({ update, add, remove }: Sent, step: CustomersStep): readonly Choice[] {
  const batch = add.length + update.length > 0 ? ['refused', 'listed'] : ['refused'];
  const stale = update.some(({ spec }) => spec.date !== 'later' && spec.date !== 'day later')
    ? ['accepted', 'refused', 'equalRefused']
    : ['accepted'];
  const commas = step.remove?.as === 'text' && remove.length > 0 ? ['accepted', 'refused'] : ['accepted'];
  return batch.flatMap((partlyBadBatch) =>
    stale.flatMap((staleUpdate) =>
      commas.map((commaDelete) => ({ partlyBadBatch, staleUpdate, commaDelete })),
    ),
  );
}

/** Which of the model's ids is which of the target's: new ones stand in the order of the request. */
function renamedIn(
  body: unknown,
  updated: ReadonlySet<number>,
  created: readonly number[],
): ReadonlyMap<number, number> {
  const ours = idsOf(itemsIn(body)).filter((id) => !updated.has(id));
  return new Map(
    ours.flatMap((id, index) => (created[index] === undefined ? [] : [[id, created[index]] as const])),
  );
}

/** Places in the request of the additions that were carried out. */
function doneIn({ add }: Sent, body: unknown): readonly number[] {
  const errors = at(body, '_embedded', 'errors', 'add');
  const bad = new Set(isItem(errors) ? Object.keys(errors) : []);
  return add.map((_, index) => index).filter((index) => !bad.has(String(index)));
}

/** Who was sent for update and is acknowledged; request ids come back. @throws Differs */
export function requireAcknowledged({ add, update }: Sent, body: unknown, answer: Answer): void {
  const wanted = idsOf(itemsIn(body)).filter((id) => update.some((one) => one.id === id));
  const named = idsOf(itemsOf(answer)).filter((id) => update.some((one) => one.id === id));
  if ([...wanted].sort().join() !== [...named].sort().join())
    throw new Differs(
      'customers.update.acknowledged',
      `Updated are ${wanted.join(', ')}, and acknowledged ${named.join(', ')}.`,
    );
  const echoed = itemsOf(answer).map(({ request_id }) => String(request_id));
  const asked = itemsIn(body).flatMap(({ request_id, id }) => {
    const isSent = [...add, ...update].some(
      ({ item }) => item.request_id !== undefined && String(item.request_id) === String(request_id),
    );
    return isSent ? [{ request_id: String(request_id), isUpdate: update.some((one) => one.id === id) }] : [];
  });
  const items = itemsOf(answer);
  for (const [index, { request_id, id }] of itemsIn(body).entries()) {
    const one = asked.find((other) => other.request_id === String(request_id));
    if (!one) continue;
    const group = one.isUpdate ? 'customers.update.request_id' : 'customers.add.request_id.echoed';
    if (!echoed.includes(one.request_id))
      throw new Differs(group, `The request id ${one.request_id} does not come back: ${inWords(answer)}`);
    // Where an update has it, it has to stand beside the customer's id.
    const beside = items.find((item) => idOf(item) === id);
    if (one.isUpdate && beside && String(beside['request_id']) !== one.request_id)
      throw new Differs(group, `The request id ${one.request_id} comes back with another customer.`);
    const there = items[index];
    if (!one.isUpdate && add.length > 1 && there && String(there['request_id']) !== one.request_id)
      throw new Differs(group, `The request id ${one.request_id} comes back with another customer.`);
  }
}

/** Exactly the customers that were deleted, by id and name. @throws Differs */
function requireDeleted(body: unknown, answer: Answer): void {
  const named = (items: readonly Item[]): string =>
    items
      .map(({ id, name }) => `${String(id)} ${String(name)}`)
      .sort()
      .join('; ');
  const deleted = at(body, '_embedded', 'items', 'deleted');
  const wanted = named(Array.isArray(deleted) ? deleted.filter(isItem) : []);
  const shown = named(deletedOf(answer));
  if (wanted !== shown)
    throw new Differs(
      'customers.delete.answer',
      `As deleted are named "${shown}", and should be "${wanted}".`,
    );
}

interface Came {
  readonly created: readonly number[];
  readonly body: unknown;
}

/** What is left open of those that were added and updated. */
function openFields(world: World, sent: Sent, { created, body }: Came): ReadonlyMap<number, Open> {
  const moment = world.setting.now();
  const open = new Map<number, Open>();
  doneIn(sent, body).forEach((place, index) => {
    const id = created[index];
    const one = sent.add[place];
    if (id !== undefined && one) open.set(id, openOfAdded(world, one.item, moment));
  });
  const acknowledged = new Set(idsOf(itemsIn(body)));
  for (const { id, item } of sent.update) {
    if (acknowledged.has(id)) open.set(id, openOfUpdated(world, item, moment));
  }
  return open;
}

const byHabit = ['next_price', 'periodicity', 'tags', 'company'] as const;
const sentAs: Readonly<Record<string, keyof CustomerAdd>> = { company: 'company_id' };

/** What is left open of a customer that was added so. @param moment when, Unix seconds */
export function openOfAdded(world: World, item: Partial<CustomerAdd>, moment: number): Open {
  const isUnsent = (field: keyof CustomerAdd): boolean => item[field] === undefined;
  const habits = byHabit.filter((field) => isUnsent(sentAs[field] ?? (field as keyof CustomerAdd)));
  const free = (['responsible_user_id', 'created_by', 'created_at', 'period_id'] as const).filter(isUnsent);
  const fieldsSent = new Set((item.custom_fields ?? []).map(({ id }) => String(id)));
  return {
    ...Object.fromEntries(free.map((field) => [field, anything])),
    ...Object.fromEntries(habits.map((field) => [field, (shown: unknown) => world.isHabit(field, shown)])),
    updated_by: anything,
    updated_at: (_, shown) => isUnsent('updated_at') || dateSideOf(shown, item.updated_at, moment) !== null,
    ...(fieldsSent.size === 0 && {
      custom_fields: (shown: unknown) => world.isHabit('custom_fields', shown),
    }),
  };
}

function openOfUpdated(world: World, item: Partial<CustomerUpdate>, moment: number): Open {
  return {
    updated_at: (_, shown) => dateSideOf(shown, item.updated_at, moment) !== null,
    updated_by: (shown) => world.isHabit('updated_by', shown),
    ...(item.next_date !== undefined && item.period_id === undefined && { period_id: anything }),
  };
}

async function look(
  world: World,
  step: CustomersStep,
  models: readonly Model[],
  open: ReadonlyMap<number, Open>,
  charge: (difference: Difference) => string,
): Promise<Model> {
  // What is open is not seen to be late.
  if (open.size > 0) await world.rest();
  const all = [...world.customers, ...world.deletedCustomers];
  const paths = step.look === 'by days' || all.length === 0 ? [window] : [byIds(all)];
  return world.look('customers', models, { open, paths }, charge);
}
