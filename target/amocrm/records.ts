import { idFrom, isObject, member, parsedJson } from '../../spec/contract/json.ts';
import { operationOf } from '../../spec/operations.ts';
import type { Records } from '../api.ts';

/** The kinds of records, by their names in paths. */
export type Kind = 'customers' | 'transactions';

/** What a run creates, and how its requests and their answers tell it. */
export const records: Records = {
  kinds: { customers: 'customer', transactions: 'transaction' } satisfies Record<Kind, string>,
  whole: { many: 'periods', operation: 'periods.change' },
  all: 'customers, transactions and periods',

  additionsIn({ method, path, body }) {
    const kind = kindOf(operationOf(method, path));
    if (kind === null) return null;
    const adds = listOf(member(parsedJson(body ?? ''), 'add'));
    const owners = adds.map((one) => idFrom(member(one, 'customer_id'))).filter((id) => id !== undefined);
    return adds.length === 0 ? null : { kind, count: adds.length, owners: [...new Set(owners)] };
  },

  changeIn({ operation, request, response }) {
    const kind = kindOf(operation);
    if (kind === null) return null;
    const sent = parsedJson(request.body ?? '');
    const items = member(member(parsedJson(response?.body ?? ''), '_embedded'), 'items');
    const updated = idsIn(listOf(member(sent, 'update')).map((one) => idOf(one) ?? transactionOf(one)));
    const adds = listOf(member(sent, 'add'));
    // A deletion of customers names what it deleted; one of transactions has an empty answer.
    const deleted = listOf(kind === 'customers' ? member(items, 'deleted') : member(sent, 'delete'));
    return {
      kind,
      created: adds.length === 0 ? [] : acknowledged(items).filter((id) => !updated.includes(id)),
      deleted: idsIn(deleted.map(idOf)),
    };
  },
};

function kindOf(operation: string | null): Kind | null {
  if (operation === 'customers.change') return 'customers';
  return operation === 'transactions.change' ? 'transactions' : null;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The ids of a list of acknowledgements, or of those under numeric keys. */
function acknowledged(items: unknown): readonly number[] {
  return idsIn((Array.isArray(items) ? items : isObject(items) ? Object.values(items) : []).map(idOf));
}

function idsIn(ids: readonly (number | undefined)[]): readonly number[] {
  return ids.filter((id) => id !== undefined);
}

/** An id, bare or in an entry that has one. */
function idOf(value: unknown): number | undefined {
  return idFrom(isObject(value) ? member(value, 'id') : value);
}

/** A change of a comment names its transaction otherwise. */
function transactionOf(entry: unknown): number | undefined {
  return idFrom(member(entry, 'transaction_id'));
}
