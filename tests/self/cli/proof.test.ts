import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allSubjects } from '../../../cli/proof/subjects.ts';
import {
  defectsOf,
  describes,
  digestOf,
  provenFault,
  provenVariant,
  strengthOf,
  type Finding,
} from '../../../cli/proof/verdict.ts';
import { faults, type Fault } from '../../../reference/faults/index.ts';
import { recordedProof } from '../../../reports/recorded-proof.ts';
import type { Proof } from '../../../spec/run/proof.ts';

const fault: Fault = {
  name: 'planted',
  breaks: 'customers.add.name',
  also: ['customers.list.filter'],
  describe: 'It does something wrong.',
  apply: (core) => core,
};

const finding = (...unsettled: Finding['unsettled']): Finding => ({
  name: 'planted',
  verdict: 'nonconformant',
  unsettled,
});
const failed = (id: Finding['unsettled'][number]['id']) => ({ id, outcome: 'failed', reason: 'so' }) as const;

const usual = finding({ id: 'periods.list.response.items.links', outcome: 'unobserved', reason: '' });

function proofOf(parts: Partial<Proof>): Proof {
  const [none, noVariant] = [[], []];
  return {
    schemaVersion: '1',
    suite: { name: 'suite', version: '0', digest: '' },
    seed: 1,
    durationMs: 1,
    strength: strengthOf(none, noVariant),
    unproven: [],
    faults: none,
    variants: noVariant,
    repetitions: [],
    ...parts,
  };
}

test('a fault is caught when the requirement that it names fails', () => {
  const proven = provenFault(fault, finding(failed('customers.add.name')));

  assert.equal(proven.caught, true);
  assert.deepEqual(proven.stray, []);
  assert.deepEqual(defectsOf(proofOf({ faults: [proven] })), []);
});

test('a fault that only others catch survives, and an unexplained failure is a stray', () => {
  const proven = provenFault(
    fault,
    finding(failed('periods.list.all'), failed('customers.list.filter.empty')),
  );

  assert.equal(proven.caught, false);
  assert.deepEqual(proven.stray, ['periods.list.all']);
  assert.equal(defectsOf(proofOf({ faults: [proven] })).length, 2);
});

test('a requirement that could not be tried does not catch a fault', () => {
  const proven = provenFault(
    fault,
    finding({ id: 'customers.add.name', outcome: 'dependency', reason: 'so' }),
  );

  assert.equal(proven.caught, false);
});

test('a variant is refused by any complaint that the reference does not have', () => {
  const variant = { kind: 'variant', name: 'free', variants: [] } as const;
  const accepted = provenVariant(variant, { ...usual, verdict: 'conformant' }, usual);
  const refused = provenVariant(
    variant,
    { ...finding(failed('customers.add.name')), verdict: 'conformant' },
    usual,
  );

  assert.deepEqual(defectsOf(proofOf({ variants: [accepted] })), []);
  assert.equal(defectsOf(proofOf({ variants: [refused] })).length, 1);
});

test('a deciding requirement without a fault is a defect of the proof', () => {
  assert.equal(defectsOf(proofOf({ unproven: ['customers.add.name'] })).length, 1);
});

test('there are 250 faults, 40 variants and 50 pairs, each with a name of its own', () => {
  const subjects = allSubjects({ seed: 1, pairs: 50, repetitions: 0 });
  const variants = subjects.filter((subject) => subject.kind === 'variant');

  assert.equal(new Set(subjects.map(({ name }) => name)).size, subjects.length);
  assert.ok(faults.length >= 250);
  assert.ok(variants.filter((variant) => variant.variants.length === 1).length >= 40);
  assert.equal(variants.filter((variant) => variant.variants.length === 2).length, 50);
});

test('the recorded proof is that of the faults and variants that there are', () => {
  const variants = allSubjects({ seed: 1, pairs: 50, repetitions: 0 }).flatMap((subject) =>
    subject.kind === 'fault' ? [] : [{ name: subject.name, describe: describes(subject) }],
  );

  const recorded = recordedProof();

  assert.ok(recorded, 'run `npm run prove -- --record`');
  const { strength } = recorded;
  assert.equal(strength.digest, digestOf(faults, variants), 'stale: run `npm run prove -- --record`');
  assert.deepEqual(strength.faults, { caught: faults.length, planted: faults.length });
  assert.deepEqual(strength.variants, { accepted: variants.length, tried: variants.length });
  assert.deepEqual(strengthOf(recorded.faults, recorded.variants), strength);
});
