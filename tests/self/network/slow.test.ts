import { describe, it } from 'node:test';
import { slowAnswers } from './slow-answers.ts';

describe('a server that', { timeout: 600_000 }, () => {
  for (const { what, when, run } of slowAnswers.some) it(`${what} ${when}`, run);
});
