import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, describe, it, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { placesOf, Recording } from '../../../cli/proof/recording.ts';
import { allSubjects } from '../../../cli/proof/subjects.ts';
import { defectsOf, provenFault, provenVariant, type Finding } from '../../../cli/proof/verdict.ts';
import { faults, type Fault } from '../../../reference/faults/index.ts';
import { standingOf } from '../../../reports/proof-record.ts';
import type { Found } from '../../../spec/run/proof.ts';

const name = 'planted';
const also = ['customers.list.filter'] as const;
const fault: Fault = { name, breaks: 'customers.add.name', also, describe: 'Wrong.', apply: (core) => core };

function finding(...unsettled: Finding['unsettled']): Finding {
  return { name, verdict: 'nonconformant', unsettled };
}
const failed = (id: Finding['unsettled'][number]['id']) => ({ id, outcome: 'failed', reason: 'so' }) as const;

const usual = finding({ id: 'periods.list.response.items.links', outcome: 'unobserved', reason: '' });

const found: Found = { seed: 1, unproven: [], faults: [], variants: [] };

const defectsIn = (proven: Partial<Found>) => defectsOf({ ...found, ...proven }).length;

test('a fault is caught when the requirement that it names fails', () => {
  const proven = provenFault(fault, finding(failed('customers.add.name')));

  assert.deepEqual([proven.caught, proven.stray, defectsIn({ faults: [proven] })], [true, [], 0]);
});

test('a fault that only others catch survives, and an unexplained failure is a stray', () => {
  const others = finding(failed('periods.list.all'), failed('customers.list.filter.empty'));
  const proven = provenFault(fault, others);

  assert.deepEqual([proven.caught, proven.stray], [false, ['periods.list.all']]);
  assert.equal(defectsIn({ faults: [proven] }), 2);
});

test('a variant is refused by any complaint that the reference does not have', () => {
  const variant = { kind: 'variant', name: 'free', variants: [] } as const;
  const prove = (complaints: Finding) =>
    defectsIn({ variants: [provenVariant(variant, { ...complaints, verdict: 'conformant' }, usual)] });

  assert.deepEqual([prove(usual), prove(finding(failed('customers.add.name')))], [0, 1]);
});

const subjects = allSubjects({ seed: 1, pairs: 50, repetitions: 0 });

test('there are 250 faults, 40 variants and 50 pairs, each with a name of its own', () => {
  const variants = subjects.filter((subject) => subject.kind === 'variant');

  assert.equal(new Set(subjects.map(({ name }) => name)).size, subjects.length);
  assert.ok(faults.length >= 250);
  assert.ok(variants.filter((variant) => variant.variants.length === 1).length >= 40);
  assert.equal(variants.filter((variant) => variant.variants.length === 2).length, 50);
});

describe('the record of the proof', () => {
  const project = fileURLToPath(new URL('../../..', import.meta.url));
  const own = 'reference/faults/customers-delete.ts';
  const count = subjects.length;
  let places: ReadonlyMap<string, string>;
  const changed: string[] = [];
  let root = '';
  let record = Buffer.alloc(0);

  const recording = (all = subjects) => new Recording(root, { subjects: all, places, seed: 1 });
  const prove = (one: Recording, some = one.stale) => {
    for (const subject of some) {
      const failures = subject.kind === 'fault' ? [failed(subject.fault.breaks)] : [];
      one.note({ name: subject.name, verdict: 'conformant', unsettled: failures });
    }
    one.keep();
  };
  const put = (file: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.appendFileSync(path.join(root, file), text);
    changed.push(file);
  };

  before(async () => {
    places = await placesOf(project);
    root = fs.mkdtempSync(path.join(tmpdir(), 'proof-'));
    const filter = (file: string) => file !== path.join(project, 'tests/self');
    for (const room of ['spec', 'generators', 'target', 'engine', 'tests', 'cli/proof', 'reference'])
      fs.cpSync(path.join(project, room), path.join(root, room), { recursive: true, filter });
    fs.mkdirSync(path.join(root, 'reports'));
    prove(recording());
    record = fs.readFileSync(path.join(root, 'reports/proof.json'));
  });
  afterEach(() => {
    for (const file of changed.splice(0)) {
      fs.rmSync(path.join(root, file));
      if (fs.existsSync(path.join(project, file))) fs.cpSync(path.join(project, file), path.join(root, file));
    }
    fs.writeFileSync(path.join(root, 'reports/proof.json'), record);
  });
  after(() => fs.rmSync(root, { recursive: true }));

  it('gives the numbers where nothing has changed but what they do not rest on', () => {
    for (const file of ['README.md', 'reports/labels.ts', 'tests/self/steps.ts']) put(file, 'Other words.');

    const { strength, staleProof } = standingOf(root);

    assert.deepEqual(strength?.faults, { caught: faults.length, planted: faults.length });
    assert.deepEqual(strength.variants, { accepted: count - faults.length, tried: count - faults.length });
    assert.equal(staleProof, undefined);
    assert.deepEqual(recording().stale, []);
  });

  for (const file of ['tests/customers/delete.claims.ts', 'spec/openapi.yaml', 'reference/core/core.ts'])
    it(`gives none when a byte of ${file} has changed, and has all proven anew`, () => {
      put(file, ' ');

      assert.deepEqual(standingOf(root), { staleProof: { fresh: 0, subjects: count } });
      assert.equal(recording().stale.length, count);
    });

  it('gives none when two more faults are planted, and has those of their file proven anew', () => {
    const planted = ['first', 'second'].map((name) => ({ kind: 'fault', name, fault }) as const);
    places = new Map([...places, ...planted.map(({ name }) => [name, own] as const)]);
    put(own, '// Two more.');
    const inFile = [...places.values()].filter((file) => file === own).length;

    assert.deepEqual(standingOf(root), { staleProof: { fresh: count + 2 - inFile, subjects: count } });
    const more = recording([...subjects, ...planted]);
    assert.equal(more.stale.length, inFile);
    prove(more);
    assert.equal(standingOf(root).strength?.faults.planted, faults.length + 2);
  });

  it('keeps what was proven before an interruption, and tells how much it is', () => {
    fs.rmSync(path.join(root, 'reports/proof.json'));
    assert.deepEqual(standingOf(root), { staleProof: { fresh: 0, subjects: 0 } });

    prove(recording(), subjects.slice(0, 200));

    assert.deepEqual(standingOf(root), { staleProof: { fresh: 200, subjects: count } });
    assert.equal(recording().stale.length, count - 200);
  });
});
