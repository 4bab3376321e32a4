import { operations } from '../../spec/operations.ts';
import { expect } from '../support/expect.ts';
import { test } from '../support/test.ts';
import { listed, listedAfter, listedBefore } from './listed.scenario.ts';
import { reachOf, shownReachOf } from '../../target/amocrm/period.ts';

const { path } = operations['periods.list'];

test('periods.list.all', async ({ scenario, observe }) => {
  const list = await scenario(listed);

  observe('periodLinks', list.linksSide);
  expect(list.answer).toHaveStatus(200);
  expect(list.ids, 'Every account has periods').not.toEqual([]);
  expect(list.unlisted, 'Periods that the target said it stored and does not list').toEqual([]);
});

test('periods.list.id', async ({ scenario }) => {
  const list = await scenario(listed);

  expect(list.ids, 'Every period has an id').not.toContain(null);
  expect(list.ids, 'No two periods share an id').toEqual([...new Set(list.ids)]);
});

test('periods.list.self', async ({ scenario }) => {
  const list = await scenario(listed);

  expect(list.answer).toNameRequest();
});

test('periods.list.before_buy', async ({ scenario, observe }) => {
  const list = await scenario(listedBefore);

  expect(shownReachOf(list.longest), 'Days before the purchase, by id').toBe(reachOf(list.longest));
  observe('beforeBuy', 'present');
});

test('periods.list.after_buy', async ({ scenario }) => {
  const { days, shown } = await scenario(listedAfter);

  expect(shown, 'Days after the purchase').toBe(days);
});

test('periods.rights.read', async ({ member }) => {
  const answer = await member.get(path);

  expect(answer).toHaveStatus(403);
  expect(answer).toGiveNothingAway();
});
