import type { CoreRequest } from '../core/handler.ts';
import type { State } from '../core/state.ts';
import { isObject } from '../core/values.ts';
import { type Modifier, all, at, onEmbedded, onState, readableBody, when } from '../modifiers.ts';
import { elementsIn, forBatch, refusedAndDone } from './customer-edits.ts';
import type { Fault } from './fault.ts';

type List = 'update' | 'delete';

/** Beside the elements, an error that is said to be that of the unknown one. */
const withAnError: Modifier = onEmbedded((embedded) => ({
  ...embedded,
  errors: { update: { 0: 'there is no such customer' } },
}));

/** Defects in what becomes of those that stand in one batch with a customer whom nobody knows. */
export const customerBesideFaults: readonly Fault[] = [
  {
    name: 'deletion-ends-at-unknown',
    breaks: 'customers.delete.beside',
    describe: 'Of ids to delete those behind an unknown one are passed over.',
    apply: withUnknown('delete', endingAtUnknown('delete')),
  },
  {
    name: 'deletion-refused-at-unknown',
    breaks: 'customers.delete.beside',
    also: ['customers.delete.answer'],
    describe: 'A deletion with an unknown id is refused, and those before that id are deleted.',
    apply: withUnknown('delete', all(endingAtUnknown('delete'), refusedAndDone)),
  },
  {
    name: 'updates-end-at-unknown',
    breaks: 'customers.update.beside',
    also: ['customers.update.batch.partlyBad', 'customers.update.unknownId'],
    describe: 'Of updates those from an unknown customer on are passed over without a word.',
    apply: withUnknown('update', endingAtUnknown('update')),
  },
  {
    name: 'updates-refused-at-unknown',
    breaks: 'customers.update.beside',
    also: ['customers.update.batch.partlyBad'],
    describe:
      'A batch with an update of an unknown customer is refused, and those before it are carried out.',
    apply: withUnknown('update', all(endingAtUnknown('update'), refusedAndDone)),
  },
  {
    name: 'updates-beside-unknown-undone',
    breaks: 'customers.update.beside',
    also: ['customers.update.batch.partlyBad'],
    describe: 'Updates beside one of an unknown customer are acknowledged and undone.',
    apply: withUnknown(
      'update',
      all(
        endingAtUnknown('update'),
        withAnError,
        onState((_, { before }) => before),
      ),
    ),
  },
  {
    name: 'updates-end-at-the-error',
    breaks: 'customers.update.batch.partlyBad',
    describe: 'An unknown customer is listed as an error, and the updates behind it are passed over.',
    apply: withUnknown('update', all(endingAtUnknown('update'), withAnError)),
  },
];

/** A modifier for requests with a list in which an unknown customer stands behind others. */
function withUnknown(list: List, modifier: Modifier): Modifier {
  const isIn = (request: CoreRequest, state: State): boolean =>
    placeOfUnknown(elementsIn(readableBody(request), list), state) > 0;
  return at('customers.change', when(isIn, modifier));
}

function endingAtUnknown(list: List): Modifier {
  return forBatch(list, (elements, state) => elements.slice(0, placeOfUnknown(elements, state)));
}

/** The place of the first element that names a customer whom nobody knows; -1 where there is none. */
function placeOfUnknown(elements: readonly unknown[], { customers }: State): number {
  return elements.findIndex((one) => !customers.has(Number(isObject(one) ? one.id : one)));
}
