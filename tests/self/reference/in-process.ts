import { createCore } from '../../../reference/core/core.ts';
import type { CoreResponse, Handler } from '../../../reference/core/handler.ts';
import type { Policy } from '../../../reference/core/policy.ts';
import { createState } from '../../../reference/core/seed.ts';
import type { State } from '../../../reference/core/state.ts';
import type { Linked } from '../../../reference/core/envelope.ts';

/** The reference driven without a server: one account that remembers, under a clock that stands still. */
export interface InProcess {
  now: number;
  state: State;
  send(method: string, url: string, options?: SendOptions): CoreResponse;
  get(url: string): CoreResponse;
  post(path: string, body: unknown): CoreResponse;
  /** Ids of customers added one by one in a batch. */
  added(...items: readonly object[]): readonly number[];
}

export interface SendOptions {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const administrator = { authorization: 'Bearer demo-administrator-token' };
export const member = { cookie: 'session_id=demo-member-session' };

export const ids = {
  contacts: [1099181, 1099182, 1099183],
  companies: [1099180, 1099190],
  text: 4400017,
  multiselect: 4400021,
  address: 4399655,
  afterPeriod: 112804,
} as const;

export const customers = '/api/v2/customers';
export const transactions = '/api/v2/transactions';
export const periods = '/api/v2/customers_periods';

export function inProcess(policy: Partial<Policy> = {}, core: Handler = createCore(policy)): InProcess {
  const account: InProcess = {
    now: 1_700_000_000,
    state: createState(),
    send(method, url, { body = '', headers = administrator } = {}) {
      const [path = '', query = ''] = url.split('?');
      const reply = core(account.state, { method, path, query, headers, body, now: account.now });
      account.state = reply.state;
      return reply.response;
    },
    get: (url) => account.send('GET', url),
    post: (path, body) => account.send('POST', path, { body: JSON.stringify(body) }),
    added(...items) {
      const add = items.map((item, index) => ({
        name: `Customer ${index}`,
        next_date: 1_800_000_000,
        ...item,
      }));
      return itemsOf<{ id: number }>(account.post(customers, { add })).map(({ id }) => id);
    },
  };
  return account;
}

interface Body<Item> extends Linked {
  readonly _embedded: { readonly items: readonly Item[]; readonly errors?: unknown };
}

/** The body of a 200, after a trip over the wire. */
export function bodyOf<Item = Linked & { readonly id: number; readonly request_id?: number | string }>(
  response: CoreResponse,
): Body<Item> {
  if (response.status !== 200) throw new Error(`${response.status}: ${JSON.stringify(response.body)}`);
  return JSON.parse(JSON.stringify(response.body)) as Body<Item>;
}

/** The items of a 200, none for a 204. */
export function itemsOf<Item>(response: CoreResponse): Body<Item>['_embedded']['items'] {
  return response.status === 204 ? [] : bodyOf<Item>(response)._embedded.items;
}

export const idsOf = (response: CoreResponse): readonly number[] =>
  itemsOf<{ readonly id: number }>(response).map(({ id }) => id);
