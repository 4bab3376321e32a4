import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { parseTarget, TargetFileError } from '../../../target/target-file.ts';
import { authority } from './certificates.ts';

const ours = authority();
ours.issue('plain');
ours.issue('other');
const locked = ours.issue('locked', { passphrase: 'a-passphrase' });
const broken = join(ours.folder, 'broken.pem');
writeFileSync(broken, '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n');

after(ours.remove);

/** What is held against a target file that lies in the folder of the certificates. */
function problems(tls: Readonly<Record<string, string>>): readonly string[] {
  const lines = Object.entries(tls).map(([key, value]) => `  ${key}: ${value}\n`);
  const text = `name: CRM\nbaseUrl: https://crm.test\nauth: {administrator: {bearer: abc}}\ntls:\n${lines.join('')}`;
  try {
    parseTarget(text, join(ours.folder, 'target.yaml'), {});
  } catch (error) {
    assert.ok(error instanceof TargetFileError, String(error));
    return error.problems;
  }
  return [];
}

const missing = 'there is no such file. Paths start from the folder of the target file.';

describe('the files of tls', () => {
  const cases: readonly (readonly [Readonly<Record<string, string>>, readonly string[]])[] = [
    [{ ca: 'ca.pem' }, []],
    [{ ca: ours.ca, certificate: 'plain.pem', key: 'plain.key' }, []],
    [{ ...locked, passphrase: 'a-passphrase' }, []],
    [{ ca: 'nowhere.pem' }, [`line 5: tls.ca can't be used: ${missing}`]],
    [{ certificate: 'plain.pem', key: 'none.key' }, [`line 6: tls.key can't be used: ${missing}`]],
    [{ ca: 'plain.key' }, ['line 5: tls.ca holds no certificate in PEM form']],
    [{ ca: broken }, ['line 5: tls.ca holds a broken certificate, number 1 ']],
    [{ certificate: 'plain.pem', key: 'plain.pem' }, ['line 6: tls.key holds no private key']],
    [{ certificate: 'plain.pem', key: 'other.key' }, ["line 6: tls.key doesn't belong to tls.certificate."]],
    [{ certificate: 'plain.pem' }, ['line 5: tls has "certificate" but lacks "key". Add it.']],
    [
      { ...locked, passphrase: 'the-wrong-one' },
      ["line 7: tls.passphrase doesn't unlock tls.key. Correct it."],
    ],
    [{ ...locked }, ['line 5: tls.key is locked with a passphrase. Add it as tls.passphrase.']],
  ];
  for (const [tls, expected] of cases) {
    it(`${Object.keys(tls).join(', ')}: ${expected.join() || 'can be used'}`, () => {
      const found = problems(tls);

      assert.deepEqual(
        found.map((problem, at) => problem.slice(0, expected[at]?.length)),
        expected,
      );
    });
  }
});
