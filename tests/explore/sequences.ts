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
const AT_ONCE = { cases: 12, queries: 24, vain: 10 };

/** What everybody does with an account, in some order. */
const walks: readonly (readonly Step[])[] = [
  [
    {
      kind: 'periods',
      as: 'strings',
      add: [
        { days: 7, color: 3, inside: false },
        { days: 4, color: 21, inside: false },
      ],
    },
    { kind: 'periods', as: 'numbers', turn: 1 },
    { kind: 'list periods' },
    { kind: 'periods', as: 'numbers', edit: [{ of: 0, days: 9 }] },
    {
      kind: 'periods',
      as: 'strings',
      edit: [
        { of: 1, color: 5 },
        { of: 0, color: 22 },
      ],
    },
    { kind: 'periods', as: 'numbers', remove: [0] },
    { kind: 'periods', as: 'numbers', after: { days: 33, color: 2 } },
    { kind: 'periods', as: 'numbers', withoutAfter: true },
    { kind: 'list periods' },
  ],
  [
    {
      kind: 'periods',
      as: 'numbers',
      add: [0, 1, 2, 3, 4, 5, 6].map((color) => ({ days: 3 + color, color, inside: color % 2 === 0 })),
    },
    { kind: 'periods', as: 'numbers', odd: 'eleven' },
    ...['zero days', 'negative days', 'a word for a colour', 'a short colour', 'an unknown id'].map(
      (odd) => ({
        kind: 'periods',
        as: 'numbers',
        edit: [{ of: 0, days: 8 }],
        odd,
      }),
    ),
    { kind: 'periods', as: 'numbers', remove: [0, 1, 2] },
    ...[7, 10, 13, 16, 19].map((color) => ({
      kind: 'periods',
      as: 'strings',
      edit: [0, 1, 2].map((of) => ({ of, color: color + of })),
    })),
  ],
  [
    { kind: 'wait' },
    {
      kind: 'transactions',
      add: [],
      comments: [{ of: 0, text: { sort: 'html', n: 1 }, form: 'numbers' }],
      key: 'comment',
      slash: true,
    },
    {
      kind: 'transactions',
      add: [],
      comments: [{ of: 0, text: { sort: 'emoji', n: 2 }, form: 'strings' }],
      key: 'comment',
      slash: true,
    },
    {
      kind: 'transactions',
      add: [],
      comments: [{ of: 1, text: { sort: 'plain', n: 3 }, form: 'numbers' }],
      key: 'comments',
      slash: false,
    },
    {
      kind: 'transactions',
      add: [0, 0].map((of) => ({ of, price: 5, form: 'strings' })),
      comments: [],
      key: 'comment',
      slash: false,
    },
    { kind: 'wait' },
    {
      kind: 'transactions',
      add: [],
      comments: [],
      remove: { of: [0], as: 'numbers' },
      key: 'comment',
      slash: false,
    },
    { kind: 'look up', what: 'transactions', of: [0], whose: 'deleted', form: 'single' },
    {
      kind: 'transactions',
      add: [],
      comments: [],
      remove: { of: [0, 1], as: 'strings' },
      key: 'comment',
      slash: false,
    },
    {
      kind: 'transactions',
      add: [],
      comments: [],
      remove: { of: [0], whose: 'nobody', as: 'numbers' },
      key: 'comment',
      slash: false,
    },
  ],
  [
    { kind: 'wait' },
    {
      kind: 'customers',
      add: [],
      update: [{ of: 1, form: 'numbers', date: 'later', price: 9 }],
      look: 'by ids',
    },
    {
      kind: 'customers',
      add: [],
      update: [{ of: 1, form: 'numbers', date: 'earlier', price: 8, name: { sort: 'plain', n: 4 } }],
      look: 'by ids',
    },
    { kind: 'customers', add: [], update: [], remove: { of: [1], as: 'numbers' }, look: 'by ids' },
    { kind: 'look up', what: 'customers', of: [0], whose: 'deleted', form: 'single' },
    {
      kind: 'customers',
      add: [],
      update: [],
      remove: { of: [0], whose: 'deleted', as: 'numbers' },
      look: 'by days',
    },
    {
      kind: 'customers',
      add: [],
      update: [{ of: 0, whose: 'deleted', form: 'numbers', date: 'later', price: 9 }],
      look: 'by ids',
    },
    {
      kind: 'customers',
      add: [],
      update: [],
      remove: { of: [0], whose: 'nobody', as: 'strings' },
      look: 'by days',
    },
    { kind: 'customers', add: [], update: [], remove: { of: [0, 1], as: 'strings' }, look: 'by days' },
  ],
  [
    {
      kind: 'transactions',
      add: [0, 0, 0, 0, 0, 0].map((of, n) => ({
        of,
        price: n,
        comment: { sort: 'plain', n },
        form: 'numbers',
      })),
      comments: [],
      key: 'comment',
      slash: false,
    },
    ...[1, 2, 3].map((rows) => ({ kind: 'pages', what: 'transactions', of: 0, rows })),
    { kind: 'transactions of', of: 0 },
    { kind: 'transactions of', of: 0, whose: 'nobody' },
    { kind: 'look up', what: 'transactions', of: [1], form: 'single' },
    { kind: 'look up', what: 'transactions', of: [0], whose: 'nobody', form: 'single' },
    { kind: 'list', what: 'transactions' },
    { kind: 'list', what: 'transactions', rows: 1 },
    { kind: 'list', what: 'transactions', rows: 3 },
    { kind: 'list', what: 'transactions', offset: 2 },
    { kind: 'follow', what: 'transactions', of: 0, link: 'itself' },
    { kind: 'follow', what: 'transactions', of: 0, link: 'customer' },
  ],
  [
    ...[1, 2].map((rows) => ({ kind: 'pages', what: 'customers', of: 0, rows })),
    ...(['array', 'comma', 'index', 'single'] as const).map((form) => ({
      kind: 'look up',
      what: 'customers',
      of: [0, 2],
      form,
    })),
    { kind: 'look up', what: 'customers', of: [0, 1], form: 'array', beside: 'rows' },
    { kind: 'look up', what: 'customers', of: [0, 1], form: 'array', beside: 'filter' },
    { kind: 'look up', what: 'customers', of: [0], whose: 'nobody', form: 'single' },
    { kind: 'list', what: 'customers' },
    { kind: 'list', what: 'customers', rows: 1 },
    { kind: 'list', what: 'customers', rows: 3 },
    { kind: 'list', what: 'customers', offset: 2 },
    { kind: 'follow', what: 'customers', of: 1, link: 'itself' },
    ...(['created', 'changed', 'next'] as const).flatMap((what): readonly Step[] => [
      { kind: 'filter', [what]: { from: 4 } },
      { kind: 'filter', [what]: { to: 4 } },
      { kind: 'filter', [what]: { from: 4, to: 4 } },
    ]),
  ],
  [
    ...[0, 1, 2].map((responsible) => ({
      kind: 'customers',
      add: [
        {
          name: { sort: 'plain', n: 7 },
          created: { slot: 4, seconds: 0 },
          next: { slot: 4, seconds: 0 },
          responsible,
          creator: 2 - responsible,
          form: 'numbers',
        },
      ],
      update: [],
      look: 'by ids',
    })),
    { kind: 'filter', users: [0] },
    { kind: 'filter', users: [1] },
    { kind: 'filter', users: [0, 1] },
    { kind: 'filter', users: [2, 1] },
    { kind: 'filter', next: { from: 70, to: 71 } },
  ],
  [
    { kind: 'customers', add: [], update: [], remove: { of: [0, 1, 2], as: 'numbers' }, look: 'by ids' },
    {
      kind: 'customers',
      add: [
        {
          name: { sort: 'plain', n: 8 },
          created: { slot: 5, seconds: 0 },
          next: { slot: 5, seconds: 0 },
          form: 'numbers',
        },
      ],
      update: [],
      look: 'by days',
    },
    {
      kind: 'transactions',
      add: [{ of: 0, whose: 'deleted', price: 5, form: 'numbers' }],
      comments: [],
      key: 'comment',
      slash: false,
    },
    {
      kind: 'transactions',
      add: [{ of: 0, whose: 'nobody', price: 5, form: 'numbers' }],
      comments: [],
      key: 'comment',
      slash: false,
    },
  ],
];

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
    [
      ...walks.map((steps) => [...beforehand, ...steps]),
      ...vain.map((steps) => [...beforehand, ...steps]),
      [...paths.map((path): Step => ({ kind: 'path', path }))],
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
