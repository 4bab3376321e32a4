import { idsOf, itemsOf } from '../support/answer.ts';
import { requirement } from '../support/requirement.ts';
import { selfLinkSide } from '../support/self-link.ts';
import { test } from '../support/test.ts';
import { fullPages } from './crowd.scene.ts';
import { expect } from './expect.ts';
import { listedLinks } from './links.scene.ts';
import { all, idle, lookups, selfLinks, unknown } from './lookups.scene.ts';
import { pages, rows } from './pages.scene.ts';
import { lists } from './purchases.scene.ts';
import { emptyListSide } from './reading.ts';

test(...requirement('transactions.list.all'), async ({ scene }) => {
  const answer = (await scene(all)).all;

  expect(answer).toHaveStatus(200);
  expect(itemsOf(answer), 'The account has transactions, and none is listed').not.toEqual([]);
});

test(...requirement('transactions.list.self'), async ({ scene, observe }) => {
  const { bare, queried } = await scene(selfLinks);

  expect(bare).toNameRequest();
  expect(queried).toNameRequest();
  observe('selfLink', selfLinkSide(queried));
});

test(...requirement('transactions.list.links'), async ({ scene }) => {
  const { transaction, customer } = await scene(listedLinks);

  expect(transaction).toLeadHome();
  expect(customer).toLeadHome();
});

test(...requirement('transactions.list.id'), async ({ scene }) => {
  const { first, second } = await scene(lookups);

  expect(idsOf(itemsOf(first.answer))).toHoldExactly([first.id]);
  expect(idsOf(itemsOf(second.answer))).toHoldExactly([second.id]);
});

test(...requirement('transactions.list.id.unknown'), async ({ scene, observe }) => {
  const { unknownId } = await scene(unknown);

  expect(unknownId).toHaveStatus(200, 204);
  expect(idsOf(itemsOf(unknownId))).toHoldExactly([]);
  observe('emptyList', emptyListSide(unknownId));
});

test(...requirement('transactions.list.customer_id'), async ({ scene }) => {
  const { buyer, shopper } = await scene(lists);

  expect(buyer.listed).toHoldExactly(buyer.known);
  expect(shopper.listed).toHoldExactly(shopper.known);
});

test(...requirement('transactions.list.customer_id.empty'), async ({ scene, observe }) => {
  const { idleCustomer } = await scene(idle);

  expect(idleCustomer).toHaveStatus(200, 204);
  expect(idsOf(itemsOf(idleCustomer))).toHoldExactly([]);
  observe('emptyList', emptyListSide(idleCustomer));
});

test(...requirement('transactions.list.limit_rows.one'), async ({ scene }) => {
  const { one } = await scene(rows);

  expect(one.length, 'Rows where one was asked for').toBe(1);
});

test(...requirement('transactions.list.limit_rows.several'), async ({ scene }) => {
  const { size, first, known } = await scene(rows);

  expect(first.length, `Rows where ${size} were asked for and ${known.length} are there`).toBe(size);
});

test(...requirement('transactions.list.limit_rows.maximum'), async ({ scene }) => {
  const { maximum } = await scene(fullPages);

  expect(maximum.rows, 'Rows where 500 were asked for and more are there').toBe(500);
  expect(maximum.different, 'Different transactions among them').toBe(500);
});

test(...requirement('transactions.list.limit_rows.beyond'), async ({ scene }) => {
  const { beyond } = await scene(fullPages);

  expect(beyond.rows, 'Rows where a thousand were asked for').toBeLessThanOrEqual(500);
  expect(beyond.rows, 'Rows where a thousand were asked for').toBeGreaterThan(0);
});

test(...requirement('transactions.list.limit_offset'), async ({ scene }) => {
  const { size, listed, afterFirst } = await scene(pages);

  expect(afterFirst).toHoldExactly(listed.slice(size));
});

test(...requirement('transactions.list.limit_offset.alone'), async ({ scene }) => {
  const { whole, offsetAlone } = await scene(pages);

  expect(offsetAlone).toHoldExactly(whole);
});

test(...requirement('transactions.list.pages'), async ({ scene }) => {
  const { known, first, next, last } = await scene(pages);

  expect([...first, ...next, ...last]).toHoldExactly(known);
});
