import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { parseTarget, TargetFileError } from '../../../target/target-file.ts';
import { authority } from './certificates.ts';

const ours = authority();
const plain = ours.issue('plain');
const other = ours.issue('other');
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

describe('the files of tls', () => {
  it('are named from the folder of the target file on', () => {
    assert.deepEqual(problems({ ca: 'ca.pem' }), []);
    assert.deepEqual(problems({ ca: ours.ca, certificate: 'plain.pem', key: 'plain.key' }), []);
    assert.deepEqual(problems({ ...locked, passphrase: 'a-passphrase' }), []);
  });

  it('are told when they are not there', () => {
    assert.deepEqual(problems({ ca: 'nowhere.pem', certificate: 'plain.pem', key: 'none.key' }), [
      "line 5: tls.ca can't be used: there is no such file. Paths start from the folder of the target file.",
      "line 7: tls.key can't be used: there is no such file. Paths start from the folder of the target file.",
    ]);
  });

  it('are told when they hold something else', () => {
    assert.match(problems({ ca: 'plain.key' })[0] ?? '', /^line 5: tls\.ca holds no certificate in PEM form/);
    assert.match(problems({ ca: broken })[0] ?? '', /^line 5: tls\.ca holds a broken certificate, number 1 /);
    assert.match(
      problems({ certificate: plain.certificate, key: plain.certificate })[0] ?? '',
      /^line 6: tls\.key holds no private key/,
    );
  });

  it("are told when they don't fit each other", () => {
    assert.match(
      problems({ certificate: plain.certificate, key: other.key })[0] ?? '',
      /^line 6: tls\.key doesn't belong to tls\.certificate\./,
    );
  });

  it('are told when the key stays locked, without what it is locked with', () => {
    assert.deepEqual(problems({ ...locked, passphrase: 'the-wrong-one' }), [
      "line 7: tls.passphrase doesn't unlock tls.key. Correct it.",
    ]);
    assert.match(
      problems({ ...locked })[0] ?? '',
      /tls\.key is locked with a passphrase\. Add it as tls\.passphrase\.$/,
    );
  });

  it('are told when one of a pair is missing', () => {
    assert.deepEqual(problems({ certificate: plain.certificate }), [
      'line 5: tls has "certificate" but lacks "key". Add it.',
    ]);
  });
});
