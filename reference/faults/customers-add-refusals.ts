import { type JsonObject, isObject } from '../core/values.ts';
import { doneThoughRefused } from '../modifiers.ts';
import {
  elementsIn,
  forAdded,
  oneDoneThoughRefused,
  oneRepaired,
  whenOne,
  whenSent,
  without,
} from './customer-edits.ts';
import type { Fault } from './fault.ts';

/** Defects of refusing customers that lack something or refer to what there is not. */
export const customerAddRefusalFaults: readonly Fault[] = [
  {
    name: 'nameless-taken',
    breaks: 'customers.add.required.name',
    describe: 'A customer without a name is stored with one that is made up.',
    apply: whenSent(
      'add',
      (count) => count === 1,
      forAdded((item) => ({ name: 'New customer', ...item })),
    ),
  },
  {
    name: 'nameless-refused-and-stored',
    breaks: 'customers.add.required.name',
    describe: 'A customer without a name is refused and stored all the same.',
    apply: oneDoneThoughRefused('add', (item) =>
      item.name === undefined ? { name: 'Nameless', ...item } : undefined,
    ),
  },
  {
    name: 'dateless-taken',
    breaks: 'customers.add.required.next_date',
    describe: 'A customer without a next purchase date gets one in a month.',
    apply: forAdded((item) => ({ next_date: 1_900_000_000, ...item })),
  },
  {
    name: 'dateless-refused-and-stored',
    breaks: 'customers.add.required.next_date',
    describe: 'A customer without a next purchase date is refused and stored all the same.',
    apply: oneDoneThoughRefused('add', (item) =>
      item.next_date === undefined ? { next_date: 1_900_000_000, ...item } : undefined,
    ),
  },
  {
    name: 'good-of-refused-batch-stored-today',
    breaks: 'customers.add.batch.partlyBad',
    describe: 'A batch with a bad customer is refused, and the first is stored, as of now.',
    apply: doneThoughRefused('customers.change', (body) => {
      const [first, ...others] = elementsIn(body, 'add');
      return isObject(first) && others.length > 0 ? { add: [without(first, 'created_at')] } : undefined;
    }),
  },
  {
    name: 'nameless-refused-and-stored-today',
    breaks: 'customers.add.required.name',
    describe: 'A customer without a name is refused and stored all the same, as of now.',
    apply: oneDoneThoughRefused('add', (item) =>
      item.name === undefined ? { name: 'Nameless', ...without(item, 'created_at') } : undefined,
    ),
  },
  {
    name: 'unknown-company-refused-and-stored-today',
    breaks: 'customers.add.unknown.company',
    describe: 'A customer with a company that there is not is refused and stored without it, as of now.',
    apply: oneDoneThoughRefused('add', (item) =>
      item.company_id === undefined ? undefined : without(without(item, 'company_id'), 'created_at'),
    ),
  },
  ...unknown('contact', 'contacts_id', (item) => without(item, 'contacts_id')),
  ...unknown('company', 'company_id', (item) => without(item, 'company_id')),
  ...unknown('period', 'period_id', (item) => without(item, 'period_id')),
  ...unknown('customField', 'custom_fields', (item) => without(item, 'custom_fields')),
];

/** Something that does not exist: passed over, or refused and the customer stored without it. */
function unknown(
  what: 'contact' | 'company' | 'period' | 'customField',
  field: string,
  repair: (item: JsonObject) => JsonObject,
): readonly Fault[] {
  return [
    {
      name: `unknown-${what.toLowerCase()}-passed-over`,
      breaks: `customers.add.unknown.${what}`,
      describe: `A customer with a ${field} that there is not is stored without it.`,
      apply: whenOne('add', (item) => item[field] !== undefined, oneRepaired('add', repair)),
    },
    {
      name: `unknown-${what.toLowerCase()}-refused-and-stored`,
      breaks: `customers.add.unknown.${what}`,
      describe: `A customer with a ${field} that there is not is refused and stored without it.`,
      apply: oneDoneThoughRefused('add', (item) => (item[field] === undefined ? undefined : repair(item))),
    },
  ];
}
