import { expect } from '../support/expect.ts';
import { requirement } from '../support/requirement.ts';
import { test } from '../support/test.ts';
import { reachOf, shownReachOf } from './period.ts';
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
} from './steps.scene.ts';

test(...requirement('periods.change.add'), async ({ scene }) => {
  const { answer, wanted, created } = await scene(additions);

  expect(answer).toHaveStatus(200);
  expect(created, 'What is listed anew, furthest out').toBe(wanted);
});

test(...requirement('periods.change.remove'), async ({ scene }) => {
  const { answer, leftOver, sent, listed } = await scene(removal);

  expect(answer).toHaveStatus(200);
  expect(leftOver, 'What was left out and is still listed').toBe('');
  expect(listed, 'Ids of what was sent again').toBe(sent);
});

test(...requirement('periods.change.keep'), async ({ scene }) => {
  const { before, after } = await scene(kept);

  expect(after, 'What was sent again as it was').toEqual(before);
});

test(...requirement('periods.change.sort'), async ({ scene }) => {
  const { answer, wanted, listed } = await scene(reordering);

  expect(answer).toHaveStatus(200);
  expect(listed, 'Ids in the order of their sort').toBe(wanted);
});

test(...requirement('periods.change.sort.id'), async ({ scene }) => {
  const { values } = await scene(reordering);

  expect(values.after, 'Ids, days and colours after reordering').toBe(values.before);
});

test(...requirement('periods.change.color'), async ({ scene }) => {
  const period = await scene(color);

  expect(period).toBeStoredWith(period.wanted);
});

test(...requirement('periods.change.color.any'), async ({ scene, observe }) => {
  const period = await scene(anyColor);

  expect(period).toBeStoredWith({ ...period.wanted, color: '#000000' });
  observe('periodColors', 'any');
});

test(...requirement('periods.change.period'), async ({ scene }) => {
  const period = await scene(days);

  expect(period).toBeStoredWith(period.wanted);
});

test(...requirement('periods.change.period.before_buy'), async ({ scene }) => {
  const list = await scene(lengthened);

  expect(shownReachOf(list), 'Days before the purchase, by id').toBe(reachOf(list));
});

test(...requirement('periods.change.after.edit'), async ({ scene }) => {
  const period = await scene(afterEdited);

  expect(period).toBeStoredWith({ ...period.wanted, after_buy: period.wanted.period });
});

test(...requirement('periods.change.after.kept'), async ({ scene, observe }) => {
  const { before, listed, side } = await scene(beheading);

  expect(listed, 'Ids after the purchase').toBe(before);
  observe('afterLeftOut', side);
});

test(...requirement('periods.change.after.created'), async ({ scene }) => {
  const { created, after } = await scene(types);

  expect(created, 'The types of created periods').not.toContain('after');
  expect(after.now, 'Ids after the purchase').toBe(after.before);
});

test(...requirement('periods.change.answer'), async ({ scene, observe }) => {
  const { answered, listed, side } = await scene(answers);

  expect(answered, 'What was created and changed, in the answers').toEqual(listed);
  observe('periodsAnswer', side);
});

test(...requirement('periods.change.self'), async ({ scene }) => {
  const { first } = await scene(answers);

  expect(first).toNameRequest();
});
