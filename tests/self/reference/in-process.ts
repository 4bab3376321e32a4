import { createCore } from '../../../reference/core/core.ts';
import type { CoreResponse, Handler } from '../../../reference/core/handler.ts';
import type { Policy } from '../../../reference/core/policy.ts';
import { createState } from '../../../reference/core/seed.ts';
import type { Linked } from '../../../reference/core/envelope.ts';

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

export interface SendOptions {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The reference driven without a server: one account that remembers, under a clock that stands still. */
export function inProcess(policy: Partial<Policy> = {}, core: Handler = createCore(policy)) {
  const account = {
    now: 1_700_000_000,
    state: createState(),
    send(
      method: string,
      url: string,
      { body = '', headers = administrator }: SendOptions = {},
    ): CoreResponse {
      const [path = '', query = ''] = url.split('?');
      const reply = core(account.state, { method, path, query, headers, body, now: account.now });
      account.state = reply.state;
      return reply.response;
    },
    get: (url: string) => account.send('GET', url),
    post: (path: string, body: unknown) => account.send('POST', path, { body: JSON.stringify(body) }),
    /** Ids of customers added one by one in a batch. */
    added: (...items: readonly object[]) => {
      const add = items.map((item, index) => ({
        name: `Customer ${index}`,
        next_date: 1_800_000_000,
        ...item,
      }));
      return idsOf(account.post(customers, { add }));
    },
  };
  return account;
}

interface Body extends Linked {
  readonly _embedded: { readonly items: readonly { readonly id: number }[]; readonly errors?: unknown };
}

/** The body of a 200, after a trip over the wire. */
export function bodyOf(response: CoreResponse): Body {
  if (response.status !== 200) throw new Error(`${response.status}: ${JSON.stringify(response.body)}`);
  return JSON.parse(JSON.stringify(response.body)) as Body;
}

/** Of the items of a 200. */
export const idsOf = (response: CoreResponse): readonly number[] =>
  bodyOf(response)._embedded.items.map(({ id }) => id);
