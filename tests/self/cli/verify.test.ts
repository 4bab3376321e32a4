import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { appendFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { signingFor, writeCertificate } from '../../../cli/sign.ts';
import { UsageError } from '../../../cli/usage-error.ts';
import { verify, type VerifyOptions } from '../../../cli/verify.ts';
import { bytesOf, keys, otherKeys, ownRun } from '../reports/certified-runs.ts';
import { results as sample, runWith } from '../reports/made-up.ts';

let folder = '';
const at = (file: string) => join(folder, file);
const put = (file: string, content: string | Buffer): string => {
  writeFileSync(at(file), content);
  return at(file);
};
const certificate = () => at('certificate.intoto.jsonl');
const privatePem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' });
const publicPem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-self-'));
  put('results.json', bytesOf(runWith()));
  put('key.pem', privatePem(keys.privateKey));
  put('public.pem', publicPem(keys.publicKey));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What a certificate's check ends with, and all that it prints. */
function verified(options: Partial<VerifyOptions>): { status: number; printed: string } {
  const log = mock.method(console, 'log', () => undefined);
  try {
    const status = verify({ file: certificate(), ...options });
    return { status, printed: log.mock.calls.map(({ arguments: [line] }) => String(line)).join('\n') };
  } finally {
    log.mock.restore();
  }
}

function saysUsage(act: () => unknown, message: RegExp): void {
  assert.throws(act, (error) => {
    assert.ok(error instanceof UsageError);
    assert.match(error.message, message);
    return true;
  });
}

describe('writing a certificate', () => {
  it('takes away an earlier certificate where there can be none, and says why', () => {
    const reasons: readonly (readonly [string | Buffer, RegExp])[] = [
      [bytesOf(sample), /^No certificate: the run is nonconformant/],
      [bytesOf(runWith({}, { complete: false })), /^No certificate: the run was filtered/],
      [JSON.stringify(runWith()), /^No certificate: results\.json is not in the form that the suite writes/],
      ['{}', /^No certificate: results\.json breaks its schema/],
      ['', /^No certificate: results\.json breaks its schema/],
    ];
    for (const [content, reason] of reasons) {
      put('certificate.intoto.jsonl', 'an earlier one');
      put('results.json', content);
      assert.match(writeCertificate(folder, signingFor({})), reason);
      assert.ok(!existsSync(certificate()));
    }
    rmSync(at('results.json'));
    assert.match(writeCertificate(folder, signingFor({})), /^No certificate: the run left no results\.json/);
  });
});

describe('a key or subject that can not be used', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const encrypted = keys.privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'secret',
  });

  it('is wrong usage for signing, with what to do', () => {
    const signs = (content: string | Buffer) => () => signingFor({ key: put('wrong.pem', content) });
    saysUsage(
      signs(privatePem(rsa.privateKey)),
      /of the type rsa, and certificates are signed with Ed25519\. Make/,
    );
    saysUsage(signs(encrypted), /is encrypted, .* openssl pkey -in/);
    saysUsage(signs(publicPem(keys.publicKey)), /holds a public key/);
    saysUsage(signs('hello'), /holds no private key in PEM .* openssl genpkey -algorithm ed25519/);
    saysUsage(signs(String(privatePem(keys.privateKey)).replace('MC4C', 'MC5C')), /holds no private key/);
    saysUsage(
      () => signingFor({ key: at('nowhere.pem') }),
      /nowhere\.pem can't be read: there is no such file/,
    );
    saysUsage(() => signingFor({ key: folder }), /can't be read: it is a folder/);
  });

  it('is wrong usage for verifying, with what to do', () => {
    writeCertificate(folder, signingFor({}));
    const verifies = (content: string | Buffer) => () => verified({ key: put('wrong.pem', content) });
    saysUsage(verifies(privatePem(keys.privateKey)), /holds a private key\. .* -pubout/);
    saysUsage(verifies(publicPem(rsa.publicKey)), /of the type rsa/);
    saysUsage(verifies(''), /holds no public key in PEM/);
    saysUsage(() => verified({ key: at('nowhere.pem') }), /there is no such file/);
  });

  it('is wrong usage where the subject has no digest or another spelling', () => {
    for (const subject of [
      'crm:1.4',
      `crm@sha256:${'AB'.repeat(32)}`,
      `@sha256:${'ab'.repeat(32)}`,
      'crm@sha256:ab',
    ]) {
      saysUsage(() => signingFor({ subject }), /^--subject takes an image by its digest/);
    }
  });
});

describe('verifying', () => {
  const sign = (key?: string) => writeCertificate(folder, signingFor(key === undefined ? {} : { key }));

  it('ends with 0 where all holds, and tells what is proven and what is not', () => {
    sign(at('key.pem'));
    const { status, printed } = verified({ key: at('public.pem'), results: at('results.json') });
    assert.equal(status, 0);
    const lines = printed.split('\n');
    assert.match(
      lines[0] ?? '',
      /^certificate\.intoto\.jsonl says: PASSED, "Staging CRM" \(.*\) is conformant\.$/,
    );
    assert.equal(lines.filter((line) => line.startsWith('  Proven: ')).length, 5);
    assert.equal(lines.filter((line) => line.startsWith('  Not proven: ')).length, 3);
    assert.equal(lines.at(-1), 'All that could be checked holds. What is not proven stands above.');
  });

  it('ends with 1 for another key, a missing signature and changed results', () => {
    sign(at('key.pem'));
    const other = put('other.pem', publicPem(otherKeys.publicKey));
    const wrongKey = verified({ key: other });
    assert.equal(wrongKey.status, 1);
    assert.match(wrongKey.printed, /Does not hold: none of its signatures is by the key other\.pem/);
    assert.match(wrongKey.printed, /1 check failed: do not rely on this certificate\.$/);

    appendFileSync(at('results.json'), ' ');
    assert.equal(verified({ results: at('results.json'), key: at('public.pem') }).status, 1);

    put('results.json', bytesOf(runWith()));
    sign();
    assert.equal(verified({ key: at('public.pem') }).status, 1);
  });

  it('holds a certificate of this very suite against its catalogue', () => {
    const whole = ownRun((requirements) => requirements);
    put('results.json', bytesOf(whole));
    sign();
    const sound = verified({ results: at('results.json'), unsigned: true });
    assert.equal(sound.status, 0);
    assert.match(sound.printed, /Proven: its requirements are those of this suite/);

    put('results.json', bytesOf(ownRun((requirements) => requirements.slice(1))));
    sign();
    const lacking = verified({ results: at('results.json'), unsigned: true });
    assert.equal(lacking.status, 1);
    assert.match(lacking.printed, /Does not hold: its requirements .* it leaves out [a-z]+\./);
  });

  it('prints nothing that steers a terminal', () => {
    const name = '\u001b[2J\u202eevil\nProven: all of it';
    put('results.json', bytesOf(runWith({}, { target: { ...runWith().target, name } })));
    sign();
    const { printed } = verified({ results: at('results.json') });
    assert.doesNotMatch(printed, /[\u001b\u202e]|\nProven/);
  });
});
