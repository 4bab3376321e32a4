import { isObject } from '../core/values.ts';
import { doneThoughRefused, forItems, onState, refusing } from '../modifiers.ts';
import {
  elementsIn,
  forAdded,
  forAddedAcknowledgements,
  forBatch,
  onAdded,
  whenSent,
  without,
} from './customer-edits.ts';
import { withHref } from './lists.ts';
import type { Fault } from './fault.ts';

const path = '/api/v2/customers';

/** Defects of adding as such: what is kept of a batch, how it is acknowledged. */
export const customerAddFaults: readonly Fault[] = [
  {
    name: 'adding-stores-nothing',
    breaks: 'customers.add.single',
    also: [
      'customers.list.limit_rows.several',
      'customers.add.batch',
      'customers.change.together',
      'periods.change.customers.removed',
    ],
    describe: 'Added customers are acknowledged and not stored.',
    apply: onAdded(() => undefined),
  },
  {
    name: 'last-of-a-batch-twice',
    breaks: 'customers.add.batch.fifty',
    describe: 'The last of several added customers is stored twice, and acknowledged once.',
    apply: onState((after, { before }) => {
      const added = [...after.customers.values()].filter(({ id }) => !before.customers.has(id));
      const last = added.at(-1);
      if (last === undefined || added.length === 1) return after;
      const id = after.next.customer;
      const customers = new Map([...after.customers, [id, { ...last, id }]]);
      return { ...after, customers, next: { ...after.next, customer: id + 1 } };
    }),
  },
  {
    name: 'single-acknowledged-only',
    breaks: 'customers.add.single',
    also: ['customers.change.together', 'periods.change.customers.removed'],
    describe: 'A customer that is added alone is acknowledged and not stored.',
    apply: onAdded((customer, batch) => (batch.length === 1 ? undefined : customer)),
  },
  {
    name: 'single-refused',
    breaks: 'customers.add.single',
    also: ['periods.change.add.used', 'customers.change.together'],
    describe: 'A customer that is added alone is refused.',
    apply: whenSent('add', (count) => count === 1, refusing),
  },
  {
    name: 'second-of-a-batch-lost',
    breaks: 'customers.add.batch.two',
    also: ['customers.add.batch', 'customers.add.separate'],
    describe: 'Of several added customers the second is neither stored nor acknowledged.',
    apply: forBatch('add', (elements) => elements.filter((_, index) => index !== 1)),
  },
  {
    name: 'second-of-a-batch-acknowledged-only',
    breaks: 'customers.add.batch.two',
    also: ['customers.add.batch', 'customers.add.separate', 'customers.add.lasting'],
    describe: 'Of several added customers the second is acknowledged and not stored.',
    apply: onAdded((customer, _, index) => (index === 1 ? undefined : customer)),
  },
  {
    name: 'batch-cut-behind-49',
    breaks: 'customers.add.batch.fifty',
    also: [
      'customers.add.custom_fields.text.kinds',
      'customers.add.batch.twoHundredFifty',
      'customers.add.separate',
      'customers.add.request_id.echoed',
      'customers.add.updated_at',
      'customers.add.tags.trimmed',
      'customers.add.tags.case',
      'customers.add.main_contact',
    ],
    describe: 'Of a batch no more than 49 customers are stored and acknowledged.',
    apply: forBatch('add', (elements) => elements.slice(0, 49)),
  },
  {
    name: 'batch-beyond-200-acknowledged-only',
    breaks: 'customers.add.batch.twoHundredFifty',
    also: ['customers.add.lasting'],
    describe: 'Of a large batch all customers are acknowledged and the first two hundred stored.',
    apply: onAdded((customer, _, index) => (index < 200 ? customer : undefined)),
  },
  {
    name: 'last-of-a-large-batch-stored-twice',
    breaks: 'customers.add.batch.twoHundredFifty',
    describe:
      'The last customer of a large batch is stored and acknowledged in place of the one before it, too.',
    apply: forBatch('add', (elements) =>
      elements.length < 250
        ? elements
        : [...elements.slice(0, -2), ...elements.slice(-1), ...elements.slice(-1)],
    ),
  },
  {
    name: 'acknowledgements-reversed',
    breaks: 'customers.add.batch.order',
    describe: 'The acknowledgements of a batch begin with the last customer.',
    apply: forBatch('add', (elements) => [...elements].reverse()),
  },
  {
    name: 'refused-batch-leaves-the-first',
    breaks: 'customers.add.batch.partlyBad',
    describe: 'Of a refused batch the customers before the bad one stay behind.',
    apply: doneThoughRefused('customers.change', (body) => {
      const good = elementsIn(body, 'add').slice(0, elementsIn(body, 'add').findIndex(isBad));
      return good.length > 0 ? { add: good } : undefined;
    }),
  },
  {
    name: 'refused-batch-leaves-those-behind-the-bad-one',
    breaks: 'customers.add.batch.partlyBad',
    describe: 'Of a refused batch that begins with a bad customer the others are stored all the same.',
    apply: doneThoughRefused('customers.change', (body) => {
      const [first, ...others] = elementsIn(body, 'add');
      return first !== undefined && isBad(first) && others.length > 0 ? { add: others } : undefined;
    }),
  },
  {
    name: 'bad-ones-of-a-batch-dropped',
    breaks: 'customers.add.batch.partlyBad',
    describe: 'The good customers of a batch are stored, and nothing is said of the bad ones.',
    apply: forBatch('add', (elements) =>
      elements.length < 2 ? elements : elements.filter((element) => !isBad(element)),
    ),
  },
  {
    name: 'bad-ones-of-a-batch-stored',
    breaks: 'customers.add.batch.partlyBad',
    describe: 'A customer without a name or a next date is stored when it comes in a batch.',
    apply: whenSent(
      'add',
      (count) => count > 1,
      forAdded((item) => ({ name: 'Nameless', next_date: 1_900_000_000, ...item })),
    ),
  },
  {
    name: 'last-id-of-a-batch-repeated',
    breaks: 'customers.add.id',
    also: ['customers.add.batch', 'customers.change.response.items.links'],
    describe: 'The last customer of a large batch is acknowledged by the id of the one before it.',
    apply: whenSent(
      'add',
      (count) => count >= 250,
      forItems('customers.change', (item, index) =>
        index === 249 ? { ...item, id: Number(item.id) - 1 } : item,
      ),
    ),
  },
  {
    name: 'request-id-in-small-letters',
    breaks: 'customers.add.request_id.kinds',
    describe: 'A `request_id` of letters comes back in small ones.',
    apply: forAddedAcknowledgements((item) =>
      typeof item.request_id === 'string' ? { ...item, request_id: item.request_id.toLowerCase() } : item,
    ),
  },
  {
    name: 'request-id-of-nought-unsent',
    breaks: 'customers.add.request_id.kinds',
    describe: 'A `request_id` of nought is taken for none.',
    apply: forAdded((item) => (Number(item.request_id) === 0 ? without(item, 'request_id') : item)),
  },
  {
    name: 'request-id-is-place',
    breaks: 'customers.add.request_id.echoed',
    also: ['customers.add.request_id.kinds'],
    describe: 'Added customers are acknowledged with their place in the request for a request id.',
    apply: forAddedAcknowledgements((item, index) => ({ ...item, request_id: index })),
  },
  {
    name: 'request-id-as-text-lost',
    breaks: 'customers.add.request_id.echoed',
    also: ['customers.add.request_id.kinds'],
    describe: 'A request id in digits is not echoed.',
    apply: forAdded((item) => (typeof item.request_id === 'string' ? without(item, 'request_id') : item)),
  },
  {
    name: 'request-ids-turned',
    breaks: 'customers.add.request_id.echoed',
    also: ['customers.add.request_id.kinds'],
    describe: 'Each customer of a batch is acknowledged with the request id of the next.',
    apply: forBatch('add', (elements) =>
      elements.map((element, index) => {
        const next = elements[(index + 1) % elements.length];
        return isObject(element) && isObject(next) && next.request_id !== undefined
          ? { ...element, request_id: next.request_id }
          : element;
      }),
    ),
  },
  {
    name: 'request-id-not-generated',
    breaks: 'customers.add.request_id.generated',
    also: ['customers.change.response.items.request_id'],
    describe: 'Without a request id the acknowledgement has none.',
    apply: whenSent(
      'add',
      (count) => count === 1,
      forItems('customers.change', (item) => without(item, 'request_id')),
    ),
  },
  {
    name: 'request-ids-all-nought',
    breaks: 'customers.add.request_id.distinct',
    describe: 'Every customer that is added without a request id is acknowledged with a 0.',
    apply: forAdded((item) => ({ request_id: 0, ...item })),
  },
  {
    name: 'link-of-added-to-the-one-before',
    breaks: 'customers.add.link',
    also: ['customers.change.response.items.links'],
    describe: 'The link of an added customer leads to the customer that was added before it.',
    apply: forAddedAcknowledgements((item) => withHref(item, () => `${path}?id=${Number(item.id) - 1}`)),
  },
  {
    name: 'link-of-added-to-all',
    breaks: 'customers.add.link',
    also: ['customers.change.response.items.links'],
    describe: 'The link of an added customer leads to the list of all.',
    apply: forAddedAcknowledgements((item) => withHref(item, () => path)),
  },
];

/** A customer that has to be refused for what it lacks. */
function isBad(element: unknown): boolean {
  return !isObject(element) || element.name === undefined || element.next_date === undefined;
}
