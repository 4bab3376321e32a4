/** Servers that do not keep requests apart that are under way at once; one after the other they do all right. */
import { readableBody, withBody } from '../../../reference/modifiers.ts';
import type { CoreRequest, CoreResponse } from '../../../reference/core/handler.ts';
import type { CustomerRecord, State, TransactionRecord } from '../../../reference/core/state.ts';
import { isObject } from '../../../reference/core/values.ts';
import { atomically, type Inside, type Manner } from './busy-server.ts';

/** How long a write is under way, in milliseconds: as long as a short transaction of a database. */
const WORK = 30;

type Rows<Row> = ReadonlyMap<number, Row>;
type Kind = 'customers' | 'transactions';

/** What is there when a write began, what it makes of that, and what is there when it ends. */
interface Ending {
  readonly before: State;
  readonly after: State;
  readonly now: State;
}

function isWrite({ method }: CoreRequest): boolean {
  return method === 'POST';
}

function isOf(kind: Kind, list?: 'add' | 'update' | 'delete') {
  return (request: CoreRequest): boolean =>
    isWrite(request) &&
    request.path.replace(/\/$/, '') === `/api/v2/${kind}` &&
    (list === undefined || readableBody(request)[list] !== undefined);
}

/** Reads, works, and then writes what it made of what it had read. */
function readThenWrite(isRacy: (request: CoreRequest) => boolean, write: (ending: Ending) => State): Manner {
  return (inside) => async (request) => {
    const { account, core, pause } = inside;
    if (!isRacy(request)) return atomically(inside, request);
    const before = account.state;
    const { state: after, response } = core(before, request);
    await pause(WORK);
    account.state = response.status < 400 ? write({ before, after, now: account.state }) : account.state;
    return response;
  };
}

/** The rows that a write has changed, over those that there are. */
function written<Row extends object>(
  before: Rows<Row>,
  after: Rows<Row>,
  now: Rows<Row>,
  merge: (rows: { before: Row | undefined; after: Row; now: Row | undefined }) => Row = ({ after: row }) =>
    row,
): Rows<Row> {
  const rows = new Map(now);
  for (const [id, row] of after) {
    const known = before.get(id);
    if (row !== known) rows.set(id, merge({ before: known, after: row, now: now.get(id) }));
  }
  return rows;
}

/** A row with the fields that a write has changed, and with those that it writes though it has not. */
function fieldwise<Row extends object>(stale: readonly (keyof Row)[]) {
  return ({ before, after, now }: { before: Row | undefined; after: Row; now: Row | undefined }): Row => {
    if (before === undefined || now === undefined) return after;
    const names = Object.keys(after) as (keyof Row)[];
    const changed = names.filter((name) => after[name] !== before[name] || stale.includes(name));
    return { ...now, ...Object.fromEntries(changed.map((name) => [name, after[name]])) };
  };
}

function counted({ after, now }: Ending): Pick<State, 'next' | 'tags'> {
  const most = (name: keyof State['next']): number => Math.max(after.next[name], now.next[name]);
  return {
    next: { ...now.next, customer: most('customer'), transaction: most('transaction'), tag: most('tag') },
    tags: new Map([...now.tags, ...after.tags]),
  };
}

/** Rows of customers, each with what is stale in it. */
function staleIn(...fields: readonly (keyof CustomerRecord)[]): Manner {
  return readThenWrite(isOf('customers', 'update'), (ending) => ({
    ...ending.now,
    ...counted(ending),
    customers: written(
      ending.before.customers,
      ending.after.customers,
      ending.now.customers,
      fieldwise(fields),
    ),
  }));
}

/** Carried out in one go, and then told or done wrongly where another one of the same kind is under way. */
function confused(
  isRacy: (request: CoreRequest) => boolean,
  confuse: (inside: Inside, meeting: Meeting) => Promise<CoreResponse> | CoreResponse,
): Manner {
  return (inside) => {
    const present: CoreRequest[] = [];
    return async (request) => {
      if (!isRacy(request)) return atomically(inside, request);
      const others = [...present];
      present.push(request);
      try {
        const [other] = others;
        const response =
          other === undefined ? atomically(inside, request) : await confuse(inside, { request, other });
        await inside.pause(WORK);
        return response;
      } finally {
        present.splice(present.indexOf(request), 1);
      }
    };
  };
}

