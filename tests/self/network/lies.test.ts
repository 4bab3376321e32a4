import { describe, it } from 'node:test';
import { lies } from './lies.ts';
import { assertUntouched } from './untouched.ts';

describe('nobody else’s record is touched by a server, or a line, that', { timeout: 300_000 }, () => {
  for (const [name, lie] of Object.entries(lies)) {
    it(name, () => assertUntouched(lie));
  }
});
