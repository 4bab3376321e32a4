import { isObject } from '../core/values.ts';
import { senderOf } from '../faults/access.ts';
import { asked } from '../faults/lists.ts';
import { sentIn } from '../faults/replacement.ts';
import { type Modifier, all, answering, at, readableBody, refusing, when } from '../modifiers.ts';
import type { Variant } from './variant.ts';

/** Texts and numbers of which the document is silent, refused in so many words. */
export const refusalVariants: readonly Variant[] = [
  {
    name: 'long-texts-refused',
    freedom: 'reading 33',
    describe: 'A text of more than 255 characters refuses its request.',
    apply: refusingValues((value) => typeof value === 'string' && value.length > 255),
  },
  {
    name: 'texts-beyond-100-refused',
    freedom: 'reading 33',
    describe: 'A text of more than 100 characters, or of more than 191 bytes, refuses its request.',
    apply: refusingValues(
      (value) => typeof value === 'string' && (value.length > 100 || Buffer.byteLength(value) > 191),
    ),
  },
  {
    name: 'line-breaks-refused',
    freedom: 'silence',
    describe: 'A text with a line break, a tab or two blanks in a row refuses its request.',
    apply: refusingValues(
      (value, name) => typeof value === 'string' && name !== 'tags' && /[\n\t]|\S {2,}\S/.test(value),
    ),
  },
  {
    name: 'blanks-at-ends-and-decomposed-letters-refused',
    freedom: 'silence',
    describe: 'A text with a blank at its end, or with letters in two code points, refuses its request.',
    apply: refusingValues(
      (value, name) =>
        typeof value === 'string' &&
        name !== 'tags' &&
        (value.endsWith(' ') || value !== value.normalize('NFC')),
    ),
  },
  {
    name: 'offset-alone-refused',
    freedom: 'silence',
    describe: 'An offset without a number of rows is refused.',
    apply: all(
      ...(['customers.list', 'transactions.list'] as const).map((operation) =>
        asked(operation, { by: ['limit_offset'], not: ['limit_rows'] }, refusing),
      ),
    ),
  },
  {
    name: 'members-may-not-write',
    freedom: 'silence',
    describe: 'A member who is no administrator may read, and change nothing.',
    apply: at(
      ['customers.change', 'transactions.change'],
      when((request, state) => senderOf(request, state) === 'member', answering(403, 'Forbidden')),
    ),
  },
  {
    name: 'wide-numbers-refused',
    freedom: 'silence',
    describe: 'An amount or a date beyond 31 bits refuses its request.',
    apply: refusingValues(
      (value, name) =>
        (name === 'price' || name === 'next_price' || name === 'next_date') && Number(value) > 2_147_483_647,
    ),
  },
  {
    name: 'shared-sorts-refused',
    freedom: 'silence',
    describe: 'A list with two periods of one sort before the purchase is refused.',
    apply: at(
      'periods.change',
      when((request, { periods }) => {
        const sorts = sentIn(request)
          .filter(isObject)
          .filter(({ id }) => periods.get(Number(id))?.type !== 'after')
          .map(({ sort }) => Number(sort));
        return new Set(sorts).size < sorts.length;
      }, refusing),
    ),
  },
];

/** Refuses changes that carry a value of a kind, wherever it stands in them. */
function refusingValues(isOfKind: (value: unknown, name: string) => boolean): Modifier {
  const carries = (value: unknown, name: string): boolean => {
    if (Array.isArray(value)) return value.some((one) => carries(one, name));
    if (isObject(value)) return Object.entries(value).some(([key, one]) => carries(one, key));
    return isOfKind(value, name);
  };
  return at(
    ['customers.change', 'transactions.change'],
    when((request) => carries(readableBody(request), ''), refusing),
  );
}
