/**
 * What an account has that payloads may refer to: as the target file names it, and as the account tells at the
 * neighbours of the API that is certified. Those are no operations of the contract, so their answers are not judged.
 */
import { idFrom, isObject, member, namesIn, parsedJson } from '../../spec/contract/json.ts';
import type {
  AccountFacts,
  AccountField,
  AccountPart,
  AccountUser,
  Asker,
  FieldFixtures,
  ListFixture,
} from '../api.ts';
import type { Fixtures } from '../../generators/fixtures.ts';
import type { Role, Target } from '../target.ts';
import { isTimeZone } from '../time-zone.ts';
import { entrance } from './entrance.ts';

/** Things that exist in the account; an empty list or a missing part makes the claims that take it untestable. */
export interface Account extends Omit<Fixtures, 'periods'> {
  readonly id?: number;
  /** IANA name. */
  readonly timezone?: string;
}

/** The part as `target.schema.json` describes it, its ids in digits. */
interface Named {
  readonly users?: readonly string[];
  readonly contacts?: readonly string[];
  readonly companies?: readonly string[];
  readonly customFields?: {
    readonly text?: string;
    readonly multiselect?: { readonly id: string; readonly enums: readonly string[] };
    readonly address?: string;
  };
}

/** What a target file names. */
export function accountOf({ account }: Pick<Target, 'account'>): Account {
  // The file was held against its schema when it was read.
  const { users = [], contacts = [], companies = [], customFields = {} } = account as Named;
  const { text, multiselect, address } = customFields;
  return {
    ...(account.id !== undefined && { id: account.id }),
    ...(account.timezone !== undefined && { timezone: account.timezone }),
    users: users.map(Number),
    contacts: contacts.map(Number),
    companies: companies.map(Number),
    customFields: {
      ...(text !== undefined && { text: Number(text) }),
      ...(multiselect && { multiselect: { id: Number(multiselect.id), enums: multiselect.enums } }),
      ...(address !== undefined && { address: Number(address) }),
    },
  };
}

const users: ListFixture = {
  key: 'users',
  one: 'user',
  usable: 'active',
  needed: 2,
  offered: 3,
  about: 'Two active ones, or more.',
  sample: [504141, 504142],
  named: (target) => accountOf(target).users,
  /** The one who asks first, then other active users, in the order of their ids. */
  some(_client, count, facts) {
    const active = facts?.users.filter(({ active }) => active !== false).map(({ id }) => id);
    const me = facts?.currentUser;
    const sorted = active?.sort((a, b) => Number(b === me) - Number(a === me) || a - b);
    return Promise.resolve(sorted?.slice(0, count) ?? null);
  },
  existing(_client, ids, facts) {
    const known = facts?.users ?? [];
    const active = new Set(known.filter(({ active }) => active !== false).map(({ id }) => id));
    return Promise.resolve(known.length === 0 ? null : ids.filter((id) => active.has(id)));
  },
};

type Neighbour = 'contacts' | 'companies';

function neighbours(key: Neighbour, one: string, rest: Pick<ListFixture, 'needed' | 'about' | 'sample'>) {
  const path = `/api/v2/${key}`;
  return {
    key,
    one,
    path,
    offered: rest.needed,
    ...rest,
    named: (target) => accountOf(target)[key],
    some: (client, count) => someIds(client, key, count),
    existing: (client, ids) => existingIds(client, key, ids),
  } satisfies ListFixture;
}

const fields: FieldFixtures = {
  key: 'customFields',
  one: 'custom field',
  of: 'customers',
  kinds: [
    {
      kind: 'text',
      noun: 'text field',
      aNoun: 'a text field',
      aLabel: 'a text',
      about: 'A text.',
      sample: 4400017,
    },
    {
      kind: 'multiselect',
      noun: 'multi-select',
      aNoun: 'a multi-select',
      aLabel: 'a multi-select',
      about: 'A multi-select, with the ids of three options or more.',
      sample: { id: 4400021, enums: ['3692471', '3692472', '3692473'] },
      options: { needed: 3, words: 'three', offered: 5 },
    },
    {
      kind: 'address',
      noun: 'address field',
      aNoun: 'an address field',
      aLabel: 'an address',
      about: 'An address.',
      sample: 4399655,
    },
  ],
  named(target, kind) {
    const { text, multiselect, address } = accountOf(target).customFields;
    if (kind === 'multiselect') return multiselect;
    const id = kind === 'text' ? text : address;
    return id === undefined ? undefined : { id, enums: [] };
  },
};

/** The account as the commands know it. */
export const account: AccountPart<Account> = {
  path: '/api/v2/account',
  facts: accountFacts,
  idInRecords,
  named: accountOf,
  lists: [
    users,
    neighbours('contacts', 'contact', {
      needed: 3,
      about: 'Three or more.',
      sample: [1099181, 1099182, 1099183],
    }),
    neighbours('companies', 'company', { needed: 2, about: 'Two or more.', sample: [1099180, 1099190] }),
  ],
  fields,
};

/** More than these are not read: enough to choose from, and no answer makes the suite slow. */
const most = 2000;

/**
 * Asks the account for what it tells of itself.
 * @returns null when the target has no such endpoint, or doesn't answer it with an account
 */