interface Meeting {
  readonly request: CoreRequest;
  /** Which came before it, and is not answered yet. */
  readonly other: CoreRequest;
}

/** A request with an element of a list changed by what the other one has in its first. */
function mixed(
  list: 'add' | 'update',
  { request, other }: Meeting,
  mix: (own: Readonly<Record<string, unknown>>, others: Readonly<Record<string, unknown>>) => object,
): CoreRequest {
  const [body, theirs] = [readableBody(request), readableBody(other)];
  const first: unknown = Array.isArray(theirs[list]) ? theirs[list][0] : undefined;
  if (!Array.isArray(body[list]) || !isObject(first)) return request;
  const elements: readonly unknown[] = body[list];
  return withBody(request, {
    ...body,
    [list]: elements.map((own, index) => (isObject(own) && index === 0 ? mix(own, first) : own)),
  });
}

/** Writes the fields of a row one after the other, and others meanwhile. */
function fieldByField(list: 'add' | 'update', isRacy: (request: CoreRequest) => boolean): Manner {
  let turn = 0;
  return (inside) => async (request) => {
    const { account, core, pause } = inside;
    const isAlone = Object.keys(readableBody(request)).join() === list;
    if (!isRacy(request) || !isAlone) return atomically(inside, request);
    turn += 1;
    const isBackwards = turn % 2 === 0;
    const before = account.state;
    const { state: after, response } = core(before, request);
    if (response.status >= 400) return response;
    const steps = [...after.customers].flatMap(([id, row]) => {
      const known = before.customers.get(id);
      if (row === known || known === undefined) return [];
      const names = Object.keys(row) as (keyof CustomerRecord)[];
      return names
        .filter((name) => row[name] !== known[name])
        .map((name) => ({ id, name, value: row[name] }));
    });
    account.state = {
      ...account.state,
      transactions: after.transactions,
      ...counted({ before, after, now: account.state }),
    };
    for (const { id, name, value } of isBackwards ? steps.reverse() : steps) {
      const customers = new Map(account.state.customers);
      const row = customers.get(id);
      if (row) customers.set(id, { ...row, [name]: value });
      account.state = { ...account.state, customers };
      await pause(WORK / 2);
    }
    return response;
  };
}

const asWhole = ({ after }: Ending): State => after;

function tableOf(kind: Kind) {
  return (ending: Ending): State => ({ ...ending.now, ...counted(ending), [kind]: ending.after[kind] });
}

/** Rows with their numbers as they were read: two that are added at once get the same. */
function rowsOf(kind: Kind) {
  return (ending: Ending): State => ({
    ...ending.now,
    ...counted(ending),
    customers: written<CustomerRecord>(ending.before.customers, ending.after.customers, ending.now.customers),
    transactions:
      kind === 'customers'
        ? ending.now.transactions
        : written<TransactionRecord>(
            ending.before.transactions,
            ending.after.transactions,
            ending.now.transactions,
          ),
  });
}

/** Answers that are given to the other one. */
function exchanged(isRacy: (request: CoreRequest) => boolean): Manner {
  return (inside) => {
    let waiting: ((response: CoreResponse) => void) | undefined;
    let held: CoreResponse | undefined;
    return async (request) => {
      const response = atomically(inside, request);
      if (!isRacy(request) || response.status >= 400) return response;
      if (waiting && held) {
        const theirs = held;
        waiting(response);
        return theirs;
      }
      held = response;
      const other = await Promise.race([
        new Promise<CoreResponse>((resolve) => (waiting = resolve)),
        inside.pause(WORK).then(() => response),
      ]);
      [waiting, held] = [undefined, undefined];
      return other;
    };
  };
}

const refused = { status: 500, headers: { 'content-type': 'text/plain' }, body: 'database is locked' };

