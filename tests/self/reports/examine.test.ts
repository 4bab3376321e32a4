import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { differencesInWords } from '../../../reports/certificate/contradictions.ts';
import { envelopeFor, lineOf } from '../../../reports/certificate/attestation.ts';
import type { Finding, Materials } from '../../../reports/certificate/examine.ts';
import { sha256 } from '../../../reports/certificate/statement.ts';
import type { Results } from '../../../spec/run/results.ts';
import {
  bytesOf,
  certified,
  failed,
  findingsOf,
  image,
  isNoticed,
  keys,
  otherKeys,
  stated,
  suite,
} from './certified-runs.ts';
import { digest, resultsOf, runWith, waivedBy, waiver } from './made-up.ts';

describe('what a certificate is told to prove', () => {
  const results = runWith();
  const told = { file: 'results.json', bytes: bytesOf(results) };
  const key = { file: 'public.pem', publicKey: keys.publicKey };
  const statement = certified(results);
  const signed = envelopeFor(statement, keys.privateKey);

  const fileOf = (certificate: object) => Buffer.from(`${JSON.stringify(certificate)}\n`);
  const findings = (certificate: object, materials: Partial<Materials> = {}): readonly Finding[] => {
    const found = findingsOf(fileOf(certificate), materials);
    return typeof found === 'string' ? assert.fail(found) : found;
  };
  const that = (standing: Finding['standing'], found: readonly Finding[]) =>
    found.filter((one) => one.standing === standing).map(({ says }) => says);

  it('is all but what no file can prove, with its key and its results', () => {
    const found = findings(signed, { key, results: told });
    assert.deepEqual(that('holds', found), [
      'it is an in-toto Statement v1 with a test result v0.1, in the very form that the suite writes.',
      'the key public.pem signed it, every byte of it.',
      'results.json is the one that it names, byte for byte, and valid by its schema.',
      `verdict and totals, derived again from results.json: conformant, ${results.requirements.length} requirements: ${results.requirements.length} passed.`,
      `all that it says follows from results.json: ${results.requirements.length} passed, 0 warned, 0 failed.`,
      'its requirements are those of this suite, none left out, none weighed less.',
      'what it says the suite catches is what the recorded proof of this suite found.',
    ]);
    assert.deepEqual(that('broken', found), []);
    assert.equal(that('open', found).length, 2);
  });

  it('fails by another key, by none and by a key that is only named', () => {
    const other = { file: 'other.pem', publicKey: otherKeys.publicKey };
    assert.match(
      that('broken', findings(signed, { key: other })).join(),
      /^none of its signatures is by the key other/,
    );
    assert.match(
      that('broken', findings(statement, { key })).join(),
      /^it is not signed, so the key public\.pem/,
    );
    const renamed = {
      ...signed,
      signatures: signed.signatures.map((one) => ({ ...one, keyid: 'd'.repeat(64) })),
    };
    assert.match(that('broken', findings(renamed, { key })).join(), /the signature names another key/);
    const foreign = envelopeFor(certified(results, image), keys.privateKey);
    const swapped = { ...foreign, signatures: signed.signatures };
    assert.match(that('broken', findings(swapped, { key })).join(), /^none of its signatures/);
  });

  it('fails where whoever made it wrote more than the results give', () => {
    const waived = waivedBy(runWith({ [stated]: failed }), waiver(stated));
    const honest = certified(waived);
    const ids = waived.requirements.map(({ id }) => id);
    const predicate = { ...honest.predicate, result: 'PASSED', passedTests: ids, warnedTests: [] };
    const lie = { ...honest, predicate };
    const found = findings(lie, { results: { file: 'results.json', bytes: bytesOf(waived) } });
    assert.deepEqual(that('broken', found), [
      `it says something else than results.json: /predicate/result is "PASSED", not "WARNED" (and ${ids.length + 1} more differences).`,
    ]);
  });

  it('fails where the results are no results, contradict themselves or certify nothing', () => {
    const judged = (content: object) => {
      const bytes = Buffer.from(`${JSON.stringify(content, null, 2)}\n`);
      const configuration = statement.predicate.configuration.map((one) =>
        one.name === 'results.json' ? { ...one, digest: { sha256: sha256(bytes) } } : one,
      );
      const fitting = { ...statement, predicate: { ...statement.predicate, configuration } };
      return that('broken', findings(fitting, { results: { file: 'results.json', bytes } })).join('\n');
    };
    assert.equal(judged(results), '');
    assert.match(judged({ hello: 1 }), /^results\.json is the one that it names, but breaks its schema: \//);
    assert.match(judged(runWith({ [stated]: failed })), /gives no certificate\. .* the run is nonconformant/);
    assert.match(
      judged({ ...results, counts: { ...results.counts, passed: 99 } }),
      /contradicts itself: \/counts\/pas/,
    );
    assert.match(judged({ ...results, complete: false }), /gives no certificate\. .* filtered/);
  });

  it('is held against the catalogue of the suite that it names', () => {
    const stray = (changed: Results, own = suite) => {
      const materials = { results: { file: 'results.json', bytes: bytesOf(changed) }, suite: own };
      return findings(certified(changed), materials);
    };
    const fewer = results.requirements.filter(({ id }) => id !== stated);
    const selection = { judged: fewer.length, of: fewer.length, filters: [] };
    const without = resultsOf(fewer, { selection }, results);
    assert.match(
      that('broken', stray(without)).join(),
      /not those of the suite that it names: it leaves out customers/,
    );
    const weaker = runWith({ [stated]: { evidence: 'inferred' } });
    assert.match(
      that('broken', stray(weaker)).join(),
      /the suite says something else of customers\.add\.single/,
    );
    const invented = runWith({ [stated]: { id: 'constructor' } });
    assert.match(that('broken', stray(invented)).join(), /leaves out customers\.add\.single \(\+1 more\)/);
    const other = runWith({}, { suite: { ...results.suite, contract: digest('9') } });
    assert.match(that('broken', stray(other)).join(), /it names another contract/);
    const newer = { ...suite, digest: digest('8') };
    assert.match(that('open', stray(results, newer)).join('\n'), /of another version of it/);
    const { strength: __, ...unproven } = suite;
    assert.match(
      that('open', stray(results, unproven)).join('\n'),
      /what the suite catches: this suite has another proof/,
    );
    const { strength: _, ...rest } = results.suite;
    const stale = runWith({}, { suite: { ...rest, staleProof: { fresh: 8, subjects: 9 } } });
    assert.match(that('open', stray(stale)).join('\n'), /what the suite catches: .* not proven of the suite/);
  });
});

describe('a file that is no certificate', () => {
  const statement = certified(runWith());
  const line = JSON.stringify(statement);

  it('is refused with a reason', () => {
    const reasons: readonly (readonly [string | Buffer, RegExp])[] = [
      ['', /^it is empty/],
      [line, /its last line has no end/],
      [`${line}\n\n`, /^in line 2, there is no JSON/],
      ['{}\n', /^in line 1, there is no in-toto statement/],
      ['[]\n', /^in line 1, there is no in-toto statement/],
      [Buffer.from([0xff, 0x0a]), /^it is not text in UTF-8/],
      [`${JSON.stringify({ ...statement, extra: 1 })}\n`, /^in line 1, there is no in-toto statement/],
      [`{"__proto__":1,${line.slice(1)}\n`, /^in line 1, there is no in-toto statement/],
      [
        `${JSON.stringify({ ...envelopeFor(statement, keys.privateKey), payload: 'e30=' })}\n`,
        /its envelope holds is no/,
      ],
    ];
    for (const [file, reason] of reasons) {
      const found = findingsOf(Buffer.from(file));
      assert.match(typeof found === 'string' ? found : 'it is one', reason);
    }
  });
});

describe('differences in words', () => {
  it('name the place and both sides', () => {
    assert.deepEqual(
      differencesInWords({ a: [1, 2], b: { 'c/d': null } }, { a: [1], b: { 'c/d': {} }, e: 1 }),
      ['/a/1 is missing, not 2', '/b/c~1d is {}, not null', '/e is 1, not missing'],
    );
  });
});

describe('a changed byte', () => {
  const results = waivedBy(runWith({ [stated]: failed }), waiver(stated));
  const bytes = bytesOf(results);
  const statement = certified(results);
  const told = { file: 'results.json', bytes };
  const key = { file: 'public.pem', publicKey: keys.publicKey };
  const signed = Buffer.from(lineOf(envelopeFor(statement, keys.privateKey)));
  const unsigned = Buffer.from(lineOf(statement));

  const flipped = (file: Buffer, at: number, mask: number): Buffer => {
    const copy = Buffer.from(file);
    copy[at] = (copy[at] ?? 0) ^ mask;
    return copy;
  };
  const everywhere = (file: Buffer, notices: (changed: Buffer) => boolean) =>
    [...file.keys()].filter((at) => !notices(flipped(file, at, 1 << (at % 8))));

  const places: readonly (readonly [string, Buffer, (changed: Buffer) => boolean])[] = [
    ['a signed certificate, by the key alone', signed, (changed) => isNoticed(changed, { key })],
    [
      'an unsigned certificate, with its results',
      unsigned,
      (changed) => isNoticed(changed, { results: told }),
    ],
    [
      'the results',
      bytes,
      (changed) => isNoticed(unsigned, { results: { file: 'results.json', bytes: changed } }),
    ],
  ];
  for (const [title, file, notices] of places) {
    it(`is noticed at every place of ${title}`, () => {
      assert.ok(!notices(file));
      assert.deepEqual(everywhere(file, notices), []);
    });
  }

  it('is noticed when bytes are changed, put in or taken out anywhere', () => {
    const edit = fc.record({
      at: fc.nat(signed.length),
      taken: fc.nat(3),
      put: fc.oneof(
        fc.uint8Array({ maxLength: 3 }),
        fc
          .constantFrom(' ', '\n', '\r', '\t', '=', 'A', '"')
          .map((text) => Uint8Array.from(Buffer.from(text))),
      ),
    });
    fc.assert(
      fc.property(edit, fc.constantFrom(signed, unsigned), ({ at, taken, put }, file) => {
        const changed = Buffer.concat([file.subarray(0, at), put, file.subarray(at + taken)]);
        fc.pre(!changed.equals(file));
        assert.ok(isNoticed(changed, file === signed ? { key, results: told } : { results: told }));
      }),
      { numRuns: 2000 },
    );
  });
});
