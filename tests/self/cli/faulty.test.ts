import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assembled } from '../../../reference/assembly.ts';
import { faultNamed } from '../../../reference/faults/index.ts';
import { startReference } from '../../../reference/server.ts';
import { certified } from './command.ts';

/** One for each operation, and one for the credentials that guard them all. The proof plants all the others. */
const planted = [
  'second-of-a-batch-lost',
  'main-user-only-the-first',
  'comment-touches-price',
  'customer-of-transactions-ignored',
  'period-changes-forgotten',
  'period-reach-inwards',
  'member-reads-periods',
];

for (const name of planted) {
  test(`a server with the fault ${name} is found out by the requirement that it breaks`, async () => {
    const fault = faultNamed(name);
    assert.ok(fault, 'the fault is there');
    const reference = await startReference(assembled([], [fault]));

    const { status, results } = await certified(reference.targetFile, ['--only', fault.breaks]);
    await reference.close();

    assert.equal(status, 1);
    assert.equal(results.verdict, 'nonconformant');
    assert.equal(results.requirements.find(({ id }) => id === fault.breaks)?.outcome, 'failed');
  });
}
