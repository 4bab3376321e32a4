/** Sequences that are written down: odd payloads and queries, and what has to be tried in vain. */
import { operationIds } from '../../spec/operations.ts';
import type { Step } from '../../spec/run/exploration.ts';
import { odditiesOf, oddQueriesOf } from './boundaries.ts';
import { isMark } from './cases.ts';
import { bodies, methods, senders } from './vain.ts';

/** What is there before something odd is tried: three customers, and what they bought. */
const beforehand: readonly Step[] = [
  {
    kind: 'customers',
    add: [0, 1, 2].map((slot) => ({
      name: { sort: 'plain', n: slot },
      created: { slot, seconds: 0 },
      next: { slot, seconds: 0 },
      contacts: [0],
      company: 0,
      form: 'numbers',
    })),
    update: [],
    look: 'by ids',
  },
  {
    kind: 'transactions',
    add: [0, 1, 2].map((of) => ({
      of,
      date: 1_500_000_000,
      price: 7,
      comment: { sort: 'plain', n: of },
      form: 'numbers',
    })),
    comments: [],
    key: 'comment',
    slash: false,
  },
];

/** How many odd things one sequence tries: what is refused leaves everything as it was. */
const AT_ONCE = 8;

/** Sequences that every exploration tries, as far as its budget goes. */
export function cases(): readonly (readonly Step[])[] {
  const odd = (['customers.change', 'transactions.change', 'periods.change'] as const).flatMap((operation) =>
    chunks(
      odditiesOf(operation)
        // Nobody could tell any more whose a record is that were taken so.
        .filter(
          ({ path, put }) => !isMark(path) || put === undefined || (typeof put === 'string' && put !== ''),
        )
        .map((one): Step => ({ kind: 'case', ...one })),
    ),
  );
  const queries = operationIds
    .filter((id) => id.endsWith('.list'))
    .flatMap((operation) =>
      chunks(oddQueriesOf(operation).map((query): Step => ({ kind: 'query', operation, query }))),
    );
  const vain = chunks([
    ...operationIds.flatMap((operation) => senders.map((by): Step => ({ kind: 'vain', operation, by }))),
    ...operationIds
      .filter((id) => id.endsWith('.change'))
      .flatMap((operation): Step[] => [
        ...methods.map((method) => ({ kind: 'vain', operation, method })),
        ...bodies.map((body) => ({ kind: 'vain', operation, body })),
      ]),
  ]);
  const paths = [
    '/api/v2/customers_unknown_path',
    '/api/v2/customers/unknown',
    '/api/v2/transactions_unknown_path',
  ];
  return [
    ...odd.map((steps) => [...beforehand, ...steps]),
    ...queries,
    ...vain.map((steps) => [...beforehand, ...steps]),
    [...paths.map((path): Step => ({ kind: 'path', path }))],
    [{ kind: 'crowd', what: 'customers' }],
    [...beforehand, { kind: 'crowd', what: 'transactions' }],
  ];
}

function chunks(steps: readonly Step[]): readonly (readonly Step[])[] {
  return Array.from({ length: Math.ceil(steps.length / AT_ONCE) }, (_, index) =>
    steps.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );
}
