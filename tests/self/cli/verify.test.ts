import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { writeStatement } from '../../../cli/sign.ts';
import { signingFor } from '../../../cli/signing.ts';
import { UsageError } from '../../../cli/usage-error.ts';
import { verify, type VerifyOptions } from '../../../cli/verify.ts';
import type { RequirementResult } from '../../../spec/run/results.ts';
import { allOfThisSuite, bytesOf, keys, otherKeys, ownRun } from '../reports/certified-runs.ts';
import { facts, one, runWith } from '../reports/made-up.ts';

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
async function verified(options: Partial<VerifyOptions>): Promise<{ status: number; printed: string }> {
  const log = mock.method(console, 'log', () => undefined);
  try {
    const status = await verify({ file: certificate(), ...options });
    return { status, printed: log.mock.calls.flatMap(({ arguments: told }) => told.map(String)).join('\n') };
  } finally {
    log.mock.restore();
  }
}

const usage = (message: RegExp) => (error: unknown) =>
  error instanceof UsageError && message.test(error.message);

describe('writing a certificate', () => {
  const reasons: readonly (readonly [string | Buffer | null, RegExp])[] = [
    [
      bytesOf(runWith({ [one]: { outcome: 'error', reason: 'refused' } })),
      /^No certificate: the run is inconclusive/,
    ],
    [bytesOf(runWith({}, { complete: false })), /^No certificate: the run was filtered/],
    [JSON.stringify(runWith()), /^No certificate: results\.json is not in the form that the suite writes/],
    [
      String(bytesOf({ ...runWith(), runId: '00000000-0000-4000-8000-000000000000' })),
      /^No certificate: results\.json is of another run/,
    ],
    ['{}', /^No certificate: results\.json breaks its schema/],
    ['', /^No certificate: results\.json breaks its schema/],
    [null, /^No certificate: the run left no results\.json/],
  ];
  for (const [content, reason] of reasons) {
    it(`takes away an earlier one: ${reason} of ${content?.length ?? 0} bytes`, () => {
      put('certificate.intoto.jsonl', 'an earlier one');
      if (content === null) rmSync(at('results.json'));
      else put('results.json', content);

      assert.match(writeStatement(folder, facts, signingFor({})), reason);
      assert.ok(!existsSync(certificate()));
    });
  }
});

describe('a key or subject that can not be used is wrong usage, with what to do', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const cipher = { cipher: 'aes-256-cbc', passphrase: 'secret' } as const;
  const encrypted = keys.privateKey.export({ type: 'pkcs8', format: 'pem', ...cipher });
  const damaged = String(privatePem(keys.privateKey)).replace('MC4C', 'MC5C');
  const wrong: readonly (readonly ['sign' | 'verify', string | Buffer | null, RegExp])[] = [
    ['sign', privatePem(rsa.privateKey), /of the type rsa, and certificates are signed with Ed25519\. Make/],
    ['sign', encrypted, /is encrypted, .* openssl pkey -in/],
    ['sign', publicPem(keys.publicKey), /holds a public key/],
    ['sign', 'hello', /holds no private key in PEM .* openssl genpkey -algorithm ed25519/],
    ['sign', damaged, /holds no private key/],
    ['sign', null, /wrong\.pem can't be read: there is no such file/],
    ['verify', privatePem(keys.privateKey), /holds a private key\. .* -pubout/],
    ['verify', publicPem(rsa.publicKey), /of the type rsa/],
    ['verify', '', /holds no public key in PEM/],
    ['verify', null, /there is no such file/],
  ];
  for (const [act, content, message] of wrong) {
    it(`to ${act} with: ${message}`, async () => {
      writeStatement(folder, facts, signingFor({}));
      if (content !== null) put('wrong.pem', content);
      const key = at('wrong.pem');

      await assert.rejects(
        async () => (act === 'sign' ? signingFor({ key }) : verified({ key })),
        usage(message),
      );
    });
  }

  it('to sign with a folder', () => {
    assert.throws(() => signingFor({ key: folder }), usage(/can't be read: it is a folder/));
  });

  for (const subject of [
    'crm:1.4',
    `crm@sha256:${'AB'.repeat(32)}`,
    `@sha256:${'ab'.repeat(32)}`,
    'crm@sha256:ab',
  ]) {
    it(`about the subject ${subject}`, () => {
      assert.throws(() => signingFor({ subject }), usage(/^--subject takes an image by its digest/));
    });
  }
});

describe('verifying', () => {
  const sign = (key?: string) => writeStatement(folder, facts, signingFor(key === undefined ? {} : { key }));

  it('ends with 0 where all holds, and tells what is proven and what is not', async () => {
    sign(at('key.pem'));
    const { status, printed } = await verified({ key: at('public.pem'), results: at('results.json') });

    assert.equal(status, 0);
    assert.match(
      printed,
      /^certificate\.intoto\.jsonl says: PASSED, "Staging CRM" \(.*\) is conformant\.\n[^]*\nAll that could be checked holds\. What is not proven stands above\.$/,
    );
    assert.match(printed, /Proven: certificate\.html shows what it says, and nothing else\./);
    assert.equal(printed.match(/^ {2}Proven: /gm)?.length, 6);
    assert.equal(printed.match(/^ {2}Not proven: /gm)?.length, 3);
  });

  const endings: readonly (readonly [string, () => Partial<VerifyOptions>, RegExp])[] = [
    [
      'another key',
      () => ({ key: put('other.pem', publicPem(otherKeys.publicKey)) }),
      /Does not hold: none of its signatures is by the key other\.pem/,
    ],
    [
      'changed results',
      () => ({ key: at('public.pem'), results: put('results.json', `${bytesOf(runWith()).toString()} `) }),
      /Does not hold: .*results\.json/,
    ],
    [
      'a missing signature',
      () => {
        sign();
        return { key: at('public.pem') };
      },
      /Does not hold: it is not signed, so the key public\.pem/,
    ],
  ];
  for (const [title, options, says] of endings) {
    it(`ends with 1 for ${title}`, async () => {
      sign(at('key.pem'));
      const { status, printed } = await verified(options());

      assert.equal(status, 1);
      assert.match(printed, says);
      assert.match(printed, /1 check failed: do not rely on it\.$/);
    });
  }

  it('holds a certificate of this very suite against its catalogue', async () => {
    const checked = (requirements: readonly RequirementResult[]) => {
      put('results.json', bytesOf(ownRun(requirements)));
      sign();
      return verified({ results: at('results.json'), unsigned: true });
    };
    const whole = await checked(allOfThisSuite);
    const lacking = await checked(allOfThisSuite.slice(1));

    assert.deepEqual([whole.status, lacking.status], [0, 1]);
    assert.match(whole.printed, /Proven: its requirements are those of this suite/);
    assert.match(lacking.printed, /Does not hold: its requirements .* it leaves out [a-z]+\./);
    assert.match(lacking.printed, /1 check failed: do not rely on it\.$/);
  });

  it('prints nothing that steers a terminal', async () => {
    const name = '\u001b[2J\u202eevil\nProven: all of it';
    put('results.json', bytesOf(runWith({}, { target: { ...runWith().target, name } })));
    sign();
    const { printed } = await verified({ results: at('results.json') });
    assert.doesNotMatch(printed, /[\u001b\u202e]|\nProven/);
  });
});
