import { isDeepStrictEqual } from 'node:util';
import { at, idOf, isItem, type Item } from '../../target/answer.ts';
import { companyOf, contactsOf, mainContactOf, tagsOf } from '../../target/amocrm/customer.ts';
import type { RecordKind } from './model.ts';

/** What a record says, in a form in which target and model can be compared: whatever is left open is left out. */
export type View = Readonly<Record<string, unknown>>;

/** A field of a record that is not as it has to be; `record` where the record itself is there and should not, or lacks. */
export interface Difference {
  readonly id: number;
  readonly field: string;
  readonly expected: unknown;
  readonly shown: unknown;
}

/** What a field whose value is left open may be nevertheless; what it is is learned. */
export type Open = Readonly<Record<string, (shown: unknown, item: Item) => boolean>>;

export const anything = (): boolean => true;

/** A number that was never set may be 0 or null. */
const unset = (value: unknown): unknown => value ?? 0;

const customerFields: Readonly<Record<string, (item: Item) => unknown>> = {
  name: ({ name }) => name,
  responsible_user_id: (item) => item['responsible_user_id'],
  created_by: (item) => item['created_by'],
  created_at: (item) => item['created_at'],
  updated_at: (item) => item['updated_at'],
  updated_by: (item) => item['updated_by'],
  account_id: (item) => item['account_id'],
  next_price: (item) => unset(item['next_price']),
  period_id: (item) => unset(item['period_id']),
  periodicity: (item) => unset(item['periodicity']),
  next_date: (item) => item['next_date'],
  contacts: contactsOf,
  company: (item) => companyOf(item) ?? null,
  tags: tagsOf,
  custom_fields: customFieldsOf,
};

const transactionFields: Readonly<Record<string, (item: Item) => unknown>> = {
  customer: (item) => idOf(at(item, 'customer')),
  date: (item) => item['date'],
  price: (item) => unset(item['price']),
  comment: (item) => item['comment'] ?? '',
  created_by: (item) => item['created_by'],
  created_at: (item) => item['created_at'],
  updated_at: (item) => item['updated_at'],
  updated_by: (item) => item['updated_by'],
};

const fields = { customers: customerFields, transactions: transactionFields };

/** The names of what is compared of a record, but for whose it is. */
export function fieldsOfView(kind: RecordKind): readonly string[] {
  return Object.keys(fields[kind]).filter((name) => name !== 'customer');
}

export function viewOf(kind: RecordKind, item: Item): View {
  return Object.fromEntries(Object.entries(fields[kind]).map(([name, read]) => [name, read(item)]));
}

/** Values of custom fields by field; of an option its id counts, whatever it is called. */
export function customFieldsOf(item: Item | null): Readonly<Record<string, readonly string[]>> {
  const list = at(item, 'custom_fields');
  const filled = (Array.isArray(list) ? list : []).map((field: unknown): [string, readonly string[]] => {
    const values = at(field, 'values');
    const told = (Array.isArray(values) ? values : []).map((one: unknown) => {
      const option = at(one, 'enum');
      return JSON.stringify([
        at(one, 'subtype') ?? null,
        option ?? null,
        option === undefined ? at(one, 'value') : null,
      ]);
    });
    return [String(idOf(field)), told.sort()];
  });
  return Object.fromEntries(filled.filter(([, values]) => values.length > 0).sort());
}

/** Not deleted, as far as the list shows. */
export function isLiving(item: Item): boolean {
  return item['is_deleted'] !== true;
}

/**
 * What of some records is not as it has to be.
 * @param expected those that the model shows
 * @param shown those that the target shows
 * @param ids those that are compared: of others nothing is known
 * @param free what is left open of each of them
 */
export function differencesBetween(
  kind: RecordKind,
  expected: readonly Item[],
  shown: readonly Item[],
  {
    ids,
    open,
    free: always,
  }: { readonly ids: ReadonlySet<number>; readonly open: ReadonlyMap<number, Open>; readonly free: Open },
): readonly Difference[] {
  const [wanted, there] = [livingById(expected), livingById(shown)];
  return [...new Set([...wanted.keys(), ...there.keys()])]
    .filter((id) => ids.has(id))
    .flatMap((id): readonly Difference[] => {
      const [one, other] = [wanted.get(id), there.get(id)];
      if (one === undefined) return [{ id, field: 'record', expected: 'nothing', shown: 'a record' }];
      if (other === undefined) return [{ id, field: 'record', expected: 'a record', shown: 'nothing' }];
      const [model, target] = [viewOf(kind, one), viewOf(kind, other)];
      const free = { ...always, ...open.get(id) };
      const amiss = Object.keys(model).flatMap((field): readonly Difference[] => {
        const isRight = free[field]
          ? free[field](target[field], other)
          : isDeepStrictEqual(model[field], target[field]);
        return isRight ? [] : [{ id, field, expected: model[field], shown: target[field] }];
      });
      return [...amiss, ...(kind === 'customers' ? contradictionsIn(id, other) : [])];
    });
}

function livingById(items: readonly Item[]): ReadonlyMap<number, Item> {
  return new Map(items.filter(isLiving).flatMap((item) => [[idOf(item) ?? 0, item] as const]));
}

/** What a customer says that can't be so together. */
function contradictionsIn(id: number, item: Item): readonly Difference[] {
  const contacts = contactsOf(item);
  const main = mainContactOf(item);
  const isMainOne = main === undefined ? contacts.length === 0 : contacts.includes(main);
  const tags = (Array.isArray(item['tags']) ? item['tags'] : []).filter(isItem).map(idOf);
  return [
    ...(isMainOne ? [] : [{ id, field: 'main_contact', expected: contacts, shown: main }]),
    ...(new Set(tags).size === tags.length
      ? []
      : [{ id, field: 'tags', expected: 'different ids', shown: tags }]),
  ];
}
