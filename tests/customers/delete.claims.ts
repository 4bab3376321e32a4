import { refusalOf, inWords } from '../../target/answer.ts';
import { inferred, restsOn, shown, stated } from '../support/claims.ts';
import { expect } from '../support/expect.ts';
import { transactions } from '../support/account.ts';
import { single } from './batches.scenario.ts';
import { presenceOf, snapshotOf } from '../../target/amocrm/customer.ts';
import { besideUnknown, deletions, fateBesideUnknown, several } from './deleted.scenario.ts';
import { replaced } from './replaced.scenario.ts';
import { together } from './together.scenario.ts';

const operation = 'customers.change';

type Deletions = Awaited<ReturnType<typeof deletions.play>>;

/** What is said of a deleted customer can be told only where one was deleted. */
function requireGone({ afterwards }: Deletions): void {
  restsOn(
    'customers.delete.one',
    presenceOf(afterwards.one) !== 'present',
    'A customer that was deleted is still there.',
  );
}

/** Deleting customers, and all three changes in one request. */
export const customersDelete = [
  stated('customers.delete.one', 'A deleted customer is gone from look-ups, or flagged as deleted.', {
    operation,
    source: ['customers.change: parameter delete', 'customers.list: response is_deleted'],
    readings: ['deletedRecords'],
    given: { deletions },
    holds({ deletions: { ofOne, afterwards } }, { observe }) {
      const presence = presenceOf(afterwards.one);

      expect(ofOne.answer).toHaveStatus(200);
      expect(presence).toBeOneOf('absent', 'flagged');
      observe('deletedRecords', presence);
    },
  }),
  stated('customers.delete.several', 'Several customers can be deleted in one request.', {
    operation,
    source: ['customers.change: parameter delete', 'customers.change: example of deleting'],
    given: { deletions },
    holds({ deletions: { ofSeveral, afterwards } }) {
      expect(ofSeveral.answer).toHaveStatus(200);
      expect(
        several.filter((role) => presenceOf(afterwards[role]) === 'present'),
        'of several that were to be deleted at once, those that are still there',
      ).toEqual([]);
    },
  }),
  stated(
    'customers.delete.listed',
    'A deleted customer is gone from filtered lists, or flagged there as deleted.',
    {
      operation,
      source: ['customers.change: parameter delete', 'customers.list: response is_deleted'],
      readings: ['deletedRecords'],
      given: { deletions },
      holds({ deletions: record }) {
        const { cast, afterwards, stillListed } = record;
        requireGone(record);
        restsOn(
          [
            'customers.list.filter.date.create.range',
            'customers.list.filter.next_date.range',
            'customers.list.filter.main_user.one',
            'customers.list.filter.together.create',
          ],
          stillListed.includes(cast.bystander.id ?? 0),
          'A customer that was not deleted is not listed.',
        );
        restsOn(
          'customers.delete.several',
          several.every((role) => presenceOf(afterwards[role]) !== 'present'),
          'Customers that were deleted are still there.',
        );

        const deleted = (['one', ...several] as const).map((role) => cast[role].id);

        expect(
          stillListed.filter((id) => deleted.includes(id)),
          'deleted customers that are listed without a mark',
        ).toEqual([]);
      },
    },
  ),
  shown(
    'customers.delete.answer',
    'The answer lists exactly the customers that the call deleted, by id and name.',
    {
      operation,
      source: 'customers.change: example of an answer to deleting',
      readings: ['customersDeleted'],
      given: { deletions },
      holds({ deletions: record }, { observe }) {
        requireGone(record);
        const gone = (...roles: readonly ('one' | (typeof several)[number])[]) =>
          roles
            .filter((role) => presenceOf(record.afterwards[role]) !== 'present')
            .map((role) => ({
              id: record.cast[role].id ?? undefined,
              name: record.cast[role].stored?.['name'],
            }));

        expect(record.ofOne.listed).toEqual(gone('one'));
        expect(record.ofSeveral.listed).toHaveLength(gone(...several).length);
        expect(record.ofSeveral.listed).toContainAll(gone(...several));
        const goneBeside = besideUnknown
          .filter((role) => presenceOf(record.atLast[role]) !== 'present')
          .map((role) => record.cast[role].id);
        expect(record.ofUnknown.listed).toHaveLength(goneBeside.length);
        expect(record.ofUnknown.listed.map(({ id }) => id)).toContainAll(goneBeside);
        observe('customersDeleted', 'exact');
      },
    },
  ),
  stated('customers.delete.others', 'Customers that are not named stay as they were.', {
    operation,
    source: 'customers.change: parameter delete',
    given: { deletions },
    holds({ deletions: { cast, afterwards } }) {
      expect(snapshotOf(afterwards.bystander)).toEqual(snapshotOf(cast.bystander.stored));
      expect(snapshotOf(afterwards.amid)).toEqual(snapshotOf(cast.amid.stored));
      expect(snapshotOf(afterwards.lastBystander)).toEqual(snapshotOf(cast.lastBystander.stored));
    },
  }),
  inferred('customers.delete.twice', 'Deleting a customer again deletes nothing more and lists nothing.', {
    operation,
    source: 'customers.change: parameter delete',
    given: { deletions },
    holds({ deletions: record }) {
      const { again, afterwards, atLast } = record;
      requireGone(record);

      expect(again.answer).toBeTakenOrRefused();
      expect(again.listed).toEqual([]);
      expect(snapshotOf(atLast.bystander)).toEqual(snapshotOf(afterwards.bystander));
    },
  }),
  inferred('customers.delete.unknown', 'An unknown id deletes nothing and is not listed as deleted.', {
    operation,
    source: 'customers.change: parameter delete',
    given: { deletions },
    holds({ deletions: { cast, ofUnknown, afterwards, atLast } }) {
      const known = besideUnknown.map((role) => cast[role].id);

      expect(ofUnknown.answer).toBeTakenOrRefused();
      expect(ofUnknown.listed.filter(({ id }) => id !== undefined && !known.includes(id))).toEqual([]);
      expect(snapshotOf(atLast.lastBystander)).toEqual(snapshotOf(afterwards.lastBystander));
    },
  }),
  stated(
    'customers.delete.beside',
    'Beside an unknown id the others are deleted, or the request is refused and none is.',
    {
      operation,
      source: 'customers.change: parameter delete',
      readings: ['partlyBadBatch'],
      given: { deletions },
      holds({ deletions: record }) {
        requireGone(record);

        expect(
          fateBesideUnknown(record),
          `deleted all, or refused and kept all; the answer was ${inWords(record.ofUnknown.answer)}`,
        ).not.toBeNull();
      },
    },
  ),
  inferred('customers.delete.update', 'Updating a deleted customer does not bring it back.', {
    operation,
    source: 'customers.change: parameter delete',
    given: { deletions },
    holds({ deletions: record }) {
      requireGone(record);

      expect(
        presenceOf(record.atLast.one),
        `after an update that was answered with ${inWords(record.update)}`,
      ).toBeOneOf('absent', 'flagged');
    },
  }),
  inferred('customers.delete.use', 'A purchase for a deleted customer is refused.', {
    operation,
    source: 'transactions.change: parameter add/customer_id',
    given: { transactions, deletions },
    holds({ deletions: record }) {
      requireGone(record);

      expect(record.purchase && refusalOf(record.purchase), 'the refusal of the purchase').not.toBeNull();
    },
  }),
  inferred('customers.delete.commaString', 'Ids in one string with commas are all deleted, or none is.', {
    operation,
    source: 'customers.change: parameter delete',
    readings: ['deleteList'],
    given: { deletions },
    holds({ deletions: { byComma, atLast } }, { observe }) {
      const presences = [presenceOf(atLast.commaFirst), presenceOf(atLast.commaSecond)];

      expect(byComma.answer).toBeTakenOrRefused();
      expect([
        ['absent', 'absent'],
        ['flagged', 'flagged'],
        ['present', 'present'],
      ]).toContainEqual(presences);
      observe('deleteList', presences[0] === 'present' ? 'refused' : 'accepted');
    },
  }),
  inferred('customers.delete.id', 'The id of a deleted customer is given to no other.', {
    operation,
    source: ['customers.change: response id', 'customers.change: parameter delete'],
    given: { replaced },
    holds({ replaced: { deleted, id } }) {
      restsOn('customers.add.single', id !== null, 'No customer could be added after a deletion.');

      expect(id, 'the id of a customer that was added after a deletion').not.toBe(deleted);
    },
  }),
  stated('customers.change.together', 'One request can add, update and delete.', {
    operation,
    source: [
      'customers.change: parameter add',
      'customers.change: parameter update',
      'customers.change: parameter delete',
    ],
    given: { together },
    holds({ together: { status, answer, added, updatedPrice, deleted: presence } }) {
      expect(status, answer).toBe(200);
      expect(added, 'customers added').toBe(1);
      expect(updatedPrice, 'the price of the updated customer').toBe(4_242);
      expect(presence).toBeOneOf('absent', 'flagged');
    },
  }),
  stated('customers.change.self', 'The self link of the answer names this path and method.', {
    operation,
    source: ['customers.change: response _links/self/href', 'customers.change: response _links/self/method'],
    given: { single },
    holds({ single: { answer, acknowledgement, refusal } }) {
      restsOn('customers.add.single', acknowledgement !== null, `It was not acknowledged: ${refusal}`);

      expect(answer).toNameRequest();
    },
  }),
];
