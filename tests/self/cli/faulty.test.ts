import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assembled } from '../../../reference/assembly.ts';
import { faultNamed } from '../../../reference/faults/index.ts';
import { startReference } from '../../../reference/server.ts';
import { certified } from './command.ts';

/** One for each operation, and for what is behind all of them. */
const planted = [
  'second-of-a-batch-lost',
  'deleted-customer-without-name',
  'comment-touches-price',
  'periods-not-stored',
];

for (const name of planted) {
  test(`a server with the fault ${name} is found out by the requirement that it breaks`, async () => {
    const fault = faultNamed(name);
    assert.ok(fault, 'the fault is there');
    const reference = await startReference(assembled([], [fault]));

    const { status, results } = await certified(reference.targetFile, ['--seed', '5']);
    await reference.close();

    assert.equal(status, 1);
    assert.equal(results.verdict, 'nonconformant');
    assert.equal(results.requirements.find(({ id }) => id === fault.breaks)?.outcome, 'failed');
  });
}
