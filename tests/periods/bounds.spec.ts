import { expect } from '../support/expect.ts';
import { requirement } from '../support/requirement.ts';
import { test } from '../support/test.ts';
import { filled, ten } from './filled.scene.ts';
import { refused, sentByMember } from './refused.scene.ts';

test(...requirement('periods.change.limit.ten'), async ({ scene }) => {
  const { answer, count } = await scene(ten);

  expect(answer).toHaveStatus(200);
  expect(count, 'Periods before the purchase').toBe(10);
});

test(...requirement('periods.change.limit.eleven'), async ({ scene, observe }) => {
  const { eleventh } = await scene(filled);

  expect(eleventh.answer).toBeRefused();
  expect(eleventh.changes).toHaveChangedNothing();
  observe('periodCount', 'ten');
});

test(...requirement('periods.change.color.palette'), async ({ scene }) => {
  const { coloring } = await scene(filled);

  expect(coloring.notTaken.join(', '), 'Colours of the palette that were not taken').toBe('');
});

test(...requirement('periods.change.color.malformed'), async ({ scene }) => {
  const { red, fiveDigits } = await scene(refused);

  expect(red.answer).toBeRefused();
  expect(red.changes).toHaveChangedNothing();
  expect(fiveDigits.answer).toBeRefused();
  expect(fiveDigits.changes).toHaveChangedNothing();
});

test(...requirement('periods.change.period.zero'), async ({ scene }) => {
  const { zeroDays } = await scene(refused);

  expect(zeroDays.answer).toBeRefused();
  expect(zeroDays.changes).toHaveChangedNothing();
});

test(...requirement('periods.change.period.negative'), async ({ scene }) => {
  const { negativeDays } = await scene(refused);

  expect(negativeDays.answer).toBeRefused();
  expect(negativeDays.changes).toHaveChangedNothing();
});

test(...requirement('periods.change.unknownId'), async ({ scene }) => {
  const { unknownId } = await scene(refused);

  expect(unknownId.answer).toBeRefused();
  expect(unknownId.changes).toHaveChangedNothing();
});

test(...requirement('periods.rights.write'), async ({ scene }) => {
  const { answer, changes } = await scene(sentByMember);

  expect(answer).toHaveStatus(403);
  expect(changes).toHaveChangedNothing();
});
