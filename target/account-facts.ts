/**
 * What an account tells of itself at the neighbours of the API that is certified: its settings, users, custom
 * fields, contacts and companies. They are no operations of the contract, so their answers are not judged, and
 * nothing in them is trusted: what doesn't look as it has to is passed over.
 */
import { idFrom, isObject, member, namesIn, parsedJson } from '../spec/contract/json.ts';
import type { Client } from './client.ts';
import type { Role } from './target.ts';
import { isTimeZone } from './time-zone.ts';

export interface AccountFacts {
  readonly id?: number;
  /** IANA name, known to this machine. */
  readonly timezone?: string;
  /** The id of the user who asked. */
  readonly currentUser?: number;
  /** Empty where the target doesn't tell. */
  readonly users: readonly AccountUser[];
  /** Custom fields of customers; null where the target doesn't tell. */
  readonly customFields: readonly AccountField[] | null;
}

export interface AccountUser {
  readonly id: number;
  /** Absent where the target doesn't tell. */
  readonly admin?: boolean;
  readonly active?: boolean;
}

export type FieldKind = 'text' | 'multiselect' | 'address' | 'other';

export interface AccountField {
  readonly id: number;
  readonly kind: FieldKind;
  /** Ids of the options, in decimal digits. */
  readonly enums: readonly string[];
}

export type Neighbour = 'contacts' | 'companies';

type Asker = Pick<Client, 'send'>;

const accountPath = '/api/v2/account?with=users,custom_fields';

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
  const body = await answerTo(client, accountPath, role, 'ask for the account');
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
    customFields: fieldsIn(member(member(embedded, 'custom_fields'), 'customers')),
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
const kinds: ReadonlyMap<string, FieldKind> = new Map([
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
