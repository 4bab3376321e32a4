import { expect } from '../support/expect.ts';
import { test } from '../support/test.ts';
import { filled, ten } from './filled.scenario.ts';
import { refused, sentByMember } from './refused.scenario.ts';

test('periods.change.limit.ten', async ({ scenario }) => {
  const { answer, count } = await scenario(ten);

  expect(answer).toHaveStatus(200);
  expect(count, 'Periods before the purchase').toBe(10);
});

test('periods.change.limit.eleven', async ({ scenario, observe }) => {
  const { eleventh } = await scenario(filled);

  expect(eleventh.answer).toBeRefused();
  expect(eleventh.changes).toHaveChangedNothing();
  observe('periodCount', 'ten');
});

test('periods.change.color.palette', async ({ scenario }) => {
  const { coloring } = await scenario(filled);

  expect(coloring.notTaken.join(', '), 'Colours of the palette that were not taken').toBe('');
});

test('periods.change.color.malformed', async ({ scenario }) => {
  const { red, fiveDigits } = await scenario(refused);

  expect(red.answer).toBeRefused();
  expect(red.changes).toHaveChangedNothing();
  expect(fiveDigits.answer).toBeRefused();
  expect(fiveDigits.changes).toHaveChangedNothing();
});

test('periods.change.period.zero', async ({ scenario }) => {
  const { zeroDays } = await scenario(refused);

  expect(zeroDays.answer).toBeRefused();
  expect(zeroDays.changes).toHaveChangedNothing();
});

test('periods.change.period.negative', async ({ scenario }) => {
  const { negativeDays } = await scenario(refused);

  expect(negativeDays.answer).toBeRefused();
  expect(negativeDays.changes).toHaveChangedNothing();
});

test('periods.change.unknownId', async ({ scenario }) => {
  const { unknownId } = await scenario(refused);

  expect(unknownId.answer).toBeRefused();
  expect(unknownId.changes).toHaveChangedNothing();
});

test('periods.rights.write', async ({ scenario }) => {
  const { answer, changes } = await scenario(sentByMember);

  expect(answer).toHaveStatus(403);
  expect(changes).toHaveChangedNothing();
});
