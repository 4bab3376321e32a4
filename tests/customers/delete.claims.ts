import { expect } from '../support/expect.ts';
import { test } from '../support/test.ts';
import { snapshotOf, presenceOf } from './customer.ts';
import { deleted, gone, goneFromLookUps, goneOf } from './deleted.scenario.ts';
import { acknowledgedAlone } from './single.scenario.ts';
import { together } from './together.scenario.ts';

test('customers.delete.one', async ({ scenario, observe }) => {
  const { ofOne, afterwards } = await scenario(deleted);

  const presence = presenceOf(afterwards.one);

  expect(ofOne.status, ofOne.words).toBe(200);
  expect(['absent', 'flagged']).toContain(presence);
  observe('deletedRecords', presence);
});

test('customers.delete.several', async ({ scenario }) => {
  const { ofSeveral, afterwards } = await scenario(deleted);

  expect(ofSeveral.status, ofSeveral.words).toBe(200);
  expect(['absent', 'flagged']).toContain(presenceOf(afterwards.first));
  expect(['absent', 'flagged']).toContain(presenceOf(afterwards.second));
  expect(['absent', 'flagged']).toContain(presenceOf(afterwards.third));
});

test('customers.delete.listed', async ({ scenario }) => {
  const { deleted: ids, listed } = await scenario(goneFromLookUps);

  const shown = listed.filter((id) => ids.includes(id));

  expect(shown, 'deleted customers that are listed without a mark').toEqual([]);
});

test('customers.delete.answer', async ({ scenario, observe }) => {
  const record = await scenario(gone);

  const several = goneOf(record, 'first', 'second', 'third');

  expect(record.ofOne.listed).toEqual(goneOf(record, 'one'));
  expect(record.ofSeveral.listed).toHaveLength(several.length);
  expect(record.ofSeveral.listed).toContainAll(several);
  observe('customersDeleted', 'exact');
});

test('customers.delete.others', async ({ scenario }) => {
  const { cast, afterwards } = await scenario(deleted);

  expect(snapshotOf(afterwards.bystander)).toEqual(snapshotOf(cast.bystander.stored));
  expect(snapshotOf(afterwards.lastBystander)).toEqual(snapshotOf(cast.lastBystander.stored));
});

test('customers.delete.twice', async ({ scenario }) => {
  const { again, afterwards, atLast } = await scenario(gone);

  expect([200, 204, 400, 404], again.words).toContain(again.status);
  expect(again.listed).toEqual([]);
  expect(snapshotOf(atLast.bystander)).toEqual(snapshotOf(afterwards.bystander));
});

test('customers.delete.unknown', async ({ scenario }) => {
  const { ofUnknown, afterwards, atLast } = await scenario(deleted);

  expect([200, 204, 400, 404], ofUnknown.words).toContain(ofUnknown.status);
  expect(ofUnknown.listed).toEqual([]);
  expect(snapshotOf(atLast.lastBystander)).toEqual(snapshotOf(afterwards.lastBystander));
});

test('customers.delete.update', async ({ scenario }) => {
  const { atLast, update } = await scenario(gone);

  expect(['absent', 'flagged'], `after an update that was answered with ${update}`).toContain(
    presenceOf(atLast.one),
  );
});

test('customers.delete.use', async ({ scenario, given }) => {
  given.transactions();
  const { purchaseRefused, purchase } = await scenario(gone);

  expect(purchaseRefused, purchase).toBe(true);
});

test('customers.delete.commaString', async ({ scenario, observe }) => {
  const { byComma, atLast } = await scenario(deleted);

  const presences = [presenceOf(atLast.commaFirst), presenceOf(atLast.commaSecond)];

  expect([200, 400], byComma.words).toContain(byComma.status);
  expect([
    ['absent', 'absent'],
    ['flagged', 'flagged'],
    ['present', 'present'],
  ]).toContainEqual(presences);
  observe('deleteList', presences[0] === 'present' ? 'refused' : 'accepted');
});

test('customers.change.together', async ({ scenario }) => {
  const { status, answer, added, updatedPrice, deleted: presence } = await scenario(together);

  expect(status, answer).toBe(200);
  expect(added, 'customers added').toBe(1);
  expect(updatedPrice, 'the price of the updated customer').toBe(4_242);
  expect(['absent', 'flagged']).toContain(presence);
});

test('customers.change.self', async ({ scenario }) => {
  const { answer } = await scenario(acknowledgedAlone);

  expect(answer).toNameRequest();
});
