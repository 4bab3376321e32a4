import type { CoreResponse } from '../core/handler.ts';
import type { CustomerRecord, State } from '../core/state.ts';
import {
  type Modifier,
  all,
  answering,
  at,
  forItems,
  forQuery,
  onResponse,
  seeing,
  when,
} from '../modifiers.ts';
import { ofDates } from './date-filters.ts';
import type { Fault } from './fault.ts';

const operation = 'customers.list';

/** Defects of filtered lists of customers, and of queries that make no sense. */
export const customerFilterFaults: readonly Fault[] = [
  {
    name: 'main-user-ignored',
    breaks: 'customers.list.filter.main_user.one',
    also: [
      'customers.list.filter.main_user.unknown',
      'customers.list.filter.together',
      'customers.list.filter.main_user.two',
    ],
    describe: 'The filter by responsible users is ignored.',
    apply: users(() => []),
  },
  {
    name: 'main-user-alone-ignored',
    breaks: 'customers.list.filter.main_user.one',
    also: ['customers.list.filter.main_user.unknown', 'customers.list.filter.together'],
    describe: 'The filter by responsible users is ignored where it names one.',
    apply: users((ids) => (ids.length === 1 ? [] : ids)),
  },
  {
    name: 'main-user-by-a-pattern',
    breaks: 'customers.list.filter.main_user.unknown',
    describe: 'The filter by responsible users finds those whose ids begin with the one that is asked for.',
    apply: users((ids, { users: known }) => [
      ...ids,
      ...[...known.keys()].map(String).filter((user) => ids.some((id) => user.startsWith(id))),
    ]),
  },
  {
    name: 'main-user-is-creator',
    breaks: 'customers.list.filter.main_user.one',
    also: [
      'customers.list.filter.updated',
      'customers.list.filter.together',
      'customers.list.filter.main_user.two',
    ],
    describe: 'The filter by responsible users looks at the creating user.',
    apply: filteringBy(
      (customer) => ({ ...customer, responsible_user_id: customer.created_by }),
      'responsible_user_id',
    ),
  },
  {
    name: 'main-user-only-the-first',
    breaks: 'customers.list.filter.main_user.two',
    describe: 'Of several responsible users in a filter the first counts.',
    apply: users((ids) => ids.slice(0, 1)),
  },
  {
    name: 'main-user-only-the-last',
    breaks: 'customers.list.filter.main_user.two',
    describe: 'Of several responsible users in a filter the last counts.',
    apply: users((ids) => ids.slice(-1)),
  },
  {
    name: 'main-users-ignored',
    breaks: 'customers.list.filter.main_user.two',
    also: ['customers.list.filter.main_user.unknown'],
    describe: 'The filter by responsible users is ignored where it names several.',
    apply: users((ids) => (ids.length > 1 ? [] : ids)),
  },

  ...ofDates('creation', 'filter[date]', 'customers.list.filter.date.create', 'create'),
  ...ofDates('change', 'filter[date]', 'customers.list.filter.date.modify', 'modify'),
  ...ofDates('next-purchase', 'filter[next_date]', 'customers.list.filter.next_date'),
  {
    name: 'date-filter-always-by-change',
    breaks: 'customers.list.filter.date.create.from',
    also: [
      'customers.list.filter.date.edges',
      'customers.list.filter.brackets',
      'customers.list.filter.together',
      'customers.list.filter.date.create',
    ],
    describe: 'The filter by date looks at the last change, whatever its type.',
    apply: dateType(() => 'modify'),
  },
  {
    name: 'date-filter-always-by-creation',
    breaks: 'customers.list.filter.date.modify.from',
    also: [
      'customers.list.filter.updated',
      'customers.list.filter.together',
      'customers.list.filter.date.modify',
    ],
    describe: 'The filter by date looks at the creation, whatever its type.',
    apply: dateType(() => 'create'),
  },
  {
    name: 'date-filter-types-exchanged',
    breaks: 'customers.list.filter.date.create.range',
    also: [
      'customers.list.filter.updated',
      'customers.list.filter.brackets',
      'customers.list.filter.together',
      'customers.list.filter.date',
    ],
    describe: 'The filter by date takes creation for change and the other way round.',
    apply: dateType((type) => (type === 'create' ? 'modify' : 'create')),
  },
  {
    name: 'next-purchase-filter-by-creation',
    breaks: 'customers.list.filter.next_date.range',
    also: [
      'customers.list.filter.updated',
      'customers.list.filter.together',
      'customers.list.filter.next_date',
    ],
    describe: 'The filter by next purchase looks at the creation.',
    apply: filteringBy((customer) => ({ ...customer, next_date: customer.created_at }), 'next_date'),
  },

  {
    name: 'empty-list-404',
    breaks: 'customers.list.filter.empty',
    also: ['customers.list.filter.together.modify'],
    describe: 'A filter without a match is answered 404.',
    apply: whenEmpty((response) => ({ ...response, status: 404 })),
  },
  {
    name: 'empty-list-finds-all',
    breaks: 'customers.list.filter.empty',
    also: [
      'customers.list.filter.main_user.unknown',
      'customers.list.limit_offset.behind',
      'customers.list.filter.together.modify',
    ],
    describe: 'A filter without a match finds all customers.',
    apply: at(operation, (core) => (state, request) => {
      const reply = core(state, request);
      const falls = reply.response.status === 204 && request.query.includes('filter');
      return falls ? core(state, { ...request, query: '' }) : reply;
    }),
  },

  breakingDown('date', 'filter[date][from]', (value) => !/^\d/.test(value)),
  breakingDown('type', 'filter[date][type]', (value) => value !== 'create' && value !== 'modify'),
  breakingDown('limit_rows', 'limit_rows', (value) => !/^\d+$/.test(value)),
  breakingDown('id', 'id', (value) => !/^[\d,]+$/.test(value)),
  {
    name: 'malformed-id-finds-all',
    breaks: 'customers.list.malformed.id',
    describe: 'An id that is no number finds all customers.',
    apply: forQuery(operation, (query) => {
      if (!/^[\d,]+$/.test(query.get('id') ?? '1')) query.delete('id');
    }),
  },
];

