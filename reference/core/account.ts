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

/** `GET /api/v2/account?with=users,custom_fields`: what it embeds is asked for by name. */
export const showAccount: Operation = ({ state, query, caller, request }) => {
  const wanted = typeof query.with === 'string' ? query.with.split(',') : [];
  const embedded = {
    ...(wanted.includes('users') ? { users: usersView(state) } : {}),
    ...(wanted.includes('custom_fields') ? { custom_fields: fieldsView(state) } : {}),
  };
  const body = {
    ...linked(paths.account),
    ...state.account,
    currency: 'RUB',
    language: 'en',
    timezone_offset: offsetOf(state.account.timezone, request.now),
    current_user: caller.id,
    _embedded: embedded,
  };
  return { state, response: hal(body) };
};

/**
 * How far a time zone is from UTC: `+03:00`.
 * @param now Unix seconds
 */
function offsetOf(timeZone: string, now: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(
    now * 1000,
  );
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return name.replace('GMT', '') || '+00:00';
}

function usersView({ users, credentials }: State): unknown {
  return byId(users, ({ id, name, role }) => ({
    id,
    name,
    login: credentials.find(({ user }) => user === id)?.login.user ?? `user-${id}@demo.example`,
    is_active: true,
    is_free: false,
    is_admin: role === 'administrator',
    group_id: 0,
  }));
}

/** Kinds of custom fields by the numbers that the API gives them. */
const fieldTypes = { text: 1, multiselect: 5, address: 13 } as const satisfies Record<
  FieldDefinition['type'],
  number
>;

/** The fields by entity; those without fields are empty lists, as the vendor's servers send them. */
function fieldsView({ customFields }: State): unknown {
  const customers = byId(customFields, (field, index) => ({
    id: field.id,
    name: field.name,
    field_type: fieldTypes[field.type],
    sort: index + 1,
    is_multiple: field.type === 'multiselect',
    is_system: false,
    is_editable: true,
    ...(field.type === 'multiselect' ? { enums: Object.fromEntries(field.enums) } : {}),
  }));
  return { contacts: [], leads: [], companies: [], customers };
}

function byId<Row>(
  rows: ReadonlyMap<number, Row>,
  view: (row: Row, index: number) => unknown,
): Record<string, unknown> {
  return Object.fromEntries([...rows].map(([id, row], index) => [String(id), view(row, index)]));
}
