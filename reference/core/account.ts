import type { Call, Operation } from './call.ts';
import { hal, linked, linkedTo, listReply, paths } from './envelope.ts';
import { idsIn, pageOf, pick } from './selection.ts';
import type { FieldDefinition, Named, State } from './state.ts';

/** The neighbours of the customers, as far as links and a set-up need them: contacts, companies, the account. */

/** `GET /api/v2/contacts`. */
export const listContacts: Operation = (call) => listNamed(call, call.state.contacts, paths.contacts);

/** `GET /api/v2/companies`. */
export const listCompanies: Operation = (call) => listNamed(call, call.state.companies, paths.companies);

function listNamed(call: Call, all: ReadonlyMap<number, Named>, path: string) {
  const ids = idsIn(call.query, 'id');
  const found = ids === undefined ? pageOf([...all.values()], call) : pick(all, ids);
  return listReply(
    call,
    found.map(({ id, name }) => ({ id, name, account_id: call.state.account.id, ...linkedTo(path, id) })),
  );
}

/** `GET /api/v2/account?with=users,custom_fields`. */
export const showAccount: Operation = ({ state, query, caller }) => {
  const wanted = typeof query.with === 'string' ? query.with.split(',') : [];
  const embedded = {
    ...(wanted.includes('users') ? { users: usersView(state) } : {}),
    ...(wanted.includes('custom_fields') ? { custom_fields: { customers: fieldsView(state) } } : {}),
  };
  const body = { ...linked(paths.account), ...state.account, current_user: caller.id, _embedded: embedded };
  return { state, response: hal(body) };
};

function usersView({ users }: State): unknown {
  return byId(users, ({ id, name, role }) => ({ id, name, is_admin: role === 'administrator' }));
}

/** Kinds of custom fields by the numbers that the API gives them. */
const fieldTypes = { text: 1, multiselect: 5, address: 13 } as const satisfies Record<
  FieldDefinition['type'],
  number
>;

function fieldsView({ customFields }: State): unknown {
  return byId(customFields, (field) => ({
    id: field.id,
    name: field.name,
    field_type: fieldTypes[field.type],
    is_system: false,
    ...(field.type === 'multiselect' ? { enums: Object.fromEntries(field.enums) } : {}),
  }));
}

function byId<Row>(rows: ReadonlyMap<number, Row>, view: (row: Row) => unknown): Record<string, unknown> {
  return Object.fromEntries([...rows].map(([id, row]) => [String(id), view(row)]));
}
