import { isObject } from '../core/values.ts';
import { at, type Modifier, onEmbedded, onHeader, onRequest, onResponse } from '../modifiers.ts';
import type { Variant } from './variant.ts';

/** Other forms of the same answers, other accounts, other ways over the wire. */
export const formVariants: readonly Variant[] = [
  {
    name: 'extra-properties',
    freedom: 'field notes',
    describe: 'Every object of a response carries properties that the document does not name.',
    apply: onResponse((response) => ({ ...response, body: withExtras(response.body) })),
  },
  {
    name: 'keys-reversed',
    freedom: 'silence',
    describe: 'The properties of every object come in reverse order.',
    apply: onResponse((response) => ({ ...response, body: withKeysReversed(response.body) })),
  },
  {
    name: 'periods-shuffled',
    freedom: 'reading 24',
    describe: 'Lists of periods are in no order that means anything.',
    apply: at(
      ['periods.list', 'periods.change'],
      onEmbedded((embedded) =>
        Array.isArray(embedded.items) ? { ...embedded, items: turned(embedded.items) } : embedded,
      ),
    ),
  },
  {
    name: 'charset-named',
    freedom: 'field notes',
    describe: 'The content type names its charset.',
    apply: onHeader('content-type', (type) => (type.includes('charset') ? type : `${type}; charset=utf-8`)),
  },
  {
    name: 'clock-ahead',
    freedom: 'silence',
    describe: 'The clock of the server is five minutes ahead.',
    apply: onRequest((request) => ({ ...request, now: request.now + 5 * 60 })),
  },
  {
    name: 'clock-behind',
    freedom: 'silence',
    describe: 'The clock of the server is five minutes behind.',
    apply: onRequest((request) => ({ ...request, now: request.now - 5 * 60 })),
  },
  {
    name: 'ids-above-2-31',
    freedom: 'silence',
    describe: 'New ids do not fit into 32 bits.',
    account: { firstIds: idsFrom(2 ** 32 + 7) },
  },
  {
    name: 'ids-near-2-53',
    freedom: 'silence',
    describe: 'New ids are the last that a number in JSON can carry whole.',
    account: { firstIds: idsFrom(Number.MAX_SAFE_INTEGER - 100_000) },
  },
  {
    name: 'full-account',
    freedom: 'silence',
    describe: 'The account holds 2,000 customers of other people, and seven periods before the purchase.',
    account: { customers: 2000, beforePeriods: 7 },
  },
  {
    name: 'other-time-zone',
    freedom: 'reading 24',
    describe: 'The account lives by the clocks of New York.',
    account: { timezone: 'America/New_York' },
  },
  {
    name: 'upper-case-headers',
    freedom: 'silence',
    describe: 'Header names are in capitals.',
    wire: { headerNames: 'upper' },
  },
  {
    name: 'lower-case-headers',
    freedom: 'silence',
    describe: 'Header names are in small letters.',
    wire: { headerNames: 'lower' },
  },
  {
    name: 'chunked',
    freedom: 'silence',
    describe: 'Bodies come in chunks, without a length.',
    wire: { chunked: true },
  },
  {
    name: 'gzip',
    freedom: 'silence',
    describe: 'Bodies are compressed for those who accept it.',
    wire: { gzip: true },
  },
  {
    name: 'slow-answers',
    freedom: 'silence',
    describe: 'Every answer takes 40 ms longer.',
    wire: { delayMs: 40 },
  },
  {
    name: 'rate-limited',
    freedom: 'reading 28',
    describe: 'Every 25th request is put off for a second with status 429.',
    apply: puttingOff(25),
  },
];

/** Status 429 for every so-many-th request, which is not carried out. */
function puttingOff(every: number): Modifier {
  return (core) => {
    let count = 0;
    return (state, request) => {
      count += 1;
      if (count % every !== 0) return core(state, request);
      return { state, response: { status: 429, headers: { 'retry-after': '1' } } };
    };
  };
}

function idsFrom(first: number) {
  return { customer: first, transaction: first, period: first, tag: first };
}

/** The first to the end: another order for any list of two or more. */
function turned(items: readonly unknown[]): readonly unknown[] {
  return [...items.slice(1), ...items.slice(0, 1)];
}

/** Not in maps, where every key is an id or a relation, nor in `{}`, which is an empty relation. */
const mapKeys: ReadonlySet<string> = new Set([
  '_links',
  'items',
  'errors',
  'add',
  'update',
  'users',
  'customers',
]);

function withExtras(value: unknown): unknown {
  return mapObjects(value, (entries, key) =>
    entries.length === 0 || mapKeys.has(key)
      ? entries
      : [...entries, ['ltv', 0], ['x_extra', { average_check: null }]],
  );
}

function withKeysReversed(value: unknown): unknown {
  return mapObjects(value, (entries) => [...entries].reverse());
}

type Entries = readonly (readonly [string, unknown])[];

/** Changes every object in a value, from the inside out; elements of lists have no key. */
function mapObjects(value: unknown, change: (entries: Entries, key: string) => Entries, key = ''): unknown {
  if (Array.isArray(value)) return value.map((element) => mapObjects(element, change));
  if (!isObject(value)) return value;
  const inner = Object.entries(value).map(([name, each]): [string, unknown] => [
    name,
    mapObjects(each, change, name),
  ]);
  return Object.fromEntries(change(inner, key));
}
