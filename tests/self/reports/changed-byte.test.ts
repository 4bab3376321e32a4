import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { envelopeFor, lineOf } from '../../../reports/certificate/attestation.ts';
import { bytesOf, certified, isNoticed, keys, runWith, waivedBy, waiverFor } from './conformant.ts';

const stated = 'customers.add.single';
const failed = { outcome: 'failed', reason: 'expected 200, received 500' } as const;

describe('a changed byte', () => {
  const results = waivedBy(runWith({ [stated]: failed }), waiverFor(stated));
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

  it('is none in a sound certificate', () => {
    assert.ok(!isNoticed(signed, { key, results: told }));
    assert.ok(!isNoticed(unsigned, { results: told }));
  });

  it('is noticed at every place of a signed certificate, by the key alone', () => {
    assert.deepEqual(
      everywhere(signed, (changed) => isNoticed(changed, { key })),
      [],
    );
  });

  it('is noticed at every place of an unsigned certificate, with its results', () => {
    assert.deepEqual(
      everywhere(unsigned, (changed) => isNoticed(changed, { results: told })),
      [],
    );
  });

  it('is noticed at every place of the results', () => {
    const notices = (changed: Buffer) =>
      isNoticed(unsigned, { results: { file: 'results.json', bytes: changed } });
    assert.deepEqual(everywhere(bytes, notices), []);
  });

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
