import { test } from 'node:test';
import { assertCaught, some } from './caught.ts';

for (const [name, customers] of some)
  test(`the read-only profile catches ${name}`, () => assertCaught(name, customers));
