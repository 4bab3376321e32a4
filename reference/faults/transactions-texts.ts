import type { RequirementId } from '../../tests/catalogue.ts';
import { at, doneThoughRefused, forSentField, onRequest, readableBody, withBody } from '../modifiers.ts';
import type { Fault } from './fault.ts';

const operation = 'transactions.change';

const at191 = (text: string): string => text.slice(0, 191);
const at255 = (text: string): string => text.slice(0, 255);
const onOneLine = (text: string): string => text.replaceAll('\n', ' ');

/** Defects of single kinds of comments and amounts, and of requests that do several things. */
export const transactionTextFaults: readonly Fault[] = [
  comment('add', 'cut-at-191', 'cut behind 191 characters', at191, 'transactions.add.comment.long', [
    'transactions.add.comment.length',
  ]),
  comment('add', 'cut-at-255', 'cut behind 255 characters', at255, 'transactions.add.comment.length'),
  comment('add', 'on-one-line', 'stored without line breaks', onOneLine, 'transactions.add.comment.shape'),
  comment(
    'add',
    'trimmed',
    'stored without blanks at its end',
    (text) => text.trimEnd(),
    'transactions.add.comment.shape',
  ),
  comment(
    'update',
    'composed',
    'stored in composed letters',
    (text) => text.normalize('NFC'),
    'transactions.comment.changed.shape',
  ),
  comment('update', 'cut-at-191', 'cut behind 191 characters', at191, 'transactions.comment.changed.long', [
    'transactions.comment.changed.length',
  ]),
  comment('update', 'cut-at-255', 'cut behind 255 characters', at255, 'transactions.comment.changed.length'),
  comment(
    'update',
    'on-one-line',
    'stored without line breaks',
    onOneLine,
    'transactions.comment.changed.shape',
  ),
  comment(
    'update',
    'without-leading-zeros',
    'stored without zeros before a number',
    (text) => text.replace(/ 0+(?=\d)/g, ' '),
    'transactions.comment.changed.kinds',
  ),
  {
    name: 'purchase-amounts-of-31-bits',
    breaks: 'transactions.add.price.wide',
    describe: 'The amount of an added transaction is no more than 31 bits hold.',
    apply: forSentField(operation, 'add', 'price', (price) => Math.min(Number(price), 2_147_483_647)),
  },
  exchanged('date', 'next_date', 'transactions.add.date'),
  exchanged('price', 'next_price', 'transactions.add.price'),
  {
    name: 'deletion-beside-additions-passed-over',
    breaks: 'transactions.change.together',
    describe: 'What a request that adds transactions is to delete as well stays.',
    apply: at(
      operation,
      onRequest((request) => {
        const { delete: doomed, ...body } = readableBody(request);
        return doomed === undefined || body.add === undefined ? request : withBody(request, body);
      }),
    ),
  },
  {
    name: 'good-purchases-of-refused-batch-stored',
    breaks: 'transactions.add.batch.partlyBad',
    describe:
      'A batch of transactions is refused for one of an unknown customer, and the first is stored all the same.',
    apply: doneThoughRefused(operation, ({ add }) =>
      Array.isArray(add) && add.length > 1 ? { add: add.slice(0, 1) } : undefined,
    ),
  },
  {
    name: 'good-purchases-behind-a-bad-one-stored',
    breaks: 'transactions.add.batch.partlyBad',
    describe:
      'A batch of transactions that begins with one of an unknown customer is refused, and the last is stored.',
    apply: doneThoughRefused(operation, ({ add }) =>
      Array.isArray(add) && add.length === 2 ? { add: add.slice(1) } : undefined,
    ),
  },
];

/** A field of a purchase that is taken from the plan beside it. */
function exchanged(field: 'date' | 'price', plan: 'next_date' | 'next_price', breaks: RequirementId): Fault {
  return {
    name: `purchase-${field}-of-the-plan`,
    breaks,
    describe: `The ${field} of a purchase is the ${plan} where that is sent beside it.`,
    apply: forSentField(operation, 'add', field, (value, item) => item[plan] ?? value),
  };
}

/** A comment that is stored otherwise than it was sent. */
function comment(
  list: 'add' | 'update',
  damage: string,
  how: string,
  change: (text: string) => string,
  breaks: RequirementId,
  also: readonly RequirementId[] = [],
): Fault {
  const damaged = (text: unknown): unknown => (typeof text === 'string' ? change(text) : text);
  const inBoth = (core: Parameters<Fault['apply']>[0]) =>
    forSentField(
      operation,
      list,
      'comments',
      damaged,
    )(forSentField(operation, list, 'comment', damaged)(core));
  return {
    name: `${list === 'add' ? 'added' : 'changed'}-comment-${damage}`,
    breaks,
    also,
    describe: `The comment of ${list === 'add' ? 'an added' : 'a commented'} transaction is ${how}.`,
    apply: inBoth,
  };
}
