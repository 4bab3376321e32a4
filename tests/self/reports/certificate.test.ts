import assert from 'node:assert/strict';
import { createHash, verify } from 'node:crypto';
import { describe, it } from 'node:test';
import { envelopeFor, keyIdOf } from '../../../reports/certificate/attestation.ts';
import { statementFor } from '../../../reports/certificate/statement.ts';
import type { RequirementResult, Results } from '../../../spec/run/results.ts';
import { bytesOf, certified, failed, image, keys, stated } from './certified-runs.ts';
import { resultsOf, runWith, waivedBy, waiver } from './made-up.ts';

function refusal(results: Results): string {
  const statement = statementFor(results, { resultsBytes: bytesOf(results) });
  return 'refused' in statement ? statement.refused : assert.fail('it was certified');
}

describe('the statement', () => {
  const results = runWith();
  const ids = results.requirements.map(({ id }) => id);

  it('is an in-toto Statement v1 with a test result v0.1 about the target itself', () => {
    const statement = certified(results);
    assert.deepEqual(Object.keys(statement), ['_type', 'subject', 'predicateType', 'predicate']);
    assert.equal(statement._type, 'https://in-toto.io/Statement/v1');
    assert.equal(statement.predicateType, 'https://in-toto.io/attestation/test-result/v0.1');
    assert.deepEqual(statement.subject, [{ name: 'Staging CRM', digest: { sha256: '3'.repeat(64) } }]);
    const { amocrmConformance: _, configuration: __, ...told } = statement.predicate;
    assert.deepEqual(told, { result: 'PASSED', passedTests: ids, warnedTests: [], failedTests: [] });
  });

  it('names by digest everything that the run was configured by, and its results', () => {
    const waived = waivedBy(runWith({ [stated]: failed }), waiver(stated));
    const { configuration } = certified(waived).predicate;
    const byName = Object.fromEntries(configuration.map((one) => [one.name, one.digest.sha256]));
    assert.deepEqual(byName, {
      suite: '1'.repeat(64),
      contract: '2'.repeat(64),
      target: '3'.repeat(64),
      waivers: '4'.repeat(64),
      proof: '5'.repeat(64),
      'results.json': createHash('sha256').update(bytesOf(waived)).digest('hex'),
    });
  });
});

describe('an unqualified certificate', () => {
  const passedOf = (results: Results) => {
    const { result, warnedTests, amocrmConformance } = certified(results).predicate;
    return { result, warnedTests, reservations: amocrmConformance.reservations };
  };

  it('is not for a run with a waived failure or gap', () => {
    const gap = { outcome: 'untestable', reason: 'no address field' } as const;
    const results = waivedBy(
      runWith({ [stated]: failed, 'customers.update.address': gap }),
      waiver(stated),
      waiver('customers.update.address', { kind: 'gap' }),
    );
    assert.deepEqual(passedOf(results), {
      result: 'WARNED',
      warnedTests: [stated, 'customers.update.address'],
      reservations: ['2 requirements did not pass and are waived.'],
    });
    assert.deepEqual(certified(results).predicate.amocrmConformance.waived[0], {
      requirement: stated,
      kind: 'failure',
      reason: 'known',
      owner: 'Anna',
      expires: '2026-11-24',
    });
  });
});

describe('no certificate', () => {
  it('comes of a run that did not record its target, unless an image is named', () => {
    const { name, baseUrl } = runWith().target;
    const results = runWith({}, { target: { name, baseUrl } });
    assert.match(refusal(results), /no digest of its target\. Name an image with --subject/);
    assert.deepEqual(certified(results, image).subject, [image]);
  });

  it('comes of results that contradict themselves', () => {
    const good = runWith();
    const [first, ...rest] = good.requirements;
    assert.ok(first);
    const waived: RequirementResult = { ...first, outcome: 'waived', reason: 'so' };
    const withOne = waivedBy(runWith({ [stated]: failed }), waiver(stated));
    assert.ok(withOne.waivers);
    const lies: readonly (readonly [Results, RegExp])[] = [
      [
        { ...good, requirements: [{ ...first, ...failed }, ...rest] },
        /verdict is "conformant", not "nonconf/,
      ],
      [{ ...good, counts: { ...good.counts, passed: 1 } }, /\/counts\/passed is 1, not \d/],
      [{ ...good, requirements: rest }, /\/counts\/passed is/],
      [runWith({}, { selection: { judged: 3, of: 3, filters: [] } }), /\/selection\/judged is 3/],
      [
        runWith({}, { selection: { ...good.selection, of: good.selection.of + 1 } }),
        /full profile judged \d+ of/,
      ],
      [again([...good.requirements, first]), /one requirement twice/],
      [again([waived, ...rest]), /customers\.add\.single is waived, but the run had no waivers/],
      [
        { ...again([waived, ...rest]), waivers: { ...withOne.waivers, waivers: [] } },
        /what was waived is not told/,
      ],
      [
        { ...withOne, waivers: { ...withOne.waivers, waivers: [stateless({ state: 'idle' })] } },
        /\/waivers\/waivers\/0\/state is "idle", not "applied"/,
      ],
      [
        { ...withOne, waivers: { ...withOne.waivers, waivers: [stateless({ expires: '2026-11-23' })] } },
        /\/waivers\/waivers\/0\/state is "applied", not "expired"/,
      ],
    ];
    for (const [results, reason] of lies) {
      assert.match(refusal(results), /^No certificate: results\.json contradicts itself: /);
      assert.match(refusal(results), reason);
    }

    function again(requirements: readonly RequirementResult[]): Results {
      const { length } = requirements;
      const selection = { judged: length, of: length, filters: [] };
      return resultsOf(requirements, { selection }, good);
    }

    function stateless(over: object) {
      return { ...waiver(stated), state: 'applied' as const, ...over };
    }
  });
});

describe('the envelope', () => {
  const statement = certified(runWith());
  const envelope = envelopeFor(statement, keys.privateKey);

  it('is signed over the encoding that DSSE prescribes, by the key that it names', () => {
    const payload = Buffer.from(envelope.payload, 'base64').toString();
    const bytes = `DSSEv1 28 application/vnd.in-toto+json ${Buffer.byteLength(payload)} ${payload}`;
    const [signature] = envelope.signatures;
    assert.ok(signature);
    assert.ok(verify(null, Buffer.from(bytes), keys.publicKey, Buffer.from(signature.sig, 'base64')));
    const der = keys.publicKey.export({ type: 'spki', format: 'der' });
    assert.equal(signature.keyid, createHash('sha256').update(der).digest('hex'));
    assert.equal(signature.keyid, keyIdOf(keys.publicKey));
  });
});