export async function accountFacts(
  client: Asker,
  role: Role = 'administrator',
): Promise<AccountFacts | null> {
  const body = await answerTo(
    client,
    `${account.path}?with=users,custom_fields`,
    role,
    'ask for the account',
  );
  return isObject(body) ? factsIn(body) : null;
}

/**
 * Ids of some contacts or companies of the account, each once.
 * @returns null when the target has no such endpoint; fewer than asked for, or none, when it has no more
 */
export async function someIds(
  client: Asker,
  kind: Neighbour,
  count: number,
): Promise<readonly number[] | null> {
  const body = await answerTo(
    client,
    `/api/v2/${kind}?limit_rows=${String(count)}`,
    'administrator',
    `ask for ${kind}`,
  );
  return body === null ? null : livingIn(body).slice(0, count);
}

/**
 * Which of these contacts or companies exist.
 * @returns null when the target has no such endpoint
 */
export async function existingIds(
  client: Asker,
  kind: Neighbour,
  ids: readonly number[],
): Promise<readonly number[] | null> {
  const body = await answerTo(
    client,
    `/api/v2/${kind}?id=${ids.join(',')}`,
    'administrator',
    `look for ${kind}`,
  );
  if (body === null) return null;
  const living = new Set(livingIn(body));
  return ids.filter((id) => living.has(id));
}

/** Of a customer, which tells it too. */
async function idInRecords(client: Asker): Promise<number | undefined> {
  const { response } = await client.send({
    as: 'administrator',
    method: 'GET',
    path: entrance.path,
    purpose: 'ask a customer for its account',
  });
  const items = member(member(parsedJson(response?.body ?? ''), '_embedded'), 'items');
  return idFrom(member(member(items, '0'), 'account_id'));
}

/** The JSON of an answer, `undefined` for an empty list (204); null when there is none to be had. */
async function answerTo(client: Asker, path: string, as: Role, purpose: string): Promise<unknown> {
  const { response, transportFailure } = await client.send({ as, method: 'GET', path, purpose });
  if (transportFailure !== undefined || response === undefined) return null;
  if (response.status === 204) return undefined;
  return response.status === 200 ? (parsedJson(response.body) ?? null) : null;
}

function factsIn(body: unknown): AccountFacts | null {
  const id = idFrom(member(body, 'id'));
  const timezone = member(body, 'timezone');
  const currentUser = idFrom(member(body, 'current_user'));
  const embedded = member(body, '_embedded');
  if (id === undefined && embedded === undefined) return null;
  return {
    ...(id !== undefined && { id }),
    ...(typeof timezone === 'string' && isTimeZone(timezone) && { timezone }),
    ...(currentUser !== undefined && { currentUser }),
    users: identified(member(embedded, 'users')).map(userOf),
    fields: fieldsIn(member(member(embedded, 'custom_fields'), 'customers')),
  };
}

function fieldsIn(customers: unknown): readonly AccountField[] | null {
  return typeof customers === 'object' && customers !== null ? identified(customers).map(fieldOf) : null;
}

interface Identified {
  readonly id: number;
  readonly row: unknown;
}

function userOf({ id, row }: Identified): AccountUser {
  const [admin, active] = [flagIn(member(row, 'is_admin')), flagIn(member(row, 'is_active'))];
  return { id, ...(admin !== undefined && { admin }), ...(active !== undefined && { active }) };
}

/** Kinds of fields by the vendor's numbers, and by the names that its later API gives them. */
const kinds: ReadonlyMap<string, string> = new Map([
  ['1', 'text'],
  ['text', 'text'],
  ['5', 'multiselect'],
  ['multiselect', 'multiselect'],
  ['13', 'address'],
  ['smart_address', 'address'],
]);

function fieldOf({ id, row }: Identified): AccountField {
  const type = member(row, 'field_type') ?? member(row, 'type');
  const kind = typeof type === 'number' || typeof type === 'string' ? kinds.get(String(type)) : undefined;
  return { id, kind: kind ?? 'other', enums: optionsIn(member(row, 'enums')) };
}

/** Options come as labels by id, or as a list of objects with an id. */
function optionsIn(enums: unknown): readonly string[] {
  const ids = Array.isArray(enums)
    ? identified(enums).map(({ id }) => id)
    : namesIn(enums)
        .slice(0, most)
        .flatMap((name) => idFrom(name) ?? []);
  return [...new Set(ids.map(String))];
}

/** Things with ids, in a list or by id in an object; PHP servers send an empty object as a list. */
function identified(rows: unknown): readonly Identified[] {
  const byId = !Array.isArray(rows);
  const found = namesIn(rows)
    .slice(0, most)
    .flatMap((name): readonly Identified[] => {
      const row = member(rows, name);
      const id = idFrom(member(row, 'id')) ?? (byId ? idFrom(name) : undefined);
      return isObject(row) && id !== undefined ? [{ id, row }] : [];
    });
  return [...new Map(found.map((one) => [one.id, one])).values()];
}

function livingIn(body: unknown): readonly number[] {
  return identified(member(member(body, '_embedded'), 'items'))
    .filter(({ row }) => flagIn(member(row, 'is_deleted')) !== true)
    .map(({ id }) => id);
}

/** Flags come as booleans, as 1 and 0, and as `Y` and `N`. */
function flagIn(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value === 1 || value === '1' || value === 'Y') return true;
  return value === 0 || value === '0' || value === 'N' ? false : undefined;
}
