import { expect } from '../support/expect.ts';
import { requirement } from '../support/requirement.ts';
import { test } from '../support/test.ts';
import { portraitOf, presenceOf } from './customer.ts';
import { deleted, gone, goneFromLookUps, goneOf } from './deleted.scene.ts';
import { acknowledgedAlone } from './single.scene.ts';
import { together } from './together.scene.ts';

test(...requirement('customers.delete.one'), async ({ scene, observe }) => {
  const { ofOne, afterwards } = await scene(deleted);

  const presence = presenceOf(afterwards.one);

  expect(ofOne.status, ofOne.words).toBe(200);
  expect(['absent', 'flagged']).toContain(presence);
  observe('deletedRecords', presence);
});

test(...requirement('customers.delete.several'), async ({ scene }) => {
  const { ofSeveral, afterwards } = await scene(deleted);

  expect(ofSeveral.status, ofSeveral.words).toBe(200);
  expect(['absent', 'flagged']).toContain(presenceOf(afterwards.first));
  expect(['absent', 'flagged']).toContain(presenceOf(afterwards.second));
  expect(['absent', 'flagged']).toContain(presenceOf(afterwards.third));
});

test(...requirement('customers.delete.listed'), async ({ scene }) => {
  const { deleted: ids, listed } = await scene(goneFromLookUps);

  const shown = listed.filter((id) => ids.includes(id));

  expect(shown, 'deleted customers that are listed without a mark').toEqual([]);
});

test(...requirement('customers.delete.answer'), async ({ scene, observe }) => {
  const record = await scene(gone);

  const several = goneOf(record, 'first', 'second', 'third');

  expect(record.ofOne.listed).toEqual(goneOf(record, 'one'));
  expect(record.ofSeveral.listed).toHaveLength(several.length);
  expect(record.ofSeveral.listed).toEqual(expect.arrayContaining([...several]));
  observe('customersDeleted', 'exact');
});

test(...requirement('customers.delete.others'), async ({ scene }) => {
  const { cast, afterwards } = await scene(deleted);

  expect(portraitOf(afterwards.bystander)).toEqual(portraitOf(cast.bystander.stored));
  expect(portraitOf(afterwards.lastBystander)).toEqual(portraitOf(cast.lastBystander.stored));
});

test(...requirement('customers.delete.twice'), async ({ scene }) => {
  const { again, afterwards, atLast } = await scene(gone);

  expect([200, 204, 400, 404], again.words).toContain(again.status);
  expect(again.listed).toEqual([]);
  expect(portraitOf(atLast.bystander)).toEqual(portraitOf(afterwards.bystander));
});

test(...requirement('customers.delete.unknown'), async ({ scene }) => {
  const { ofUnknown, afterwards, atLast } = await scene(deleted);

  expect([200, 204, 400, 404], ofUnknown.words).toContain(ofUnknown.status);
  expect(ofUnknown.listed).toEqual([]);
  expect(portraitOf(atLast.lastBystander)).toEqual(portraitOf(afterwards.lastBystander));
});

test(...requirement('customers.delete.update'), async ({ scene }) => {
  const { atLast, update } = await scene(gone);

  expect(['absent', 'flagged'], `after an update that was answered with ${update}`).toContain(
    presenceOf(atLast.one),
  );
});

test(...requirement('customers.delete.use'), async ({ scene, given }) => {
  given.transactions();
  const { purchaseRefused, purchase } = await scene(gone);

  expect(purchaseRefused, purchase).toBe(true);
});

test(...requirement('customers.delete.commaString'), async ({ scene, observe }) => {
  const { byComma, atLast } = await scene(deleted);

  const presences = [presenceOf(atLast.commaFirst), presenceOf(atLast.commaSecond)];

  expect([200, 400], byComma.words).toContain(byComma.status);
  expect([
    ['absent', 'absent'],
    ['flagged', 'flagged'],
    ['present', 'present'],
  ]).toContainEqual(presences);
  observe('deleteList', presences[0] === 'present' ? 'refused' : 'accepted');
});

test(...requirement('customers.change.together'), async ({ scene }) => {
  const { status, answer, added, updatedPrice, deleted: presence } = await scene(together);

  expect(status, answer).toBe(200);
  expect(added, 'customers added').toBe(1);
  expect(updatedPrice, 'the price of the updated customer').toBe(4_242);
  expect(['absent', 'flagged']).toContain(presence);
});

test(...requirement('customers.change.self'), async ({ scene }) => {
  const { answer } = await scene(acknowledgedAlone);

  expect(answer).toNameRequest();
});
