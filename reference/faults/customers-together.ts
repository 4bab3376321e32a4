import type { JsonObject } from '../core/values.ts';
import { type Modifier, at, onRequest, readableBody, withBody } from '../modifiers.ts';
import { elementsIn } from './customer-edits.ts';
import { forSelf } from './lists.ts';
import type { Fault } from './fault.ts';

/** Defects of changing customers in several ways at once. */
export const customerTogetherFaults: readonly Fault[] = [
  {
    name: 'together-without-adding',
    breaks: 'customers.change.together',
    describe: 'Where a request deletes, too, nothing is added.',
    apply: together((body) => ({ ...body, add: [] })),
  },
  {
    name: 'together-without-updating',
    breaks: 'customers.change.together',
    also: ['customers.update.again'],
    describe: 'Where a request adds, too, nothing is updated.',
    apply: together((body) => ({ ...body, update: [] })),
  },
  {
    name: 'together-without-deleting',
    breaks: 'customers.change.together',
    describe: 'Where a request adds, too, nothing is deleted.',
    apply: together((body) => ({ ...body, delete: [] })),
  },
  {
    name: 'self-of-change-with-get',
    breaks: 'customers.change.self',
    also: ['customers.change.response.links.self'],
    describe: 'The self link of a change names the method get.',
    apply: forSelf('customers.change', (self) => ({ ...self, method: 'get' })),
  },
  {
    name: 'self-of-change-elsewhere',
    breaks: 'customers.change.self',
    also: ['customers.change.response.links.self'],
    describe: 'The self link of a change names another path.',
    apply: forSelf('customers.change', (self) => ({ ...self, href: '/api/v2/leads' })),
  },
];

function isTogether(body: JsonObject): boolean {
  return elementsIn(body, 'add').length > 0 && elementsIn(body, 'delete').length > 0;
}

/** Changes the body of requests that add and delete. */
function together(change: (body: JsonObject) => JsonObject): Modifier {
  return at(
    'customers.change',
    onRequest((request) => {
      const body = readableBody(request);
      return isTogether(body) ? withBody(request, change(body)) : request;
    }),
  );
}
