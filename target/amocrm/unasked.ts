import { idFrom, listOf, member, parsedJson } from '../../spec/contract/json.ts';
import type { Exchange } from '../../spec/run/exchange.ts';
import type { Unasked } from '../api.ts';

/** The ways to ask for records by one id. */
const lookUps = [
  {
    operation: 'customers.list',
    parameter: 'id',
    requirement: 'customers.list.id',
    shows: 'customer',
    idIn: (item: unknown) => member(item, 'id'),
  },
  {
    operation: 'transactions.list',
    parameter: 'id',
    requirement: 'transactions.list.id',
    shows: 'transaction',
    idIn: (item: unknown) => member(item, 'id'),
  },
  {
    operation: 'transactions.list',
    parameter: 'customer_id',
    requirement: 'transactions.list.customer_id',
    shows: 'a transaction of customer',
    idIn: (item: unknown) => member(member(item, 'customer'), 'id'),
  },
] as const;

/** How many ids a sentence names. */
const MOST_NAMED = 5;

/**
 * What the answer to a look-up shows beside what was asked for. One that shows nothing of that is left out: it tells how
 * the target answers where nothing is found. So is one by two parameters: how they go together is told by a claim.
 */
export function unaskedIn({ operation, request: { url }, response }: Exchange): readonly Unasked[] {
  const named = lookUps.filter((one) => one.operation === operation);
  if (named.length === 0 || response?.status !== 200) return [];
  const query = new URL(url).searchParams;
  const [lookUp, ...others] = named.filter(({ parameter }) => query.has(parameter));
  const asked = query.get(lookUp?.parameter ?? '') ?? '';
  if (lookUp === undefined || others.length > 0 || !/^[1-9]\d*$/.test(asked)) return [];
  const items = listOf(member(member(parsedJson(response.body), '_embedded'), 'items'));
  const ids = items.map((item) => idFrom(lookUp.idIn(item)));
  const unasked = ids.filter((id) => id !== undefined && id !== Number(asked));
  if (unasked.length === 0 || !ids.includes(Number(asked))) return [];
  const shown = [...new Set(unasked)].slice(0, MOST_NAMED).join(', ');
  return [
    {
      requirement: lookUp.requirement,
      says: `A list with ${lookUp.parameter}=${asked} shows ${lookUp.shows} ${shown}, too`,
    },
  ];
}
