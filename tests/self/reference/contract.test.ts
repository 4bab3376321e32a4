import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assembled } from '../../../reference/assembly.ts';
import { messageFaults } from '../../../reference/faults/messages.ts';
import { variants } from '../../../reference/variants/index.ts';
import { ownedRequirements } from '../../../spec/openapi.ts';
import { chargesOn, exercised } from './exercise.ts';

test('the contract has nothing against the reference', () => {
  assert.deepEqual(chargesOn(exercised(assembled())), []);
});

for (const variant of variants) {
  test(`the contract has nothing against ${variant.name}`, () => {
    const charges = chargesOn(exercised(assembled([variant])));
    assert.deepEqual(
      charges.filter((id) => !variant.warns?.some((warned) => warned === id)),
      [],
    );
  });
}

test('every requirement that the document owns has a fault', () => {
  const broken = new Set<string>(messageFaults.map(({ breaks }) => breaks));

  assert.deepEqual(
    ownedRequirements().filter(({ requirement }) => !broken.has(requirement)),
    [],
  );
});

for (const fault of messageFaults) {
  test(`${fault.name} is charged to ${fault.breaks} alone`, () => {
    assert.deepEqual(chargesOn(exercised(assembled([], [fault]))), [fault.breaks]);
  });
}
