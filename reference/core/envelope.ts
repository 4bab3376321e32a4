import type { EntityLinks } from '../../spec/messages.ts';
import type { Call } from './call.ts';
import type { Policy } from './policy.ts';
import type { CoreResponse, Reply } from './handler.ts';
import type { State } from './state.ts';

/** Paths that links lead to. */
export const paths = {
  customers: '/api/v2/customers',
  transactions: '/api/v2/transactions',
  periods: '/api/v2/customers_periods',
  contacts: '/api/v2/contacts',
  companies: '/api/v2/companies',
  account: '/api/v2/account',
} as const;

export interface Linked {
  readonly _links: EntityLinks;
}

/** The `_links` of something that a GET of `href` shows. */
export function linked(href: string, method = 'get'): Linked {
  return { _links: { self: { href, method } } };
}

/** The `_links` of elements of a collection. */
export function linkedTo(path: string, ...ids: readonly number[]): Linked {
  return linked(`${path}?id=${ids.join(',')}`);
}

/** A 200 with a HAL body. */
export function hal(body: unknown): CoreResponse {
  return { status: 200, headers: { 'content-type': 'application/hal+json' }, body };
}

export const noContent: CoreResponse = { status: 204, headers: {} };

/** Answers a list: its items, or what the policy says of an empty one (readings 13 and 17). */
export function listReply({ state, request, path, policy }: Call, items: readonly unknown[]): Reply {
  if (items.length === 0 && policy.emptyList === 'noContent') return { state, response: noContent };
  const echo = policy.selfLink === 'withQuery' && request.query !== '' ? `?${request.query}` : '';
  const links = linked(path + echo);
  if (items.length === 0 && policy.emptyList === 'linksOnly') return { state, response: hal(links) };
  const embedded = items.length === 0 ? (emptiness[policy.emptyList] ?? { items }) : { items };
  return { state, response: hal({ ...links, _embedded: embedded }) };
}

/** What an empty list embeds, where that is not its items. */
const emptiness: Partial<Record<Policy['emptyList'], unknown>> = {
  emptyEmbedded: [],
  emptyObject: {},
  itemsObject: { items: {} },
};

/** Answers a change: the new state, and its items with the errors of single elements, if there are any. */
export function changeReply({ path }: Call, state: State, items: unknown, errors?: unknown): Reply {
  const embedded = errors === undefined ? { items } : { items, errors };
  return {
    state,
    response: hal({ ...linked(path, 'post'), _embedded: embedded }),
  };
}
