import { idFrom, listOf, member, parsedJson } from '../../spec/contract/json.ts';
import type { Exchange } from '../../spec/run/exchange.ts';
import type { RecordId, Unasked } from '../api.ts';

/** The ways to ask for records by one id. */
const lookUps = [
  {
    operation: 'customers.list',
    parameter: 'id',
    kind: 'customers',
    requirement: 'customers.list.id',
    shows: 'customer',
    idIn: (item: unknown) => member(item, 'id'),
  },
  {
    operation: 'transactions.list',
    parameter: 'id',
    kind: 'transactions',
    requirement: 'transactions.list.id',
    shows: 'transaction',
    idIn: (item: unknown) => member(item, 'id'),
  },
  {
    operation: 'transactions.list',
    parameter: 'customer_id',
    kind: 'customers',
    requirement: 'transactions.list.customer_id',
    shows: 'a transaction of customer',
    idIn: (item: unknown) => member(member(item, 'customer'), 'id'),
  },
] as const;

/** How many ids a sentence names. */
const MOST_NAMED = 5;

/**
 * What the answer to a look-up shows beside what was asked for, or several of in its place. Where something that the
 * run has not created is asked for and not shown, it tells how the target answers where nothing is found. What is asked
 * for by two parameters is left out: how they go together is told by a claim.
 */
export function unaskedIn(
  { operation, request: { url }, response }: Exchange,
  wasCreated: (record: RecordId) => boolean,
): readonly Unasked[] {
  const named = lookUps.filter((one) => one.operation === operation);
  if (named.length === 0 || response?.status !== 200) return [];
  const query = new URL(url).searchParams;
  const [lookUp, ...others] = named.filter(({ parameter }) => query.has(parameter));
  const asked = query.get(lookUp?.parameter ?? '') ?? '';
  if (lookUp === undefined || others.length > 0 || !/^[1-9]\d*$/.test(asked)) return [];
  const { requirement, parameter, kind, shows } = lookUp;
  const id = Number(asked);
  const items = listOf(member(member(parsedJson(response.body), '_embedded'), 'items'));
  const shown = new Set(items.map((item) => idFrom(lookUp.idIn(item))).filter((one) => one !== undefined));
  const unasked = [...shown].filter((one) => one !== id);
  const isInPlace = !shown.has(id);
  if (unasked.length === 0) return [];
  if (isInPlace && (items.length < 2 || !wasCreated({ kind, id }))) return [];
  const those = unasked.slice(0, MOST_NAMED).join(', ');
  return [
    {
      requirement,
      says: `A list with ${parameter}=${asked} shows ${shows} ${those}${isInPlace ? '' : ', too'}`,
    },
  ];
}
