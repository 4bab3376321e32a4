import { expect } from '../support/expect.ts';
import { test } from '../support/test.ts';
import { reachOf, shownReachOf } from '../../target/amocrm/period.ts';
import {
  additions,
  afterEdited,
  answers,
  anyColor,
  beheading,
  color,
  days,
  kept,
  lengthened,
  removal,
  reordering,
  types,
} from './steps.scenario.ts';

test('periods.change.add', async ({ scenario }) => {
  const { answer, wanted, created } = await scenario(additions);

  expect(answer).toHaveStatus(200);
  expect(created, 'What is listed anew, furthest out').toBe(wanted);
});

test('periods.change.remove', async ({ scenario }) => {
  const { answer, leftOver, sent, listed } = await scenario(removal);

  expect(answer).toHaveStatus(200);
  expect(leftOver, 'What was left out and is still listed').toBe('');
  expect(listed, 'Ids of what was sent again').toBe(sent);
});

test('periods.change.keep', async ({ scenario }) => {
  const { before, after } = await scenario(kept);

  expect(after, 'What was sent again as it was').toEqual(before);
});

test('periods.change.sort', async ({ scenario }) => {
  const { answer, wanted, listed } = await scenario(reordering);

  expect(answer).toHaveStatus(200);
  expect(listed, 'Ids in the order of their sort').toBe(wanted);
});

test('periods.change.sort.id', async ({ scenario }) => {
  const { values } = await scenario(reordering);

  expect(values.after, 'Ids, days and colours after reordering').toBe(values.before);
});

test('periods.change.color', async ({ scenario }) => {
  const period = await scenario(color);

  expect(period).toBeStoredWith(period.wanted);
});

test('periods.change.color.any', async ({ scenario, observe }) => {
  const period = await scenario(anyColor);

  expect(period).toBeStoredWith({ ...period.wanted, color: '#000000' });
  observe('periodColors', 'any');
});

test('periods.change.period', async ({ scenario }) => {
  const period = await scenario(days);

  expect(period).toBeStoredWith(period.wanted);
});

test('periods.change.period.before_buy', async ({ scenario }) => {
  const list = await scenario(lengthened);

  expect(shownReachOf(list), 'Days before the purchase, by id').toBe(reachOf(list));
});

test('periods.change.after.edit', async ({ scenario }) => {
  const period = await scenario(afterEdited);

  expect(period).toBeStoredWith({ ...period.wanted, after_buy: period.wanted.period });
});

test('periods.change.after.kept', async ({ scenario, observe }) => {
  const { before, listed, side } = await scenario(beheading);

  expect(listed, 'Ids after the purchase').toBe(before);
  observe('afterLeftOut', side);
});

test('periods.change.after.created', async ({ scenario }) => {
  const { created, after } = await scenario(types);

  expect(created, 'The types of created periods').not.toContain('after');
  expect(after.now, 'Ids after the purchase').toBe(after.before);
});

test('periods.change.answer', async ({ scenario, observe }) => {
  const { answered, listed, side } = await scenario(answers);

  expect(answered, 'What was created and changed, in the answers').toEqual(listed);
  observe('periodsAnswer', side);
});

test('periods.change.self', async ({ scenario }) => {
  const { first } = await scenario(answers);

  expect(first).toNameRequest();
});
