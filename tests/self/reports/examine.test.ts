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
  keys,
  otherKeys,
  suite,
  waived,
} from './certified-runs.ts';
import { digest, one, runWith, wholeRun } from './made-up.ts';

const key = { file: 'public.pem', publicKey: keys.publicKey };
const fileOf = (bytes: Buffer) => ({ file: 'results.json', bytes });
const results = runWith();
const statement = certified(results);
const signed = envelopeFor(statement, keys.privateKey);

/** What is found of a certificate, by how it stands. */
function found(certificate: object, materials: Partial<Materials> = {}) {
  const all = findingsOf(Buffer.from(`${JSON.stringify(certificate)}\n`), materials);
  if (typeof all === 'string') return assert.fail(all);
  const that = (standing: Finding['standing']) =>
    all.flatMap((each) => (each.standing === standing ? [each.says] : []));
  return { holds: that('holds'), broken: that('broken'), open: that('open') };
}

describe('a certificate', () => {
  it('is told to prove all but what no file can prove, with its key and its results', () => {
    const { holds, broken, open } = found(signed, { key, results: fileOf(bytesOf(results)) });

    assert.deepEqual(holds, [
      'it is an in-toto Statement v1 with a test result v0.1, in the very form that the suite writes.',
      'the key public.pem signed it, every byte of it.',
      'results.json is the one that it names, byte for byte, and valid by its schema.',
      `verdict and totals, derived again from results.json: conformant, ${results.requirements.length} requirements: ${results.requirements.length} passed.`,
      `all that it says follows from results.json: ${results.requirements.length} passed, 0 warned, 0 failed.`,
      'its requirements are those of this suite, none left out, none weighed less.',
      'what it says the suite catches is what the recorded proof of this suite found.',
    ]);
    assert.deepEqual([broken, open.length], [[], 2]);
  });

  it('fails where whoever made it wrote more than the results give', () => {
    const honest = certified(waived);
    const passedTests = waived.requirements.map(({ id }) => id);
    const predicate = { ...honest.predicate, result: 'PASSED', passedTests, warnedTests: [] };

    assert.deepEqual(found({ ...honest, predicate }, { results: fileOf(bytesOf(waived)) }).broken, [
      'it contradicts itself: what it tells of its tests is WARNED and conformant.',
      `it says something else than results.json: /predicate/result is "PASSED", not "WARNED" (and ${passedTests.length + 1} more differences).`,
    ]);
  });

  const otherKey = { file: 'other.pem', publicKey: otherKeys.publicKey };
  const renamed = {
    ...signed,
    signatures: signed.signatures.map((each) => ({ ...each, keyid: 'd'.repeat(64) })),
  };
  const swapped = {
    ...envelopeFor(certified(results, image), keys.privateKey),
    signatures: signed.signatures,
  };
  const signatures: readonly (readonly [string, object, typeof key, RegExp])[] = [
    ['another key', signed, otherKey, /^none of its signatures is by the key other/],
    ['no key', statement, key, /^it is not signed, so the key public\.pem/],
    ['a key that is only named', renamed, key, /the signature names another key/],
    ['the signature of another one', swapped, key, /^none of its signatures/],
  ];
  for (const [title, certificate, by, says] of signatures) {
    it(`fails by ${title}`, () => {
      assert.match(found(certificate, { key: by }).broken.join(), says);
    });
  }

  const contradictory = { ...results, counts: { ...results.counts, passed: 99 } };
  const contents: readonly (readonly [string, object, RegExp])[] = [
    ['hold', results, /^$/],
    ['are no results', { hello: 1 }, /^results\.json is the one that it names, but breaks its schema: \//],
    [
      'are nonconformant',
      runWith({ [one]: failed }),
      /says something else than results\.json: \/predicate\/result is "PASSED", not "FAILED"/,
    ],
    ['contradict themselves', contradictory, /contradicts itself: \/counts\/passed/],
    ['were filtered', { ...results, complete: false }, /gives no statement\. .* filtered/],
  ];
  for (const [title, content, says] of contents) {
    it(`is judged by results that ${title}`, () => {
      const bytes = bytesOf(content);
      const configuration = statement.predicate.configuration.map((each) =>
        each.name === 'results.json' ? { ...each, digest: { sha256: sha256(bytes) } } : each,
      );
      const fitting = { ...statement, predicate: { ...statement.predicate, configuration } };

      assert.match(found(fitting, { results: fileOf(bytes) }).broken.join('\n'), says);
    });
  }

  const fewer = wholeRun(
    results.requirements.filter(({ id }) => id !== one),
    {},
    results,
  );
  const weaker = runWith({ [one]: { evidence: 'inferred' } });
  const invented = runWith({ [one]: { id: 'constructor' } });
  const elsewhere = runWith({}, { suite: { ...results.suite, contract: digest('9') } });
  const { strength: _, ...unproven } = results.suite;
  const stale = runWith({}, { suite: { ...unproven, staleProof: { fresh: 8, subjects: 9 } } });
  const newer = { ...suite, digest: digest('8') };
  const { strength: __, ...otherProof } = suite;
  const suites: readonly (readonly [Results, Materials['suite'], Finding['standing'], RegExp])[] = [
    [fewer, suite, 'broken', /not those of the suite that it names: it leaves out customers/],
    [weaker, suite, 'broken', /the suite says something else of customers\.add\.single/],
    [invented, suite, 'broken', /leaves out customers\.add\.single \(\+1 more\)/],
    [elsewhere, suite, 'broken', /it names another contract/],
    [results, newer, 'open', /of another version of it/],
    [results, otherProof, 'open', /what the suite catches: this suite has another proof/],
    [stale, suite, 'open', /what the suite catches: .* not proven of the suite/],
  ];
  for (const [changed, own, standing, says] of suites) {
    it(`is held against the suite that it names: ${says}`, () => {
      const all = found(certified(changed), { results: fileOf(bytesOf(changed)), suite: own });

      assert.match(all[standing].join('\n'), says);
    });
  }
});

describe('a file that is no certificate is refused', () => {
  const line = JSON.stringify(statement);
  const reasons: readonly (readonly [string | Buffer, RegExp])[] = [
    ['', /^it is empty/],
    [line, /its last line has no end/],
    [`${line}\n\n`, /^in line 2, there is no JSON/],
    ['{}\n', /^in line 1, there is no in-toto statement/],
    ['[]\n', /^in line 1, there is no in-toto statement/],
    [Buffer.from([0xff, 0x0a]), /^it is not text in UTF-8/],
    [`${JSON.stringify({ ...statement, extra: 1 })}\n`, /^in line 1, there is no in-toto statement/],
    [`{"__proto__":1,${line.slice(1)}\n`, /^in line 1, there is no in-toto statement/],
    [`${JSON.stringify({ ...signed, payload: 'e30=' })}\n`, /its envelope holds is no/],
  ];
  for (const [file, reason] of reasons) {
    it(`${file.length} bytes: ${reason}`, () => {
      const found = findingsOf(Buffer.from(file));

      assert.match(typeof found === 'string' ? found : 'it is one', reason);
    });
  }
});

describe('differences in words', () => {
  it('name the place and both sides', () => {
    assert.deepEqual(
      differencesInWords({ a: [1, 2], b: { 'c/d': null } }, { a: [1], b: { 'c/d': {} }, e: 1 }),
      ['/a/1 is missing, not 2', '/b/c~1d is {}, not null', '/e is 1, not missing'],
    );
  });
});

describe('a changed byte is noticed', () => {
  const told = fileOf(bytesOf(waived));
  const unsigned = Buffer.from(lineOf(certified(waived)));
  const enveloped = Buffer.from(lineOf(envelopeFor(certified(waived), keys.privateKey)));

  /** Whether a verifier would notice that something is wrong with a certificate's file. */
  const isNoticed = (file: Buffer, materials: Partial<Materials>): boolean => {
    const findings = findingsOf(file, materials);
    return typeof findings === 'string' || findings.some(({ standing }) => standing === 'broken');
  };
  const places: readonly (readonly [string, Buffer, (changed: Buffer) => boolean])[] = [
    ['a signed certificate, by the key alone', enveloped, (changed) => isNoticed(changed, { key })],
    ['an unsigned one, with its results', unsigned, (changed) => isNoticed(changed, { results: told })],
    ['the results', told.bytes, (changed) => isNoticed(unsigned, { results: fileOf(changed) })],
  ];
  for (const [title, file, notices] of places) {
    it(`at every place of ${title}`, () => {
      const flipped = (at: number): Buffer => {
        const copy = Buffer.from(file);
        copy[at] = (copy[at] ?? 0) ^ (1 << (at % 8));
        return copy;
      };
      assert.ok(!notices(file));
      assert.deepEqual(
        [...file.keys()].filter((at) => !notices(flipped(at))),
        [],
      );
    });
  }

  it('when bytes are changed, put in or taken out anywhere', () => {
    const spelling = fc.constantFrom(' ', '\n', '\r', '\t', '=', 'A', '"').map((text) => Buffer.from(text));
    const edit = fc.record({
      at: fc.nat(enveloped.length),
      taken: fc.nat(3),
      put: fc.oneof(fc.uint8Array({ maxLength: 3 }), spelling),
    });
    fc.assert(
      fc.property(edit, fc.constantFrom(enveloped, unsigned), ({ at, taken, put }, file) => {
        const changed = Buffer.concat([file.subarray(0, at), put, file.subarray(at + taken)]);
        fc.pre(!changed.equals(file));
        assert.ok(isNoticed(changed, { results: told, ...(file === enveloped && { key }) }));
      }),
      { numRuns: 2000 },
    );
  });
});
