import { idFrom, isObject, listOf, member, parsedJson } from '../../spec/contract/json.ts';
import { operationOf, operations } from '../../spec/operations.ts';
import type { Exchange } from '../../spec/run/exchange.ts';
import { isItem } from '../answer.ts';
import type { RecordId, Records, Shown } from '../api.ts';
import { snapshotOf } from './customer.ts';
import { isBare } from './own-records.ts';
import { unaskedIn } from './unasked.ts';

/** The kinds of records, by their names in paths. */
export type Kind = 'customers' | 'transactions';

/** What a run creates, and how its requests and their answers tell it. */
export const records: Records = {
  kinds: { customers: 'customer', transactions: 'transaction' } satisfies Record<Kind, string>,
  shownBy: {
    customers: [
      'customers.add.single',
      'customers.add.batch.two',
      'customers.add.name',
      'customers.list.id.array',
    ],
    transactions: [
      'transactions.add.single',
      'transactions.add.batch',
      'transactions.add.comment',
      'transactions.add.customer_id',
      'transactions.list.customer_id',
    ],
  } satisfies Record<Kind, readonly string[]>,
  staysBy: {
    customers: 'customers.add.lasting',
    transactions: 'transactions.add.lasting',
  } satisfies Record<Kind, string>,
  untouchedBy: {
    customers: 'customers.change.untouched',
    transactions: 'transactions.change.untouched',
  } satisfies Record<Kind, string>,
  ownIdBy: {
    customers: 'customers.add.id',
    transactions: 'transactions.add.id',
  } satisfies Record<Kind, string>,
  newBy: {
    customers: 'customers.add.id.new',
    transactions: 'transactions.add.id.new',
  } satisfies Record<Kind, string>,
  whole: { many: 'periods', operation: 'periods.change', keptBy: 'periods.change.keep' },
  all: 'customers, transactions and periods',

  additionsIn({ method, path, body }) {
    const kind = kindOf(operationOf(method, path));
    if (kind === null) return null;
    const adds = listOf(member(parsedJson(body ?? ''), 'add'));
    const owners = adds.map(customerOf).filter((id) => id !== undefined);
    return adds.length === 0 ? null : { kind, count: adds.length, owners: [...new Set(owners)] };
  },

  changeIn(exchange) {
    const { operation, request } = exchange;
    const kind = kindOf(operation);
    if (kind === null) return null;
    const sent = parsedJson(request.body ?? '');
    const items = itemsIn(exchange);
    const updated = idsIn(listOf(member(sent, 'update')).map(idOfEntry));
    const adds = listOf(member(sent, 'add'));
    // A deletion of customers names what it deleted; one of transactions has an empty answer.
    const deleted = listOf(kind === 'customers' ? member(items, 'deleted') : member(sent, 'delete'));
    const others = [...updated, ...idsOfDeletion(member(sent, 'delete'))];
    return {
      kind,
      created: adds.length === 0 ? [] : acknowledgedIn(exchange).filter((id) => !others.includes(id)),
      deleted: idsIn(deleted.map(idOf)),
      owners: kind === 'transactions' ? of('customers', adds.map(customerOf)) : [],
    };
  },

  touchedIn({ method, path, body }) {
    const kind = kindAt(path);
    if (kind === null || method === 'GET') return { changed: [], deleted: [] };
    // Also where the change stands in a list or in a text, as a careless reader would find it.
    const sent = unwrapped(parsedJson(body ?? ''));
    const named = idsNamed(path).map((id) => ({ kind, id }));
    const updated = listOf(member(sent, 'update')).map(idOfEntry);
    const hungOn = kind === 'transactions' ? listOf(member(sent, 'add')).map(customerOf) : [];
    return {
      changed: [...of(kind, updated), ...of('customers', hungOn)],
      deleted: [...of(kind, idsOfDeletion(member(sent, 'delete'))), ...named],
    };
  },

  shownIn(exchange) {
    const { operation, response } = exchange;
    const kind =
      operation === 'customers.list'
        ? 'customers'
        : operation === 'transactions.list'
          ? 'transactions'
          : null;
    if (kind === null || response === undefined || response.status >= 300) return [];
    return listOf(itemsIn(exchange)).flatMap((item): readonly Shown[] => {
      const id = idFrom(member(item, 'id'));
      if (id === undefined) return [];
      const text = kind === 'customers' ? member(item, 'name') : textOf(item);
      let changing: ReturnType<Shown['changing']> | undefined;
      const shown = {
        kind,
        id,
        text: typeof text === 'string' ? text : '',
        isDeleted: member(item, 'is_deleted') === true,
        changed: { at: member(item, 'updated_at'), by: member(item, 'updated_by') },
        constant: kind === 'transactions' ? purchaseIn(item) : {},
        changing: () =>
          (changing ??= kind === 'transactions' ? purchaseIn(item, 'comment') : settledIn(item)),
      };
      const owner = kind === 'transactions' ? idFrom(member(member(item, 'customer'), 'id')) : undefined;
      return [owner === undefined ? shown : { ...shown, owner: { kind: 'customers', id: owner } }];
    });
  },

  unaskedIn,

  namedIn({ path }) {
    const kind = kindAt(path);
    return kind === null ? [] : idsNamed(path).map((id) => ({ kind, id }));
  },

  looksFor(kind, ids) {
    // A transaction can't be asked for together with others.
    if (kind === 'transactions') return ids.map((id) => `${operations['transactions.list'].path}?id=${id}`);
    const name = ids.length === 1 ? 'id' : 'id%5B%5D';
    return [`${operations['customers.list'].path}?${ids.map((id) => `${name}=${id}`).join('&')}`];
  },
};

