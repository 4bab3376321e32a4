/** The ledger of verdicts: what a release judges otherwise than the one before is told, with the reason. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { stringify } from 'yaml';
import { certificationOf } from '../../../cli/stepwise.ts';
import { served } from '../../../cli/serve.ts';
import { suite } from '../../../cli/suite.ts';
import { certify } from '../../../engine/certification.ts';
import { type Fault, faultNamed } from '../../../reference/faults/index.ts';
import { faulty, type Known } from '../../../register/known.ts';
import {
  flipsBetween,
  lastLedger,
  type Ledger,
  ledgerOf,
  sectionOf,
  subjects,
} from '../../../register/ledger.ts';
import { requirementSet, requirementSetNames } from '../../../spec/requirement-sets.ts';
import { root } from '../../../spec/root.ts';
import type { Results } from '../../../spec/run/results.ts';
import { parseTarget } from '../../../target/target-file.ts';

const known = faulty.find(({ name }) => name === 'member-reads-periods') ?? assert.fail();
const broken = faultNamed(known.name)?.breaks ?? assert.fail();

/** Certifies the fault by some claims, in which that of one requirement may be a worse one. */
async function judged(claims: typeof suite.claims): Promise<Results> {
  const { reference } = await served({ port: 0, fault: [known.name], variant: [], quiet: true });
  try {
    const target = parseTarget(stringify(reference.targetFile), 'the reference', {});
    const asked = certificationOf({ target, seed: 1, profile: 'full', config: null });
    const own = claims.filter(({ id }) => id === broken);
    const catalogue = Object.fromEntries(Object.entries(suite.catalogue).filter(([id]) => id === broken));
    return (await certify({ ...asked, catalogue, claims: own, filters: [] })).results;
  } finally {
    await reference.close();
  }
}

const one = (results: Results, version = '1.0.0'): Ledger =>
  ledgerOf(version, new Map<Known, Results>([[known, results]]));

describe('the ledger of verdicts', () => {
  it('tells a judgement that has changed, of the outcome and of the verdict', async () => {
    const blind = suite.claims.map((claim) =>
      claim.id === broken ? { ...claim, holds: () => Promise.resolve() } : claim,
    );
    const [before, now] = [one(await judged(suite.claims)), one(await judged(blind), '1.1.0')];

    const flips = flipsBetween(before, now);

    assert.deepEqual(
      flips.map(({ requirement, from, to, why }) => ({ requirement, from, to, why })),
      [
        { requirement: null, from: 'nonconformant', to: 'conformant', why: broken },
        { requirement: broken, from: 'failed', to: 'passed', why: 'the suite judges otherwise' },
      ],
    );
    assert.match(
      sectionOf(before, now, '2027-01-01', flips),
      /\| \*\*verdict\*\* +\| nonconformant \| conformant \|/,
    );
  });

  const base: Ledger = {
    version: '1.0.0',
    suite: 'sha256:1',
    requirements: { old: 'stated', kept: 'stated', weighed: 'stated' },
    implementations: {
      a: { verdict: 'conformant', digest: 'sha256:a', outcomes: {} },
      b: { verdict: 'conformant', digest: 'sha256:b', outcomes: {} },
    },
  };

  it('says why: new, judged no more, weighed otherwise, the implementation itself', () => {
    const now: Ledger = {
      ...base,
      requirements: { kept: 'stated', weighed: 'inferred', late: 'shown' },
      implementations: {
        a: { verdict: 'nonconformant', digest: 'sha256:a', outcomes: { weighed: 'failed', late: 'failed' } },
        b: { verdict: 'conformant', digest: 'sha256:other', outcomes: { kept: 'unobserved' } },
      },
    };

    const flips = flipsBetween(base, now, { old: 'It was said twice.' });

    const told = flips.map(
      ({ requirement, to, why, implementations }) =>
        `${requirement ?? 'verdict'} ${to} (${implementations.join(' ')}): ${why}`,
    );
    assert.deepEqual(
      told.sort(),
      [
        'kept unobserved (b): the suite judges otherwise; the implementation has changed, too',
        'late failed (a): the requirement is new',
        'late passed (b): the requirement is new; the implementation has changed, too',
        'old not judged (a): the requirement is judged no more: It was said twice.',
        'old not judged (b): the requirement is judged no more: It was said twice.; the implementation has changed, too',
        'verdict nonconformant (a): old, weighed, late',
        'weighed failed (a): the evidence was stated and is inferred',
      ].sort(),
    );
  });

  it('tells nothing where nothing changed, and what several have in common once', () => {
    assert.deepEqual(flipsBetween(base, base), []);
    assert.match(sectionOf(base, base, '2027-01-01', []), /no outcome changed/);
    const both = { verdict: 'conformant', outcomes: { kept: 'unobserved' } } as const;
    const [a, b] = [
      { ...both, digest: 'sha256:a' },
      { ...both, digest: 'sha256:b' },
    ];

    const flips = flipsBetween(base, { ...base, implementations: { a, b } });

    assert.deepEqual(
      flips.map(({ implementations }) => implementations),
      [['a', 'b']],
    );
  });

  it('of the repository has every known implementation, and each as it has to be', () => {
    const { implementations, requirements } = lastLedger();

    assert.deepEqual(Object.keys(implementations).sort(), subjects.map(({ name }) => name).sort());
    const retired = requirementSet(requirementSetNames().at(-1) ?? '')?.retired ?? {};
    for (const id of Object.keys(requirements)) assert.ok(id in suite.catalogue || id in retired, id);
    for (const { name, server } of subjects) {
      const faults = server.kind === 'reference' ? server.faults : null;
      // What is inferred only warns.
      const decides = ({ breaks }: Fault) => requirements[breaks] !== 'inferred';
      const isRight = faults?.every((fault) => !decides(faultNamed(fault) ?? assert.fail())) ?? false;
      assert.equal(implementations[name]?.verdict, isRight ? 'conformant' : 'nonconformant', name);
    }
    assert.match(readFileSync(join(root, 'docs/verdict-ledger.md'), 'utf8'), /^# Ledger of verdicts\n/);
  });
});
