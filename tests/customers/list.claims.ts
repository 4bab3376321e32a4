import { operations } from '../../spec/operations.ts';
import { idsOf, itemsOf } from '../../target/answer.ts';
import { selfLinkSide } from '../support/self-link.ts';
import { test } from '../support/test.ts';
import { expect } from './expect.ts';
import { foundBy, linkOfListed, ofOneAccount } from './found.scenario.ts';
import { crowd, few, one, paged, two } from './paged.scenario.ts';

const { path } = operations['customers.list'];

test('customers.list.all', async ({ scenario, administrator }) => {
  await scenario(one);

  const answer = await administrator.get(path);

  expect(answer).toHaveStatus(200);
  expect(itemsOf(answer).length, 'customers listed').toBeGreaterThan(0);
});

test('customers.list.self', async ({ scenario, administrator, observe }) => {
  await scenario(two);

  const answer = await administrator.get(path, { limit_rows: 1, limit_offset: 1 });

  expect(answer).toNameRequest();
  observe('selfLink', selfLinkSide(answer));
});

test('customers.list.links', async ({ scenario }) => {
  const { id, href, found } = await scenario(linkOfListed);

  expect(href, 'the listed customer has a link').not.toBeNull();
  expect(found, `found by ${href}`).toEqual([id]);
});

test('customers.list.account', async ({ scenario }) => {
  const { plain, tagged, complete } = await scenario(ofOneAccount);

  expect(plain).toBeStoredWith({});
  expect(tagged).toBeStoredWith({ account_id: plain.stored?.['account_id'] });
  expect(complete).toBeStoredWith({ account_id: plain.stored?.['account_id'] });
});

test('customers.list.id', async ({ scenario, administrator }) => {
  const { first } = await scenario(foundBy);

  const answer = await administrator.get(path, { id: first });

  expect(answer).toHaveStatus(200);
  expect(idsOf(itemsOf(answer))).toEqual([first]);
});

test('customers.list.id.array', async ({ scenario, administrator }) => {
  const { first, second, third } = await scenario(foundBy);

  const answer = await administrator.get(path, { id: [first, third] });

  expect(answer).toHaveStatus(200);
  expect(idsOf(itemsOf(answer))).toHaveLength(2);
  expect(idsOf(itemsOf(answer))).toContainAll([first, third]);
  expect(idsOf(itemsOf(answer))).not.toContain(second);
});

test('customers.list.id.comma', async ({ scenario, administrator }) => {
  const { first, second, third } = await scenario(foundBy);

  const answer = await administrator.get(path, { id: `${first},${third}` });

  expect(answer).toHaveStatus(200);
  expect(idsOf(itemsOf(answer))).toHaveLength(2);
  expect(idsOf(itemsOf(answer))).toContainAll([first, third]);
  expect(idsOf(itemsOf(answer))).not.toContain(second);
});

test('customers.list.id.alone', async ({ scenario, administrator }) => {
  const { first, second, elsewhere } = await scenario(foundBy);

  const answer = await administrator.get(path, {
    id: [first, second],
    limit_rows: 1,
    limit_offset: 1,
    ...elsewhere,
  });

  expect(answer).toHaveStatus(200);
  expect(idsOf(itemsOf(answer))).toHaveLength(2);
  expect(idsOf(itemsOf(answer))).toContainAll([first, second]);
});

test('customers.list.id.unknown', async ({ scenario, administrator, observe }) => {
  const { unknown } = await scenario(foundBy);

  const answer = await administrator.get(path, { id: unknown });

  expect(answer).toBeEmptyList();
  observe('emptyList', answer.status === 204 ? 'no-content' : 'empty');
});

test('customers.list.limit_rows.one', async ({ scenario, administrator }) => {
  await scenario(two);

  const answer = await administrator.get(path, { limit_rows: 1 });

  expect(answer).toHaveStatus(200);
  expect(itemsOf(answer)).toHaveLength(1);
});

test('customers.list.limit_rows.several', async ({ scenario, administrator }) => {
  await scenario(few);

  const answer = await administrator.get(path, { limit_rows: 7 });

  expect(answer).toHaveStatus(200);
  expect(new Set(idsOf(itemsOf(answer))).size, 'different customers').toBe(7);
});

test('customers.list.limit_rows.maximum', async ({ scenario, administrator }) => {
  await scenario(crowd);

  const answer = await administrator.get(path, { limit_rows: 500 });

  expect(answer).toHaveStatus(200);
  expect(new Set(idsOf(itemsOf(answer))).size, 'different customers').toBe(500);
});

test('customers.list.limit_rows.beyond', async ({ scenario, administrator }) => {
  await scenario(crowd);

  const answer = await administrator.get(path, { limit_rows: 501 });

  expect(answer).toHaveStatus(200);
  expect(itemsOf(answer).length).toBeGreaterThan(0);
  expect(itemsOf(answer).length).toBeLessThanOrEqual(500);
});

test('customers.list.limit_offset', async ({ scenario, administrator }) => {
  const { range, ids, rows, offset } = await scenario(paged);

  const answer = await administrator.get(path, { ...range, limit_rows: rows, limit_offset: offset });

  expect(answer).toHaveStatus(200);
  expect(
    new Set(idsOf(itemsOf(answer)).filter((id) => ids.includes(id))).size,
    `rows from number ${offset + 1} on`,
  ).toBe(ids.length - offset);
});

test('customers.list.limit_offset.alone', async ({ scenario, administrator }) => {
  const { range, rows } = await scenario(paged);

  const bare = await administrator.get(path, range);
  const answer = await administrator.get(path, { ...range, limit_offset: Math.ceil(1.5 * rows) });

  expect(answer).toHaveStatus(200);
  expect([...idsOf(itemsOf(answer))].sort()).toEqual([...idsOf(itemsOf(bare))].sort());
});

test('customers.list.pages', async ({ scenario, administrator }) => {
  const { range, ids, rows } = await scenario(paged);

  const pages = [
    await administrator.get(path, { ...range, limit_rows: rows, limit_offset: 0 }),
    await administrator.get(path, { ...range, limit_rows: rows, limit_offset: rows }),
    await administrator.get(path, { ...range, limit_rows: rows, limit_offset: 2 * rows }),
  ];
  const shown = pages.map((page) => idsOf(itemsOf(page)));

  expect(shown.map((page) => page.length)).toEqual([rows, rows, ids.length - 2 * rows]);
  expect([...shown.flat()].sort()).toEqual([...ids].sort());
});