/** The comment of a transaction, where there is one that could carry a marker. */
function textOf(transaction: unknown): unknown {
  const comment = member(transaction, 'comment');
  return isBare({ comment }) ? '' : comment;
}

/** Of a customer what a target neither derives from the day, nor moves with every change. */
export function settledIn(customer: unknown): Readonly<Record<string, unknown>> {
  const {
    period_id: _period,
    closest_task_at: _task,
    updated_at: _at,
    updated_by: _by,
    ...settled
  } = snapshotOf(isItem(customer) ? customer : null);
  return settled;
}

/** Of a transaction what never changes, and other fields. */
export function purchaseIn(
  transaction: unknown,
  ...others: readonly string[]
): Readonly<Record<string, unknown>> {
  const fields = ['date', 'price', 'created_by', 'created_at', ...others];
  return {
    ...Object.fromEntries(fields.map((field) => [field, member(transaction, field)])),
    customer: idFrom(member(member(transaction, 'customer'), 'id')),
  };
}

function kindOf(operation: string | null): Kind | null {
  if (operation === 'customers.change') return 'customers';
  return operation === 'transactions.change' ? 'transactions' : null;
}

/** Whatever the method: what is not in the document may be carried out all the same. */
export function kindAt(path: string): Kind | null {
  return kindOf(operationOf('POST', path));
}

function unwrapped(value: unknown): unknown {
  const inner = typeof value === 'string' ? parsedJson(value) : value;
  return Array.isArray(inner) ? inner[0] : inner;
}

function of(kind: Kind, ids: readonly (number | undefined)[]): readonly RecordId[] {
  return idsIn(ids).map((id) => ({ kind, id }));
}

/** Ids that a query names. */
function idsNamed(path: string): readonly number[] {
  const query = new URL(path, 'http://target').searchParams;
  return idsOfDeletion([...query].flatMap(([name, value]) => (/^id\b/.test(name) ? [value] : [])).join(','));
}

/** Ids in a list, or in a text between commas. */
function idsOfDeletion(value: unknown): readonly number[] {
  const list = typeof value === 'string' ? value.split(',').map((part) => part.trim()) : [value].flat();
  return idsIn(list.map(idOf));
}

function itemsIn({ response }: Exchange): unknown {
  return member(member(parsedJson(response?.body ?? ''), '_embedded'), 'items');
}

/** The ids of a list of acknowledgements, or of those under numeric keys. */
export function acknowledgedIn(exchange: Exchange): readonly number[] {
  const items = itemsIn(exchange);
  return idsIn((Array.isArray(items) ? items : isObject(items) ? Object.values(items) : []).map(idOf));
}

function idsIn(ids: readonly (number | undefined)[]): readonly number[] {
  return ids.filter((id) => id !== undefined);
}

/** An id, bare or in an entry that has one. */
function idOf(value: unknown): number | undefined {
  return idFrom(isObject(value) ? member(value, 'id') : value);
}

function customerOf(entry: unknown): number | undefined {
  return idFrom(member(entry, 'customer_id'));
}

/** The id of an entry of an update: a change of a comment names its transaction otherwise. */
export function idOfEntry(entry: unknown): number | undefined {
  return idOf(entry) ?? idFrom(member(entry, 'transaction_id'));
}
