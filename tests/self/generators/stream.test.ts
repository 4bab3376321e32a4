import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Stream } from '../../../generators/stream.ts';

const draw = (seed: number, label: string) => {
  const stream = new Stream(seed, label);
  return Array.from({ length: 20 }, () => stream.next());
};

test('a stream depends on seed and label alone', () => {
  assert.deepEqual(draw(1, 'a'), draw(1, 'a'));
  assert.notDeepEqual(draw(1, 'a'), draw(2, 'a'));
  assert.notDeepEqual(draw(1, 'a'), draw(1, 'b'));
  assert.notDeepEqual(draw(1, '1a'), draw(11, 'a'));
});

test('whole numbers lie within their bounds and reach both', () => {
  const stream = new Stream(1, 'bounds');

  const drawn = new Set(Array.from({ length: 500 }, () => stream.integer(-1, 3)));

  assert.deepEqual([...drawn].sort(), [-1, 0, 1, 2, 3]);
  fc.assert(
    fc.property(fc.integer(), fc.nat(), (min, width) => {
      const value = new Stream(min, 'property').integer(min, min + width);
      return Number.isSafeInteger(value) && value >= min && value <= min + width;
    }),
    { seed: 1 },
  );
});

test('shuffling keeps all, sampling takes different ones', () => {
  const list = Array.from({ length: 30 }, (_, index) => index);

  const shuffled = new Stream(1, 'shuffle').shuffle(list);
  const sample = new Stream(1, 'sample').sample(list, 10);

  assert.notDeepEqual(shuffled, list);
  assert.deepEqual(
    shuffled.toSorted((one, other) => one - other),
    list,
  );
  assert.equal(new Set(sample).size, 10);
});
