import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assembled } from '../../../reference/assembly.ts';
import { choices, defaultPolicy } from '../../../reference/core/policy.ts';
import { faultNamed } from '../../../reference/faults/index.ts';
import { type Variant, variantNamed, variants } from '../../../reference/variants/index.ts';
import { exercised } from './exercise.ts';
import { bodyOf, customers, inProcess } from './in-process.ts';

/** An account of some variants at once. */
function of(...names: readonly string[]) {
  const chosen = names.map((name) => variantNamed(name) ?? assert.fail(`no variant ${name}`));
  const { core, state } = assembled(chosen);
  return Object.assign(inProcess({}, core), { state });
}

/** Differs from the variant of stale updates in nothing but what it does with an equal one. */
const byKey: Variant = { name: '', freedom: '', describe: '', policy: { staleUpdate: 'equalRefused' } };

test('no two variants answer alike, and none as the reference does', () => {
  const seen = [[], [byKey], ...variants.map((variant) => [variant])].map((chosen) => {
    const assembly = assembled(chosen);
    return JSON.stringify([exercised(assembly), assembly.wire]);
  });

  const alike = seen.flatMap((answers, at) => (seen.indexOf(answers) < at ? [variants[at - 2]?.name] : []));
  assert.deepEqual(alike, []);
});

test('the first value of each choice is the default, and every other one a variant', () => {
  const asVariants = variants.flatMap(({ policy }) => Object.entries(policy ?? {}));
  for (const [choice, [first, ...others]] of Object.entries(choices)) {
    assert.equal(Object.entries(defaultPolicy).find(([key]) => key === choice)?.[1], first);
    for (const other of others)
      assert.ok(
        asVariants.some(([key, value]) => key === choice && value === other),
        `${choice}: ${other}`,
      );
  }
});

test('errors of elements are told by index and id or in lists, and are no objects with extra properties', () => {
  const batch = { add: [{ name: 'Bad' }], update: [{ id: 7, updated_at: 1 }] };
  const errorsOf = (...names: string[]) => bodyOf(of(...names).post(customers, batch))._embedded.errors;
  const [add, update] = ['next_date is required', 'there is no customer 7'];

  assert.deepEqual(errorsOf('bad-elements-listed', 'extra-properties'), {
    add: { 0: add },
    update: { 7: update },
  });
  assert.deepEqual(errorsOf('bad-elements-listed-with-codes'), {
    add: [{ code: 400, message: add }],
    update: [{ code: 400, message: update }],
  });
});

test('ids of accounts with large ones go beyond 32 bits, and to the end of whole numbers', () => {
  assert.ok((of('ids-above-2-31').added({})[0] ?? 0) > 2 ** 31);
  assert.ok((of('ids-near-2-53').added({})[0] ?? 0) > 2 ** 53 - 200_000);
});

test('faults show in any variant', () => {
  const fault = faultNamed('second-of-a-batch-lost') ?? assert.fail();
  const { core } = assembled(variants, [fault]);
  assert.equal(inProcess({}, core).added({}, {}).length, 1);
});
