/** The step that sends a value of whose form the document is silent: it is kept as it was sent, or refused. */
import {
  behind,
  longTexts,
  overlongTexts,
  shapedTexts,
  wideMoments,
  wideNumbers,
} from '../../generators/text-kinds.ts';
import { operations } from '../../spec/operations.ts';
import type { Step } from '../../spec/run/exploration.ts';
import { at, idOf, idsOf, itemsOf, refusalOf, type Item } from '../../target/answer.ts';
import { shown as worded } from '../support/expect.ts';
import { Differs } from './charge.ts';
import { fieldsOfView } from './compare.ts';
import type { Model } from './model.ts';
import { secondsOf } from './specs.ts';
import { byIds, type World } from './world.ts';

const texts = { shape: shapedTexts, long: longTexts, length: overlongTexts } as const;

/** Where a value stands, and what it is about there. */
const places = {
  'customers.add': ['name', 'custom_fields.text', 'next_price', 'next_date'],
  'customers.update': ['name', 'custom_fields.text', 'next_price', 'next_date'],
  'transactions.add': ['comment', 'price'],
  'transactions.comment.changed': ['comment'],
} as const;

export interface ValueStep extends Step {
  readonly kind: 'value';
  readonly place: keyof typeof places;
  readonly field: string;
  /** What is out of the ordinary with it. */
  readonly about: 'shape' | 'long' | 'length' | 'wide' | 'late';
  readonly value: string | number;
}

/** Every value in every place that takes it. */
export function values(): readonly ValueStep[] {
  const all = Object.entries(places) as [ValueStep['place'], readonly string[]][];
  return all.flatMap(([place, fields]) =>
    fields.flatMap((field) =>
      valuesFor(field).map((one): ValueStep => ({ kind: 'value', place, field, ...one })),
    ),
  );
}

function valuesFor(field: string): readonly Pick<ValueStep, 'about' | 'value'>[] {
  const told = (about: ValueStep['about'], table: Readonly<Record<string, string | number>>) =>
    Object.values(table).map((value) => ({ about, value }));
  if (field.endsWith('price')) return told('wide', wideNumbers);
  if (field === 'next_date') return told('late', wideMoments);
  return [...told('shape', texts.shape), ...told('long', texts.long), ...told('length', texts.length)];
}

export function allowsValue(
  { setting, customers, transactions }: World,
  { place, field }: ValueStep,
): boolean {
  const { target, fixtures } = setting;
  if (field === 'custom_fields.text' && fixtures.customFields.text === undefined) return false;
  if (place === 'customers.add') return true;
  if (place === 'customers.update') return customers.length > 0;
  if (target.features['transactions'] !== true) return false;
  return place === 'transactions.add' ? customers.length > 0 : transactions.size > 0;
}

export async function tryValue(world: World, step: ValueStep): Promise<void> {
  const { place, field, about, value } = step;
  const isMark = field === 'name' || field === 'comment';
  const sent = isMark ? behind(world.named('value'), String(value)) : value;
  const kind = place.startsWith('customers') ? 'customers' : 'transactions';
  const [customer = 0] = world.customers;
  const [transaction = 0] = world.transactions.keys();
  const body = JSON.stringify(bodyOf(world, step, sent, { customer, transaction }));
  const path = `${operations[`${kind}.change`].path}${place === 'transactions.comment.changed' ? '/' : ''}`;
  const answer = await world.send(world.asked('administrator', 'POST', path, body), true);
  if (refusalOf(answer) !== null) return;
  const [id] = idsOf(itemsOf(answer));
  const isNew = place.endsWith('.add');
  if (id === undefined) return;
  if (isNew) {
    world.habits.known[kind].add(id);
    world.strays[kind].push(id);
  }
  const list =
    kind === 'customers' ? byIds([id]) : `${operations['transactions.list'].path}?id=${String(id)}`;
  const item = await world.settled(async () => {
    const answered = await world.send(world.asked('administrator', 'GET', list));
    const found = itemsOf(answered).find((one) => idOf(one) === id) ?? null;
    const shown = shownIn(found, field);
    if (shown === sent) return found;
    const charge = place === 'transactions.comment.changed' ? place : `${place}.${field}`;
    throw new Differs(`${charge}.${about}`, `${field} shows ${worded(shown)}, and ${worded(sent)} was sent.`);
  });
  // What else of it may be otherwise now is looked at by steps that come one after the other.
  if (item !== null && !isNew) world.model = world.model.learned(kind, item, fieldsOfView(kind));
  if (place === 'transactions.add') world.model = await relearned(world, customer);
}

/** The model with a buyer as the target shows it: a purchase may have changed him. */
async function relearned(world: World, customer: number): Promise<Model> {
  await world.rest();
  const answered = await world.send(world.asked('administrator', 'GET', byIds([customer])));
  return itemsOf(answered).reduce(
    (model, item) => model.learned('customers', item, fieldsOfView('customers')),
    world.model,
  );
}

function shownIn(item: Item | null, field: string): unknown {
  if (field !== 'custom_fields.text') return item?.[field];
  const list = at(item, 'custom_fields');
  return (Array.isArray(list) ? list : [])
    .flatMap((one: unknown) => at(one, 'values'))
    .map((one) => at(one, 'value'))
    .find((one) => typeof one === 'string');
}

function bodyOf(
  world: World,
  { place, field }: ValueStep,
  sent: string | number,
  { customer, transaction }: { readonly customer: number; readonly transaction: number },
): unknown {
  const { setting } = world;
  const { text } = setting.fixtures.customFields;
  const changed =
    field === 'custom_fields.text'
      ? { custom_fields: [{ id: text, values: [{ value: sent }] }] }
      : { [field]: sent };
  const at0 = { slot: 0, seconds: 0 };
  switch (place) {
    case 'customers.add': {
      const needed = { next_date: secondsOf('next', at0), created_at: secondsOf('created', at0) };
      return { add: [{ name: world.named('value'), ...needed, ...changed }] };
    }
    case 'customers.update':
      return { update: [{ id: customer, updated_at: setting.now() + 60, ...changed }] };
    case 'transactions.add':
      return {
        add: [{ customer_id: customer, date: 1_500_000_000, comment: world.named('value'), ...changed }],
      };
    case 'transactions.comment.changed':
      return { update: [{ transaction_id: transaction, ...changed }] };
  }
}
