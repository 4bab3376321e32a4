import assert from 'node:assert/strict';
import { createHash, verify } from 'node:crypto';
import { describe, it } from 'node:test';
import { envelopeFor, keyIdOf } from '../../../reports/certificate/attestation.ts';
import { filesFor, statementFor } from '../../../reports/certificate/statement.ts';
import type { Results } from '../../../spec/run/results.ts';
import { bytesOf, certified, failed, image, keys, waived } from './certified-runs.ts';
import { idsOf, one, runWith, waivedBy, waiver, wholeRun } from './made-up.ts';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('the statement', () => {
  it('is an in-toto Statement v1 with a test result v0.1 about the target itself', () => {
    const results = runWith();
    const { predicate, ...statement } = certified(results);
    const { amocrmConformance: _, configuration: __, ...told } = predicate;

    assert.deepEqual(Object.keys(certified(results)), ['_type', 'subject', 'predicateType', 'predicate']);
    assert.deepEqual(statement, {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'Staging CRM', digest: { sha256: '3'.repeat(64) } }],
      predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    });
    const passedTests = idsOf(results.requirements);
    assert.deepEqual(told, { result: 'PASSED', passedTests, warnedTests: [], failedTests: [] });
  });

  it('names by digest everything that the run was configured by, and its results', () => {
    const { configuration } = certified(waived).predicate;

    assert.deepEqual(Object.fromEntries(configuration.map(({ name, digest }) => [name, digest.sha256])), {
      suite: '1'.repeat(64),
      contract: '2'.repeat(64),
      target: '3'.repeat(64),
      waivers: '4'.repeat(64),
      proof: '5'.repeat(64),
      'results.json': sha256(bytesOf(waived)),
    });
  });

  it('is a qualified one for a run with a waived failure or gap', () => {
    const address = 'customers.update.address';
    const gap = { outcome: 'untestable', reason: 'no address field' } as const;
    const excused = [waiver(one), waiver(address, { kind: 'gap' })] as const;
    const { predicate } = certified(waivedBy(runWith({ [one]: failed, [address]: gap }), ...excused));
    const { reservations, waived: told } = predicate.amocrmConformance;

    assert.deepEqual([predicate.result, predicate.warnedTests], ['WARNED', [one, address]]);
    assert.deepEqual(reservations, ['2 requirements did not pass and are waived.']);
    assert.deepEqual(told, excused);
  });

  it('says FAILED of a run that is nonconformant, what failed, and what only warns', () => {
    const address = 'customers.update.address';
    const { predicate } = certified(
      runWith({ [one]: failed, [address]: { ...failed, evidence: 'inferred' } }, { obstacle: 'It hung up.' }),
    );
    const { verdict, reservations } = predicate.amocrmConformance;

    assert.deepEqual(
      [predicate.result, predicate.failedTests, predicate.warnedTests, verdict],
      ['FAILED', [one], [address], 'nonconformant'],
    );
    assert.deepEqual(reservations, [
      'The run did not get to its end. It hung up.',
      '1 inferred requirement failed, which only warns.',
    ]);
  });

  it('is of no certificate’s name unless the run passed', () => {
    const names = (['PASSED', 'WARNED', 'FAILED'] as const).map((result) => Object.values(filesFor(result)));

    assert.deepEqual(names, [
      ['certificate.intoto.jsonl', 'certificate.sigstore.json', 'certificate.html'],
      ['statement.intoto.jsonl', 'statement.sigstore.json', 'statement.html'],
      ['statement.intoto.jsonl', 'statement.sigstore.json', 'statement.html'],
    ]);
  });

  it('is about an image where the run did not record its target', () => {
    const { name, baseUrl } = runWith().target;
    const results = runWith({}, { target: { name, baseUrl } });

    assert.match(refusalOf(results), /no digest of its target\. Name an image with --subject/);
    assert.deepEqual(certified(results, image).subject, [image]);
  });
});

function refusalOf(results: Results): string {
  const statement = statementFor(results, { resultsBytes: bytesOf(results) });
  return 'refused' in statement ? statement.refused : assert.fail('it was certified');
}

describe('no certificate comes of results that contradict themselves', () => {
  const good = runWith();
  const { waivers } = waived;
  const [first, ...rest] = good.requirements;
  assert.ok(first && waivers);
  const unexplained = wholeRun([{ ...first, outcome: 'waived', reason: 'so' }, ...rest], {}, good);
  const told = (...entries: readonly object[]) => ({
    waivers: {
      ...waivers,
      waivers: entries.map((over) => ({ ...waiver(one), state: 'applied' as const, ...over })),
    },
  });
  const { selection, counts } = good;
  const lies: readonly (readonly [Results, RegExp])[] = [
    [{ ...good, requirements: [{ ...first, ...failed }, ...rest] }, /verdict is "conformant", not "nonconf/],
    [{ ...good, counts: { ...counts, passed: 1 } }, /\/counts\/passed is 1, not \d/],
    [{ ...good, requirements: rest }, /\/counts\/passed is/],
    [{ ...good, selection: { judged: 3, of: 3, filters: [] } }, /\/selection\/judged is 3/],
    [{ ...good, selection: { ...selection, of: selection.of + 1 } }, /full profile judged \d+ of/],
    [wholeRun([...good.requirements, first], {}, good), /one requirement twice/],
    [unexplained, /customers\.add\.single is waived, but the run had no waivers/],
    [{ ...unexplained, ...told() }, /what was waived is not told/],
    [{ ...waived, ...told({ state: 'idle' }) }, /\/waivers\/waivers\/0\/state is "idle", not "applied"/],
    [{ ...waived, ...told({ expires: '2026-11-23' }) }, /waivers\/0\/state is "applied", not "expired"/],
  ];
  for (const [results, reason] of lies) {
    it(String(reason), () => {
      const refusal = refusalOf(results);

      assert.match(refusal, /^No certificate: results\.json contradicts itself: /);
      assert.match(refusal, reason);
    });
  }
});

describe('the envelope', () => {
  it('is signed over the encoding that DSSE prescribes, by the key that it names', () => {
    const envelope = envelopeFor(certified(runWith()), keys.privateKey);
    const payload = Buffer.from(envelope.payload, 'base64').toString();
    const bytes = `DSSEv1 28 application/vnd.in-toto+json ${Buffer.byteLength(payload)} ${payload}`;
    const [{ sig, keyid } = { sig: '', keyid: '' }] = envelope.signatures;

    assert.ok(verify(null, Buffer.from(bytes), keys.publicKey, Buffer.from(sig, 'base64')));
    assert.equal(keyid, sha256(keys.publicKey.export({ type: 'spki', format: 'der' })));
    assert.equal(keyid, keyIdOf(keys.publicKey));
  });
});
