/** Sequences that are written down: odd payloads and queries, and what has to be tried in vain. */
import { operationIds } from '../../spec/operations.ts';
import type { Step } from '../../spec/run/exploration.ts';
import { odditiesOf, oddQueriesOf } from './boundaries.ts';
import { isMark } from './cases.ts';
import { overlaps } from './overlaps.ts';
import { bodies, methods, senders } from './vain.ts';
import { values } from './values.ts';
import { beforehand, walks } from './walks.ts';

/** How many odd things one sequence tries: what is refused leaves everything as it was. */
const AT_ONCE = { cases: 12, values: 12, queries: 24, vain: 10 };

/** Sequences that every exploration tries, as far as its budget goes; the sooner the group, the surer. */
export function cases(): readonly (readonly (readonly Step[])[])[] {
  const odd = (['customers.change', 'transactions.change', 'periods.change'] as const).flatMap((operation) =>
    chunks(
      odditiesOf(operation)
        // Nobody could tell any more whose a record is that were taken so.
        .filter(
          ({ path, put }) => !isMark(path) || put === undefined || (typeof put === 'string' && put !== ''),
        )
        .map((one): Step => ({ kind: 'case', ...one })),
      AT_ONCE.cases,
    ),
  );
  const queries = operationIds
    .filter((id) => id.endsWith('.list'))
    .flatMap((operation) =>
      chunks(
        oddQueriesOf(operation).map((query): Step => ({ kind: 'query', operation, query })),
        AT_ONCE.queries,
      ),
    );
  const vain = chunks(
    [
      ...operationIds.flatMap((operation) => senders.map((by): Step => ({ kind: 'vain', operation, by }))),
      ...operationIds
        .filter((id) => id.endsWith('.change'))
        .flatMap((operation): Step[] => [
          ...methods.map((method) => ({ kind: 'vain', operation, method })),
          ...bodies.map((body) => ({ kind: 'vain', operation, body })),
        ]),
    ],
    AT_ONCE.vain,
  );
  const paths = [
    '/api/v2/customers_unknown_path',
    '/api/v2/customers/unknown',
    '/api/v2/transactions_unknown_path',
  ];
  return [
    overlaps.map((steps) => [...beforehand, ...steps]),
    [
      ...walks.map((steps) => [...beforehand, ...steps]),
      ...vain.map((steps) => [...beforehand, ...steps]),
      [...paths.map((path): Step => ({ kind: 'path', path }))],
      ...chunks(values(), AT_ONCE.values).map((steps) => [...beforehand, ...steps]),
      [{ kind: 'crowd', what: 'customers' }],
      [...beforehand, { kind: 'crowd', what: 'transactions' }],
    ],
    queries,
    odd.map((steps) => [...beforehand, ...steps]),
  ];
}

function chunks(steps: readonly Step[], size: number): readonly (readonly Step[])[] {
  return Array.from({ length: Math.ceil(steps.length / size) }, (_, index) =>
    steps.slice(index * size, (index + 1) * size),
  );
}
