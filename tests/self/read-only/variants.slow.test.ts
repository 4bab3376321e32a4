import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stream } from '../../../generators/stream.ts';
import { assembled } from '../../../reference/assembly.ts';
import { createState, type StateOptions } from '../../../reference/core/seed.ts';
import { variants, type Variant } from '../../../reference/variants/index.ts';
import { workedIn } from './account.ts';
import { idsWith, lookAt, troubleIn } from './look.ts';

/** How many variants and drawn pairs are looked at in one run of the tests: others in every run. */
const SOME = 10;

const drawn = new Stream(Date.now(), 'read-only');
const pairs = Array.from({ length: SOME }, () => drawn.shuffle(variants).slice(0, 2));
const subjects = [
  ...drawn
    .shuffle(variants)
    .slice(0, SOME)
    .map((one) => [one]),
  ...pairs,
];

for (const subject of subjects) {
  test(`the read-only profile accepts ${subject.map(({ name }) => name).join(' + ')}`, async () => {
    const account = subject.reduce<StateOptions>((sum, { account }: Variant) => ({ ...sum, ...account }), {});
    const state = workedIn(createState({ ...account, customers: 30 }));

    const results = await lookAt({ ...assembled(subject), state });

    assert.equal(results.verdict, 'inconclusive');
    const warned = subject.flatMap(({ warns = [] }: Variant) => warns);
    assert.deepEqual(
      troubleIn(results).filter((trouble) => !warned.some((id) => trouble.startsWith(`${id} failed`))),
      [],
    );
    assert.deepEqual(idsWith('dependency', results), []);
    // Lists that are asked for without a limit have five rows there: too few to tell where their pages end.
    const least = subject.some(({ name }) => name === 'tiny-pages') ? 134 : 139;
    assert.ok(idsWith('passed', results).length >= least, 'as much is judged as in the reference itself');
  });
}
