import { isObject } from '../core/values.ts';
import {
  type Modifier,
  answering,
  at,
  beforehand,
  forDeleted,
  onBody,
  onEmbedded,
  onState,
  readableBody,
  when,
} from '../modifiers.ts';
import { elementsIn, forBatch, whenSent } from './customer-edits.ts';
import {
  asIfUndeleted,
  asksForIds,
  beside,
  byComma,
  deletionOf,
  everDeleted,
  newlyDeleted,
  undeleted,
} from './deletion-edits.ts';
import type { Fault } from './fault.ts';

/** Defects of deleting customers, and of changing them in several ways at once. */
export const customerDeleteFaults: readonly Fault[] = [
  {
    name: 'deletion-answered-only',
    breaks: 'customers.delete.one',
    also: ['customers.delete', 'customers.change.together'],
    describe: 'Deleted customers are named in the answer, and stay.',
    apply: onState((after, { before }) => undeleted(after, newlyDeleted(before, after))),
  },
  {
    name: 'deleted-still-looked-up',
    breaks: 'customers.delete.one',
    also: ['customers.delete', 'customers.change.together'],
    describe: 'A deleted customer is still found by its id, without a mark.',
    apply: at(
      'customers.list',
      when(({ query }) => asksForIds(query), asIfUndeleted),
    ),
  },
  {
    name: 'only-the-first-deleted',
    breaks: 'customers.delete.several',
    also: ['customers.delete'],
    describe: 'Of several customers to delete the first is deleted.',
    apply: forBatch('delete', (ids) => ids.slice(0, 1)),
  },
  {
    name: 'deletion-by-digits-not-done',
    breaks: 'customers.delete.several',
    also: ['customers.delete'],
    describe: 'Ids to delete that are strings are passed over.',
    apply: forBatch('delete', (ids) => ids.filter((id) => typeof id !== 'string')),
  },
  {
    name: 'deleted-still-listed',
    breaks: 'customers.delete.listed',
    describe: 'A deleted customer is still listed, without a mark.',
    apply: at(
      'customers.list',
      when(({ query }) => !asksForIds(query), asIfUndeleted),
    ),
  },
  {
    name: 'deleted-listed-by-next-purchase',
    breaks: 'customers.delete.listed',
    describe: 'The filter by next purchase finds deleted customers, too, without a mark.',
    apply: at(
      'customers.list',
      when(({ query }) => !asksForIds(query) && query.includes('next_date'), asIfUndeleted),
    ),
  },
  {
    name: 'deleted-listed-by-user',
    breaks: 'customers.delete.listed',
    describe: 'The filter by responsible users finds deleted customers, too, without a mark.',
    apply: at(
      'customers.list',
      when(({ query }) => !asksForIds(query) && query.includes('main_user'), asIfUndeleted),
    ),
  },
  {
    name: 'deletion-names-another',
    breaks: 'customers.delete.answer',
    also: ['customers.delete.unknown'],
    describe: 'The answer to a deletion names the next id each time.',
    apply: forDeleted('customers.change', (entry) => ({ ...entry, id: Number(entry.id) + 1 })),
  },
  {
    name: 'deletion-names-without-the-last',
    breaks: 'customers.delete.answer',
    describe: 'The answer to a deletion of several customers leaves the last one out.',
    apply: forDeleted('customers.change', (entry, index) => (index === 2 ? undefined : entry)),
  },
  {
    name: 'deletion-answered-with-other-names',
    breaks: 'customers.delete.answer',
    describe: 'The answer to a deletion gives every customer the name of the first.',
    apply: forDeleted('customers.change', (entry, index) =>
      index === 0 ? entry : { ...entry, name: 'Elizabeth' },
    ),
  },
  {
    name: 'deletion-names-all-ever-deleted',
    breaks: 'customers.delete.answer',
    also: ['customers.delete.twice', 'customers.delete.unknown'],
    describe: 'The answer to a deletion lists customers of earlier deletions, too.',
    apply: at(
      'customers.change',
      onEmbedded((embedded, { after }) =>
        isObject(embedded.items) && Array.isArray(embedded.items.deleted)
          ? { ...embedded, items: { ...embedded.items, deleted: everDeleted(after) } }
          : embedded,
      ),
    ),
  },
  {
    name: 'deletion-takes-the-one-after',
    breaks: 'customers.delete.others',
    also: [
      'customers.list.filter.updated',
      'customers.delete',
      'customers.change.together',
      'customers.list.filter.date.create.from',
      'customers.list.filter.date.create.to',
      'customers.list.filter.date.create.range',
      'customers.list.filter.empty',
      'customers.add.lasting',
      'customers.update.beside',
    ],
    describe: 'A deletion deletes the customer with the next id, too.',
    apply: beside(
      (id) => id + 1,
      (customer) => ({ ...customer, is_deleted: true }),
    ),
  },
  {
    name: 'deletion-takes-one-of-others',
    breaks: 'customers.change.bystanders.kept',
    describe: 'A deletion deletes the first customer of the account, too.',
    apply: beside(
      () => 466_791,
      (customer) => ({ ...customer, is_deleted: true }),
    ),
  },
  {
    name: 'deletion-takes-those-between',
    breaks: 'customers.delete.others',
    also: ['customers.list.filter.updated', 'customers.delete', 'customers.add.lasting'],
    describe: 'Of ids to delete the first and the last are taken for the ends of a range.',
    apply: forBatch('delete', (ids, { customers }) => {
      const isKnown = ids.every((id) => customers.has(Number(id)));
      const [first, last] = [Math.min(...ids.map(Number)), Math.max(...ids.map(Number))];
      return isKnown && ids.length > 1
        ? Array.from({ length: last - first + 1 }, (_, index) => first + index)
        : ids;
    }),
  },
  {
    name: 'deleted-id-given-again',
    breaks: 'customers.delete.id',
    also: ['customers.add.id.new'],
    describe: 'A customer that is added alone gets the id of the first one that was deleted alone.',
    apply: givingIdsAgain(),
  },
  {
    name: 'deletion-dates-the-one-before',
    breaks: 'customers.delete.others',
    describe: 'A deletion dates the customer with the id before as changed, too.',
    apply: beside(
      (id) => id - 1,
      (customer) => ({ ...customer, updated_at: customer.updated_at + 1 }),
    ),
  },
  {
    name: 'deletion-again-listed-again',
    breaks: 'customers.delete.twice',
    describe: 'Deleting a customer again lists it again.',
    apply: whenSent('delete', (count) => count === 1, asIfUndeleted),
  },
  {
    name: 'deletion-again-breaks-down',
    breaks: 'customers.delete.twice',
    describe: 'Deleting a customer again is a server error.',
    apply: deletionOf((id, { customers }) => customers.get(id)?.is_deleted === true, answering(500, 'Gone')),
  },
  {
    name: 'deletion-of-unknown-listed',
    breaks: 'customers.delete.unknown',
    also: ['customers.delete.answer'],
    describe: 'An unknown id is listed as deleted.',
    apply: onBody((body, { request, before }) => {
      const id = elementsIn(readableBody(request), 'delete').find(
        (one) => !before.customers.has(Number(one)),
      );
      return id === undefined
        ? body
        : { ...body, _embedded: { items: { deleted: [{ id: Number(id), name: '' }] } } };
    }),
  },
  {
    name: 'update-brings-deleted-back',
    breaks: 'customers.delete.update',
    describe: 'An update of a deleted customer brings it back.',
    apply: at(
      'customers.change',
      beforehand((state, request) =>
        undeleted(
          state,
          elementsIn(readableBody(request), 'update').map((item) => (isObject(item) ? Number(item.id) : 0)),
        ),
      ),
    ),
  },
  {
    name: 'deleted-customer-buys',
    breaks: 'customers.delete.use',
    describe: 'A purchase for a deleted customer is taken.',
    apply: at('transactions.change', asIfUndeleted),
  },
  {
    name: 'only-the-first-by-comma',
    breaks: 'customers.delete.commaString',
    describe: 'Of ids in one string with commas the first is deleted.',
    apply: byComma((ids) => ids.slice(0, 1)),
  },
];

/** Gives the id of the first customer that is deleted alone to the next one that is added alone. */
function givingIdsAgain(): Modifier {
  return (core) => {
    let free: number | undefined;
    let isGiven = false;
    return (state, request) => {
      const body = readableBody(request);
      const isAlone = elementsIn(body, 'add').length === 1 && body.delete === undefined;
      const reused = isAlone && !isGiven ? free : undefined;
      const next = reused === undefined ? state.next : { ...state.next, customer: reused };
      const reply = core({ ...state, next }, request);
      const [deleted, ...others] = newlyDeleted(state, reply.state);
      if (others.length === 0) free ??= deleted;
      if (reused === undefined || reply.state.customers === state.customers) return reply;
      isGiven = true;
      return { ...reply, state: { ...reply.state, next: state.next } };
    };
  };
}