/** Changes the responsible users that a filter names. */
function users(change: (ids: readonly string[], state: State) => readonly string[]): Modifier {
  return forQuery(operation, (query, state) => {
    const ids = query.getAll('filter[main_user][]');
    query.delete('filter[main_user][]');
    for (const id of change(ids, state)) query.append('filter[main_user][]', id);
  });
}

/** Lets a filter look at other values than the list shows. */
function filteringBy(
  seen: (customer: CustomerRecord) => CustomerRecord,
  field: 'responsible_user_id' | 'next_date',
): Modifier {
  const parameter = field === 'next_date' ? 'next_date' : 'main_user';
  const view = seeing((state) => ({
    ...state,
    customers: new Map([...state.customers].map(([id, customer]) => [id, seen(customer)])),
  }));
  const asStored = forItems(operation, (item, _, { after }) => ({
    ...item,
    [field]: after.customers.get(Number(item.id))?.[field],
  }));
  return at(
    operation,
    when(({ query }) => query.includes(parameter), all(view, asStored)),
  );
}

function dateType(change: (type: string) => string): Modifier {
  return forQuery(operation, (query) => {
    const type = query.get('filter[date][type]');
    if (type === 'create' || type === 'modify') query.set('filter[date][type]', change(type));
  });
}

/** Changes what a filter without a match is answered with. */
function whenEmpty(change: (response: CoreResponse) => CoreResponse): Modifier {
  return at(
    operation,
    onResponse((response, { request }) =>
      response.status === 204 && request.query.includes('filter') ? change(response) : response,
    ),
  );
}

/** A malformed parameter that is a server error. */
function breakingDown(
  what: 'date' | 'type' | 'limit_rows' | 'id',
  parameter: string,
  isMalformed: (value: string) => boolean,
): Fault {
  return {
    name: `malformed-${what.replace('_', '-')}-breaks-down`,
    breaks: `customers.list.malformed.${what}`,
    describe: `A malformed ${parameter} is a server error.`,
    apply: at(
      operation,
      when(
        ({ query }) => {
          const value = new URLSearchParams(query).get(parameter);
          return value !== null && isMalformed(value);
        },
        answering(500, 'Broken down'),
      ),
    ),
  };
}
