import { idsOf, itemsOf } from '../../target/answer.ts';
import { selfLinkSide } from '../support/self-link.ts';
import { test } from '../support/test.ts';
import { fullPages } from './crowd.scenario.ts';
import { expect } from './expect.ts';
import { listedLinks } from './links.scenario.ts';
import { all, idle, lookups, selfLinks, unknown } from './lookups.scenario.ts';
import { pages, rows } from './pages.scenario.ts';
import { lists } from './purchases.scenario.ts';
import { emptyListSide } from './reading.ts';

test('transactions.list.all', async ({ scenario }) => {
  const answer = (await scenario(all)).all;

  expect(answer).toHaveStatus(200);
  expect(itemsOf(answer), 'The account has transactions, and none is listed').not.toEqual([]);
});

test('transactions.list.self', async ({ scenario, observe }) => {
  const { bare, queried } = await scenario(selfLinks);

  expect(bare).toNameRequest();
  expect(queried).toNameRequest();
  observe('selfLink', selfLinkSide(queried));
});

test('transactions.list.links', async ({ scenario }) => {
  const { transaction, customer } = await scenario(listedLinks);

  expect(transaction).toLeadHome();
  expect(customer).toLeadHome();
});

test('transactions.list.id', async ({ scenario }) => {
  const { first, second } = await scenario(lookups);

  expect(idsOf(itemsOf(first.answer))).toHoldExactly([first.id]);
  expect(idsOf(itemsOf(second.answer))).toHoldExactly([second.id]);
});

test('transactions.list.id.unknown', async ({ scenario, observe }) => {
  const { unknownId } = await scenario(unknown);

  expect(unknownId).toHaveStatus(200, 204);
  expect(idsOf(itemsOf(unknownId))).toHoldExactly([]);
  observe('emptyList', emptyListSide(unknownId));
});

test('transactions.list.customer_id', async ({ scenario }) => {
  const { buyer, shopper } = await scenario(lists);

  expect(buyer.listed).toHoldExactly(buyer.known);
  expect(shopper.listed).toHoldExactly(shopper.known);
});

test('transactions.list.customer_id.empty', async ({ scenario, observe }) => {
  const { idleCustomer } = await scenario(idle);

  expect(idleCustomer).toHaveStatus(200, 204);
  expect(idsOf(itemsOf(idleCustomer))).toHoldExactly([]);
  observe('emptyList', emptyListSide(idleCustomer));
});

test('transactions.list.limit_rows.one', async ({ scenario }) => {
  const { one } = await scenario(rows);

  expect(one.length, 'Rows where one was asked for').toBe(1);
});

test('transactions.list.limit_rows.several', async ({ scenario }) => {
  const { size, first, known } = await scenario(rows);

  expect(first.length, `Rows where ${size} were asked for and ${known.length} are there`).toBe(size);
});

test('transactions.list.limit_rows.maximum', async ({ scenario }) => {
  const { maximum } = await scenario(fullPages);

  expect(maximum.rows, 'Rows where 500 were asked for and more are there').toBe(500);
  expect(maximum.different, 'Different transactions among them').toBe(500);
});

test('transactions.list.limit_rows.beyond', async ({ scenario }) => {
  const { beyond } = await scenario(fullPages);

  expect(beyond.rows, 'Rows where a thousand were asked for').toBeLessThanOrEqual(500);
  expect(beyond.rows, 'Rows where a thousand were asked for').toBeGreaterThan(0);
});

test('transactions.list.limit_offset', async ({ scenario }) => {
  const { size, listed, afterFirst } = await scenario(pages);

  expect(afterFirst).toHoldExactly(listed.slice(size));
});

test('transactions.list.limit_offset.alone', async ({ scenario }) => {
  const { whole, offsetAlone } = await scenario(pages);

  expect(offsetAlone).toHoldExactly(whole);
});

test('transactions.list.pages', async ({ scenario }) => {
  const { known, first, next, last } = await scenario(pages);

  expect([...first, ...next, ...last]).toHoldExactly(known);
});
