import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assembled } from '../../../reference/assembly.ts';
import { faults } from '../../../reference/faults/index.ts';
import { accountOf } from './account.ts';
import { assertCaught, others } from './caught.ts';
import { idsWith, lookAt } from './look.ts';

for (const [name, customers] of others)
  test(`the read-only profile catches ${name}`, () => assertCaught(name, customers));

/** Every part of a message that GET shows is broken in some way, and one in twelve of these ways is tried. */
const parts = faults.filter(({ breaks }) => /\.list\.response\./.test(breaks));
for (const fault of parts.filter((_, index) => index % 12 === 5)) {
  test(`the read-only profile catches ${fault.name}`, async () => {
    const results = await lookAt({ ...assembled([], [fault]), state: accountOf(30) });

    assert.ok(idsWith('failed', results).includes(fault.breaks), fault.describe);
  });
}
