import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import {
  explorationOf,
  readExplorationRecord,
  writeExplorationRecord,
  type Explored,
} from '../../../reports/exploration-record.ts';
import { standingInWords } from '../../../reports/standing.ts';
import { mutantsDigestOf, mutantsOf, writeMutantsRecord } from '../../../reports/mutants-record.ts';
import { explorationBasisOf } from '../../../reports/proof-basis.ts';

const rooms = [
  'spec',
  'generators',
  'target',
  'engine',
  'tests/explore',
  'cli/proof',
  'reference',
  'reports',
];
const roots: string[] = [];

/** A project with one file that exploring rests on. */
function project(): string {
  const root = fs.mkdtempSync(path.join(tmpdir(), 'besides-'));
  roots.push(root);
  for (const room of rooms) fs.mkdirSync(path.join(root, room), { recursive: true });
  fs.writeFileSync(path.join(root, 'cli/explore.ts'), '');
  fs.writeFileSync(path.join(root, 'tests/explore/steps.ts'), 'one');
  fs.writeFileSync(path.join(root, 'spec/words.ts'), 'one');
  return root;
}

after(() => {
  for (const root of roots) fs.rmSync(root, { recursive: true });
});

function explored(root: string, kind: Explored['kind'], found: string | null): Explored {
  const digest = explorationBasisOf(root).digestFor([]) ?? '';
  return { kind, name: `${kind} ${String(found)}`, files: [], digest, requests: 7, found };
}

describe('the record of what exploration alone finds', () => {
  it('tells its numbers where all was explored with this very code', () => {
    const root = project();
    const entries = [
      explored(root, 'fault', 'it'),
      explored(root, 'fault', null),
      explored(root, 'variant', null),
    ];
    writeExplorationRecord(root, { seed: 1, budget: 3000, subjects: 3, entries });

    assert.deepEqual(readExplorationRecord(root)?.entries, entries);
    assert.deepEqual(explorationOf(root), {
      requests: 3000,
      faults: { found: 1, planted: 2 },
      variants: { wronged: 0, tried: 1 },
    });
  });

  it('tells none where a subject lacks, or the steps of exploring are others', () => {
    const [short, changed] = [project(), project()];
    writeExplorationRecord(short, {
      seed: 1,
      budget: 3000,
      subjects: 2,
      entries: [explored(short, 'fault', 'it')],
    });
    writeExplorationRecord(changed, {
      seed: 1,
      budget: 3000,
      subjects: 1,
      entries: [explored(changed, 'fault', 'it')],
    });
    fs.writeFileSync(path.join(changed, 'tests/explore/steps.ts'), 'two');

    assert.deepEqual([explorationOf(short), explorationOf(changed)], [undefined, undefined]);
  });
});

describe('the record of mutants', () => {
  const survivor = { file: 'a.ts', line: 1, was: '<', is: '<=', fate: 'survived' } as const;
  const survivors = [
    { ...survivor, why: 'A freedom.' },
    { ...survivor, why: null },
  ];

  it('tells its numbers where all were tried with this very code', () => {
    const root = project();
    const record = { digest: mutantsDigestOf(root), planted: 9, survivors };
    writeMutantsRecord(root, { ...record, counts: { caught: 5, survived: 2, unseen: 2 } });
    const whole = mutantsOf(root);
    writeMutantsRecord(root, { ...record, counts: { caught: 5, survived: 2 } });
    const part = mutantsOf(root);
    writeMutantsRecord(root, { ...record, counts: { caught: 5, survived: 2, unseen: 2 } });
    fs.writeFileSync(path.join(root, 'spec/words.ts'), 'two');

    assert.deepEqual(whole, { caught: 5, permitted: 1, seen: 7 });
    assert.deepEqual([part, mutantsOf(root)], [undefined, undefined]);
  });
});

it('the strength tells both beside its own numbers', () => {
  const strength = {
    faults: { caught: 9, planted: 9 },
    variants: { accepted: 4, tried: 4 },
    exploration: {
      requests: 3000,
      faults: { found: 8, planted: 9 },
      variants: { wronged: 0, tried: 4 },
    },
    mutants: { caught: 5, permitted: 1, seen: 6 },
    digest: '',
  };

  assert.match(
    standingInWords({ strength }),
    /catches 9 of 9 .*; catches 5 of 6 .* \(1 are permitted\); finds 8 of 9 faults by exploring alone/,
  );
});
