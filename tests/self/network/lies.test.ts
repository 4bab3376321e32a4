import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lies } from './lies.ts';
import { assertUntouched } from './untouched.ts';

/** One of each kind: of acknowledgements of both sorts of records, of caches, of answers mixed up, of lists. */
const oneOfEachKind = [
  'acknowledges customers with the id before',
  'acknowledges customers of others',
  'acknowledges a customer of another beside those that were added',
  'acknowledges bare ids of others',
  'acknowledges transactions of others',
  'keeps the first answer to additions at a path',
  'keeps the first answer to every id',
  'keeps the first list of periods',
  'answers every third request with the answer before',
  'lists every other time without the first record',
  'answers deletions with customers of others',
];

describe('nobody else’s record is touched by a server, or a line, that', { timeout: 300_000 }, () => {
  for (const name of oneOfEachKind) {
    it(name, () => {
      const lie = lies[name] ?? assert.fail('there is such a lie');
      return assertUntouched(lie);
    });
  }
});
