/** What a step on customers sends. */
import { written } from '../../generators/values.ts';
import type { CustomerAdd, CustomerUpdate, Numeric } from '../../spec/messages.ts';
import type { Step } from '../../spec/run/exploration.ts';
import { idOf, type Item } from '../../target/answer.ts';
import { companyOf, contactsOf } from '../../target/amocrm/customer.ts';
import {
  DAYS_APART,
  fieldsOf,
  SECONDS_PER_DAY,
  secondsOf,
  textOf,
  type CustomerSpec,
  type UpdateSpec,
} from './specs.ts';
import { byIds, itemsIn, type World } from './world.ts';

export interface CustomersStep extends Step {
  readonly kind: 'customers';
  readonly add: readonly CustomerSpec[];
  readonly update: readonly UpdateSpec[];
  readonly remove?: RemoveSpec;
  /** How one looks at what came of it. */
  readonly look: 'by ids' | 'by days';
}

export interface RemoveSpec {
  /** Which of those that there are; for another one it says whose it is. */
  readonly of: readonly number[];
  readonly whose?: 'nobody' | 'deleted';
  readonly as: 'numbers' | 'strings' | 'text';
}

/** What a step sends, and what of it is about whom. */
export interface Sent {
  readonly add: readonly { readonly spec: CustomerSpec; readonly item: Partial<CustomerAdd> }[];
  readonly update: readonly {
    readonly spec: UpdateSpec;
    readonly id: number;
    readonly item: Partial<CustomerUpdate>;
  }[];
  readonly remove: readonly number[];
  readonly body: string;
  readonly isInvalid: boolean;
}

export function sentBy(world: World, { add, update, remove }: CustomersStep): Sent {
  const { setting, customers, deletedCustomers } = world;
  const stored = storedIn(world);
  const adds = add.map((spec, index) => {
    const { name: _name, next_date, ...fields } = fieldsOfAdd(world, spec, index);
    const named = { name: world.named(textOf(spec.name)) };
    return {
      spec,
      item: {
        ...(spec.lacks !== 'name' && named),
        ...(spec.lacks !== 'next_date' && { next_date }),
        ...fields,
      },
    };
  });
  const taken = new Set<number>();
  const updates = update.flatMap((spec, index) => {
    const unknown = setting.unknownId(500 + index);
    const id =
      spec.whose === 'nobody'
        ? unknown
        : (spec.whose === 'deleted' ? deletedCustomers : customers).at(
            spec.of % (spec.whose === 'deleted' ? deletedCustomers : customers).length,
          );
    // Nobody says what comes of two updates of one customer in a request.
    if (id === undefined || taken.has(id)) return [];
    taken.add(id);
    return [{ spec, id, item: updateOf(world, spec, id, stored.get(id), index) }];
  });
  const ids = removedBy(world, remove).filter((id) => !taken.has(id));
  const deletion =
    remove?.as === 'text'
      ? ids.join(',')
      : ids.map((id) => written(id, remove?.as === 'strings' ? 'strings' : 'numbers'));
  const body = {
    ...(adds.length > 0 && { add: adds.map(({ item }) => item) }),
    ...(updates.length > 0 && { update: updates.map(({ item }) => item) }),
    ...(ids.length > 0 && { delete: deletion }),
  };
  const isInvalid =
    add.some(({ lacks }) => lacks !== undefined) || updates.some(({ spec }) => spec.lacks !== undefined);
  return { add: adds, update: updates, remove: ids, body: JSON.stringify(body), isInvalid };
}

function removedBy(
  { customers, deletedCustomers, setting }: World,
  remove: RemoveSpec | undefined,
): readonly number[] {
  if (!remove) return [];
  const from = remove.whose === 'deleted' ? deletedCustomers : customers;
  const living = remove.of.flatMap((place) => from[place % from.length] ?? []);
  const unknown = remove.whose === 'nobody' ? [setting.unknownId(600)] : [];
  return [...new Set([...(remove.whose === 'nobody' ? [] : living), ...unknown])];
}

function fieldsOfAdd({ setting }: World, spec: CustomerSpec, index: number): Partial<CustomerAdd> {
  const created = secondsOf('created', spec.created);
  return {
    ...fieldsOf(spec, setting.fixtures, setting.unknownId(400 + index)),
    created_at: written(created, spec.form),
    ...(spec.updated && {
      updated_at: written(created + 1 + spec.updated.slot * 3600 + spec.updated.seconds, spec.form),
    }),
  };
}

function updateOf(
  world: World,
  spec: UpdateSpec,
  id: number,
  stored: Item | undefined,
  index: number,
): Partial<CustomerUpdate> {
  const { setting } = world;
  const dated = Number(stored?.['updated_at'] ?? secondsOf('created', { slot: 0, seconds: 0 }));
  const later = { later: 61, 'day later': DAYS_APART * SECONDS_PER_DAY, same: 0, earlier: -3_600 }[spec.date];
  const fields = fieldsOf(spec, setting.fixtures, setting.unknownId(450 + index));
  const unlinked = unlinkOf(world, spec, { stored, fields });
  const as = (value: number): Numeric => written(value, spec.form);
  return {
    ...(spec.lacks !== 'id' && { id: as(id) }),
    ...(spec.lacks !== 'updated_at' && { updated_at: as(dated + later) }),
    ...(spec.name && { name: world.named(textOf(spec.name)) }),
    ...(spec.created && { created_at: as(secondsOf('created', spec.created)) }),
    ...fields,
    ...(unlinked && { unlink: unlinked }),
  };
}

/** What is attached by the same update is not detached: which of the two holds nobody says. */
function unlinkOf(
  { setting: { fixtures } }: World,
  { unlink, form }: UpdateSpec,
  { stored, fields }: { readonly stored: Item | undefined; readonly fields: Partial<CustomerUpdate> },
) {
  if (!unlink) return null;
  const sent = (fields.contacts_id ?? []).map(Number);
  const attached = contactsOf(stored ?? null);
  const others = fixtures.contacts.filter((id) => !attached.includes(id));
  const contacts = [
    ...new Set((unlink.contacts ?? []).flatMap((place) => attached[place] ?? others[0] ?? [])),
  ].filter((id) => !sent.includes(id));
  const company =
    fields.company_id === undefined ? (companyOf(stored ?? null) ?? fixtures.companies[0]) : undefined;
  return {
    ...(contacts.length > 0 && { contacts_id: contacts.map((id) => written(id, form)) }),
    ...(unlink.company === true && company !== undefined && { company_id: written(company, form) }),
  };
}

/** Customers as the model has them, by id. */
export function storedIn(world: World): ReadonlyMap<number, Item> {
  if (world.customers.length === 0) return new Map();
  const { body } = world.model.answer(world.asked('administrator', 'GET', byIds(world.customers)));
  return new Map(itemsIn(body).map((item) => [idOf(item) ?? 0, item]));
}
