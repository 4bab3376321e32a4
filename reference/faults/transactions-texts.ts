import type { RequirementId } from '../../tests/catalogue.ts';
import { all, at, doneThoughRefused, forSentField, onRequest, readableBody, withBody } from '../modifiers.ts';
import { type Damage, damages } from './damage.ts';
import type { Fault } from './fault.ts';

const operation = 'transactions.change';

/** Defects of single kinds of comments and amounts, and of requests that do several things. */
export const transactionTextFaults: readonly Fault[] = [
  comment('add', 'cut-at-191', 'transactions.add.comment.long', 'transactions.add.comment.length'),
  comment('add', 'cut-at-255', 'transactions.add.comment.length'),
  comment('add', 'on-one-line', 'transactions.add.comment.shape'),
  comment('add', 'trimmed', 'transactions.add.comment.shape'),
  comment('update', 'composed', 'transactions.comment.changed.shape'),
  comment('update', 'cut-at-191', 'transactions.comment.changed.long', 'transactions.comment.changed.length'),
  comment('update', 'cut-at-255', 'transactions.comment.changed.length'),
  comment('update', 'on-one-line', 'transactions.comment.changed.shape'),
  comment(
    'update',
    'without-leading-zeros',
    'transactions.comment.changed.kinds',
    'transactions.comment.changed.digits',
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
  kind: Damage,
  breaks: RequirementId,
  ...also: readonly RequirementId[]
): Fault {
  const [how, change] = damages[kind];
  const damaged = (text: unknown): unknown => (typeof text === 'string' ? change(text) : text);
  return {
    name: `${list === 'add' ? 'added' : 'changed'}-comment-${kind}`,
    breaks,
    also,
    describe: `The comment of ${list === 'add' ? 'an added' : 'a commented'} transaction is ${how}.`,
    apply: all(
      forSentField(operation, list, 'comment', damaged),
      forSentField(operation, list, 'comments', damaged),
    ),
  };
}
