import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lies } from './lies.ts';
import { assertUntouched } from './untouched.ts';

/** One of each kind; the slow test has them all. */
const oneOfEachKind = [
  'acknowledges customers of others',
  'acknowledges transactions of others',
  'keeps the first answer to every id',
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
