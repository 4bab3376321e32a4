import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { before, describe, it } from 'node:test';
import { gate, type GateOptions } from '../../../cli/gate.ts';
import { catalogueBy } from '../../../cli/requirement-set.ts';
import { writeStatement } from '../../../cli/sign.ts';
import { signingFor, type StatementOptions } from '../../../cli/signing.ts';
import { UsageError } from '../../../cli/usage-error.ts';
import { requirementSetNames } from '../../../spec/requirement-sets.ts';
import type { RequirementResult, Results } from '../../../spec/run/results.ts';
import { allOfThisSuite, bytesOf, image, ownRun } from '../reports/certified-runs.ts';
import { told } from './told.ts';
import { folderAfter } from '../temporary.ts';

const folder = folderAfter('gate');
const at = (file: string): string => join(folder, file);
const keys = generateKeyPairSync('ed25519');
const others = generateKeyPairSync('ed25519');
const subject = `${image.name}@sha256:${image.digest.sha256}`;
const [set = ''] = requirementSetNames().toReversed();
const signed = 'certificate.intoto.jsonl';
const now = new Date('2026-11-29T12:00:00Z');
const issued = new Date('2026-11-20T13:00:00Z');

before(() => {
  const pem = keys.privateKey.export({ type: 'pkcs8', format: 'pem' });
  writeFileSync(at('key.pem'), pem);
  for (const [name, { publicKey }] of [
    ['public.pem', keys],
    ['other.pem', others],
  ] as const)
    writeFileSync(at(name), publicKey.export({ type: 'spki', format: 'pem' }));
  const { suite, ...run } = ownRun(undefined, { startedAt: '2026-11-20T12:00:00.000Z' });
  const named = catalogueBy(set).set;
  const results = { ...run, suite: { ...suite, ...(named && { requirements: named }) } };
  writeFileSync(at('results.json'), bytesOf(results));
  writeStatement(folder, results, signingFor({ key: at('key.pem'), subject, now: issued }));
});

/** All of this suite passed, but for one. */
const withOne = (over: Partial<RequirementResult>) =>
  allOfThisSuite.map((each, at) => (at === 0 ? { ...each, ...over } : each));

/** The signed statement of a run, in a folder of its own. */
function statedAs(name: string, run: Results, over: Partial<StatementOptions> = {}): string {
  const results = { ...run, startedAt: '2026-11-20T12:00:00.000Z' };
  const place = at(name);
  mkdirSync(place);
  writeFileSync(join(place, 'results.json'), bytesOf(results));
  writeStatement(place, results, signingFor({ key: at('key.pem'), subject, now: issued, ...over }));
  const [file = ''] = readdirSync(place).filter((each) => each.endsWith('.intoto.jsonl'));
  return join(place, file);
}

function asked(
  over: Partial<GateOptions> = {},
): Promise<{ readonly status: number; readonly printed: string }> {
  return told(() => gate({ file: at(signed), subject, key: at('public.pem'), now, ...over }));
}

describe('the gate of a deployment', () => {
  it('is open for what a certificate was signed for', async () => {
    const { status, printed } = await asked({ requirements: set, maxAge: '30d' });

    assert.equal(status, 0, printed);
    assert.match(printed, /The gate is open\.$/);
  });

  it('is open for one with reservations where that is allowed', async () => {
    const file = statedAs('reserved', ownRun(withOne({ unstable: true })));

    assert.equal(basename(file), 'statement.intoto.jsonl');
    assert.equal((await asked({ file, allowWarned: true })).status, 0);
  });

  const shut: readonly (readonly [string, () => Partial<GateOptions>, RegExp])[] = [
    [
      'another image',
      () => ({ subject: `crm@sha256:${'d'.repeat(64)}` }),
      /✗ about crm@sha256:d+: it is about c+/,
    ],
    ['another key', () => ({ key: at('other.pem') }), /✗ none of its signatures is by the key other\.pem/],
    ['an older run', () => ({ maxAge: '8d' }), /✗ not older than 8d: the run began at 2026-11-20/],
    [
      'a run of tomorrow',
      () => ({ maxAge: '8d', now: new Date('2026-11-19T00:00:00Z') }),
      /✗ not older than 8d/,
    ],
    [
      'one that was judged by no requirement set',
      () => {
        const results = ownRun();
        writeFileSync(at('results.json'), bytesOf(results));
        const before = readFileSync(at(signed));
        writeStatement(folder, results, signingFor({ key: at('key.pem'), subject, now: issued }));
        writeFileSync(at('setless.jsonl'), readFileSync(at(signed)));
        writeFileSync(at(signed), before);
        return { file: at('setless.jsonl'), requirements: set };
      },
      /✗ judged by 2\d{3}\.\d+ or later: it names no requirement set/,
    ],
    [
      'a failed run, whatever is allowed',
      () => ({
        file: statedAs('failed', ownRun(withOne({ outcome: 'failed', reason: 'so' }))),
        allowWarned: true,
      }),
      /✗ FAILED: it states that the target is nonconformant, by 1 requirement\. It is no certificate\./,
    ],
    [
      'one with reservations',
      () => ({ file: statedAs('warned', ownRun(withOne({ unstable: true }))) }),
      /✗ WARNED: with reservations, which --allow-warned takes\. 1 requirement was settled only after/,
    ],
    [
      'one whose term is over',
      () => ({ file: statedAs('brief', ownRun(), { validFor: '8d' }) }),
      /✗ it was valid until 2026-11-28T13:00:00\.000Z/,
    ],
    [
      'one that is issued in the future',
      () => ({ file: statedAs('early', ownRun(), { now: new Date('2026-12-24T00:00:00Z') }) }),
      /✗ it was issued at 2026-12-24T00:00:00\.000Z, which is yet to come/,
    ],
    [
      'an unsigned one',
      () => {
        const { payload } = JSON.parse(readFileSync(at(signed), 'utf8')) as { readonly payload: string };
        writeFileSync(at('bare.jsonl'), `${Buffer.from(payload, 'base64').toString()}\n`);
        return { file: at('bare.jsonl') };
      },
      /✗ it is not signed/,
    ],
    [
      'one whose content was changed under the signature',
      () => {
        const envelope = JSON.parse(readFileSync(at(signed), 'utf8')) as { readonly payload: string };
        const text = Buffer.from(envelope.payload, 'base64').toString().replace('2026-11-20', '2026-11-28');
        const changed = { ...envelope, payload: Buffer.from(text).toString('base64') };
        writeFileSync(at('changed.jsonl'), `${JSON.stringify(changed)}\n`);
        return { file: at('changed.jsonl'), maxAge: '8d' };
      },
      /✗ none of its signatures/,
    ],
  ];
  for (const [what, over, says] of shut) {
    it(`stays shut for ${what}`, async () => {
      const { status, printed } = await asked(over());

      assert.equal(status, 1, printed);
      assert.match(printed, says);
      assert.match(printed, /The gate stays shut\.$/);
    });
  }

  for (const [over, says] of [
    [{ maxAge: 'a month' }, /--max-age takes days or hours/],
    [{ requirements: '1999.1' }, /no requirement set "1999\.1"/],
    [{ subject: 'crm:1.4' }, /--subject takes an image by its digest/],
    [{ file: at('public.pem') }, /no certificate of this suite/],
    [{ identity: 'https://ci.example.test/job' }, /--identity, --issuer and --trusted-root go together/],
  ] as const) {
    it(`does not understand ${JSON.stringify(over)}`, async () => {
      await assert.rejects(
        () => asked(over),
        (error) => error instanceof UsageError && says.test(error.message),
      );
    });
  }
});
