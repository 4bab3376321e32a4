/** Defects by which a change reaches further than it was asked to, or not as far: other fields, other records, an index. */
import { operationOf } from '../../spec/operations.ts';
import type { CoreRequest } from '../core/handler.ts';
import { at, forDeleted, onState, type Modifier } from '../modifiers.ts';
import { onUpdated, updateOf, withCustomers } from './customer-edits.ts';
import type { Fault } from './fault.ts';
import { leftOut } from './replacement.ts';

export const sideEffectFaults: readonly Fault[] = [
  {
    name: 'tags-lost-where-custom-fields-are-updated',
    breaks: 'customers.update.alone',
    describe: 'An update that sends custom fields and no tags takes the tags away.',
    apply: onUpdated((customer, _, moment) => {
      const { custom_fields, tags } = updateOf(customer, moment);
      return custom_fields === undefined || tags !== undefined ? customer : { ...customer, tags: [] };
    }),
  },
  {
    name: 'company-lost-where-contacts-are-attached',
    breaks: 'customers.update.alone',
    describe: 'An update that attaches contacts alone takes the company away.',
    apply: onUpdated((customer, _, moment) => {
      const { contacts_id, company_id, unlink } = updateOf(customer, moment);
      const isAlone = contacts_id !== undefined && company_id === undefined && unlink === undefined;
      return isAlone ? { ...customer, company: null } : customer;
    }),
  },
  {
    name: 'contacts-detached-with-period',
    breaks: 'periods.change.customers.removed',
    also: ['customers.change.untouched'],
    describe: 'With a period the contacts of its customers are detached.',
    apply: at(
      'periods.change',
      onState((after, { before }) => {
        const gone = leftOut([...after.periods.values()], before).map(({ id }) => id);
        return withCustomers(after, (customer) =>
          customer.period_id !== null && gone.includes(customer.period_id)
            ? { ...customer, contacts: [] }
            : customer,
        );
      }),
    ),
  },
  {
    name: 'deletion-names-former-name',
    breaks: 'customers.delete.answer',
    also: ['customers.delete'],
    describe: 'The answer to a deletion has the name with which a customer was added.',
    apply: namedAsAdded(),
  },
  {
    name: 'next-purchase-filter-not-updated',
    breaks: 'customers.list.filter.updated',
    also: ['customers.list.filter.next_date.bought'],
    describe: 'The filter by next purchase finds an updated customer by the day that it had before.',
    apply: indexed('next_date', (query) => query.includes('next_date'), 'transactions.change'),
  },
  {
    name: 'user-filter-not-updated',
    breaks: 'customers.list.filter.updated',
    describe: 'The filter by responsible users finds an updated customer by the user that it had before.',
    apply: indexed('responsible_user_id', (query) => query.includes('main_user'), 'transactions.change'),
  },
  {
    name: 'change-filter-not-updated',
    breaks: 'customers.list.filter.updated',
    describe: 'The filter by the last change finds an updated customer by the day of the change before.',
    apply: indexed('updated_at', (query) => query.includes('modify'), 'transactions.change'),
  },
  {
    name: 'next-purchase-filter-not-moved-by-purchases',
    breaks: 'customers.list.filter.next_date.bought',
    describe: 'The filter by next purchase finds a customer by the day before a purchase moved it.',
    apply: indexed('next_date', (query) => query.includes('next_date'), 'customers.change'),
  },
];

/** Filters by what a field was when a customer was added, or when one operation last changed it. */
function indexed(
  field: 'next_date' | 'responsible_user_id' | 'updated_at',
  isFilter: (query: string) => boolean,
  reachedBy: string,
): Modifier {
  return (core) => {
    const index = new Map<number, number>();
    return (state, request) => {
      if (request.method === 'GET' && isFilter(request.query)) {
        const seen = withCustomers(state, (customer) => ({
          ...customer,
          [field]: index.get(customer.id) ?? customer[field],
        }));
        return { state, response: core(seen, request).response };
      }
      const reply = core(state, request);
      const isReached = operationOf(request.method, request.path) === reachedBy;
      for (const [id, customer] of reply.state.customers) {
        const isChanged = customer[field] !== state.customers.get(id)?.[field];
        if (!state.customers.has(id) || (isReached && isChanged)) index.set(id, customer[field]);
      }
      return reply;
    };
  };
}

function namedAsAdded(): Modifier {
  return (core) => {
    const names = new Map<number, string>();
    const telling = forDeleted('customers.change', (entry) => ({
      ...entry,
      name: names.get(Number(entry.id)) ?? entry.name,
    }))(core);
    return (state, request: CoreRequest) => {
      const reply = telling(state, request);
      for (const { id, name } of reply.state.customers.values()) if (!names.has(id)) names.set(id, name);
      return reply;
    };
  };
}