export const races: Readonly<Record<string, Manner>> = {
  'the whole account is written back': readThenWrite(isWrite, asWhole),
  'the table of customers is written back': readThenWrite(isOf('customers'), tableOf('customers')),
  'the table of purchases is written back': readThenWrite(isOf('transactions'), tableOf('transactions')),
  'rows of customers are written back': readThenWrite(isOf('customers', 'update'), rowsOf('customers')),
  'tags are written back as they were read': staleIn('tags'),
  'custom fields are written back as they were read': staleIn('custom_fields'),
  'contacts and company are written back as they were read': staleIn('contacts', 'company'),
  'the price is written back as it was read': staleIn('next_price'),
  'the name is written back as it was read': staleIn('name'),
  'the period of days is written back as it was read': staleIn('periodicity'),
  'an update brings back who is deleted meanwhile': readThenWrite(
    (request) => isOf('customers', 'update')(request) || isOf('customers', 'delete')(request),
    rowsOf('customers'),
  ),
  'two customers get one id': readThenWrite(isOf('customers', 'add'), rowsOf('customers')),
  'two purchases get one id': readThenWrite(isOf('transactions', 'add'), rowsOf('transactions')),
  'a purchase writes its buyer back': readThenWrite(
    (request) => isOf('transactions', 'add')(request) || isOf('customers', 'update')(request),
    rowsOf('transactions'),
  ),
  'comments are written back with the table': readThenWrite(
    isOf('transactions', 'update'),
    tableOf('transactions'),
  ),
  'fields of updates are mixed': fieldByField('update', isOf('customers')),
  'plans of purchases are mixed': fieldByField('add', isOf('transactions')),
  'acknowledgements of additions are exchanged': exchanged(isOf('customers', 'add')),
  'answers to updates are exchanged': exchanged(isOf('customers', 'update')),
  'an addition is acknowledged and dropped': confused(
    isOf('customers', 'add'),
    ({ account, core }, { request }) => {
      const { response, state } = core(account.state, request);
      account.state = { ...account.state, next: state.next };
      return response;
    },
  ),
  'an update is acknowledged and dropped': confused(
    isOf('customers', 'update'),
    ({ account, core }, { request }) => core(account.state, request).response,
  ),
  'a deletion is acknowledged and dropped': confused(
    isOf('customers', 'delete'),
    ({ account, core }, { request }) => core(account.state, request).response,
  ),
  'a purchase is acknowledged and dropped': confused(
    isOf('transactions', 'add'),
    ({ account, core }, { request }) => {
      const { response, state } = core(account.state, request);
      account.state = { ...account.state, next: state.next };
      return response;
    },
  ),
  'an addition is carried out twice': confused(isOf('customers', 'add'), (inside, { request }) => {
    atomically(inside, request);
    return atomically(inside, request);
  }),
  'the name of another addition is taken': confused(isOf('customers', 'add'), (inside, meeting) =>
    atomically(
      inside,
      mixed('add', meeting, (own, others) => ({ ...own, name: others.name })),
    ),
  ),
  'the request id of another addition is echoed': confused(isOf('customers', 'add'), (inside, meeting) =>
    atomically(
      inside,
      mixed('add', meeting, (own, others) => ({ ...own, request_id: others.request_id })),
    ),
  ),
  'the fields of another update are written, too': confused(isOf('customers', 'update'), (inside, meeting) =>
    atomically(
      inside,
      mixed('update', meeting, (own, others) => ({ ...others, ...own })),
    ),
  ),
  'an update goes to whom another one is about': confused(isOf('customers', 'update'), (inside, meeting) => {
    const response = atomically(inside, meeting.request);
    atomically(
      inside,
      mixed('update', meeting, (own, others) => ({ ...own, id: others.id })),
    );
    return response;
  }),
  'the comment of another is written': confused(isOf('transactions', 'update'), (inside, meeting) =>
    atomically(
      inside,
      mixed('update', meeting, (own, others) => ({ ...own, comment: others.comment })),
    ),
  ),
  'who comes meanwhile is let in': confused(
    ({ path }) => path === '/api/v2/customers',
    (inside, { request, other }) =>
      atomically(inside, { ...request, headers: { ...other.headers, ...request.headers } }),
  ),
  'two writes at once are a server error': confused(isWrite, () => refused),
  'two writes at once wait for each other': confused(isWrite, async ({ pause }) => {
    await pause(1100);
    return refused;
  }),
};
