import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readings } from '../../../spec/readings.ts';
import { sourceRows } from '../../../spec/source-rows.ts';
import { claims, requirementIds, requirements } from '../../catalogue.ts';

test('every row of the source is covered by a requirement, and every requirement cites some', () => {
  const cited = new Set(requirementIds.flatMap((id) => requirements[id].source));
  const unsourced = requirementIds.filter((id) => requirements[id].source.length === 0);

  assert.deepEqual(unsourced, []);
  assert.deepEqual([...cited].toSorted(), [...sourceRows.keys()].toSorted());
});

test('every reading is touched by a requirement, or says why it is not observed', () => {
  const touched = new Set(requirementIds.flatMap((id) => requirements[id].readings ?? []));
  const lost = Object.entries(readings).filter(
    ([id, reading]) => !touched.has(id as never) && !('notObserved' in reading),
  );

  assert.deepEqual(lost, []);
  const numbers = Object.values(readings).map(({ number }) => number);
  assert.deepEqual(
    numbers,
    [...new Set(numbers)].toSorted((a, b) => a - b),
  );
});

test('every requirement says one sentence without "should"', () => {
  const odd = requirementIds.filter(
    (id) => !/^[^a-z].*\.$/.test(requirements[id].says) || /\bshould\b/i.test(requirements[id].says),
  );

  assert.deepEqual(odd, []);
});

test('every behavioural requirement has exactly one claim', () => {
  const claimed = claims.map(({ id }) => id).sort();
  const behavioural = requirementIds.filter((id) => requirements[id].proof === 'test').sort();

  assert.deepEqual(claimed, behavioural);
});
