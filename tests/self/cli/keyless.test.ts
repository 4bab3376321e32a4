import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { gate, type GateOptions } from '../../../cli/gate.ts';
import { sign, type SignOptions } from '../../../cli/sign.ts';
import { UsageError } from '../../../cli/usage-error.ts';
import { verify, type VerifyOptions } from '../../../cli/verify.ts';
import { bytesOf, failed, image, ownRun, allOfThisSuite } from '../reports/certified-runs.ts';
import { assertSigned, type Json } from './bundle-reading.ts';
import { identityToken, job, startServices } from './signing-services.ts';
import { told } from './told.ts';

type Services = Awaited<ReturnType<typeof startServices>>;

let services: Services;
let others: Services;
let folder = '';
const at = (file: string) => join(folder, file);
const subject = `${image.name}@sha256:${image.digest.sha256}`;
const bundle = 'certificate.sigstore.json';
const variables = [
  'ACTIONS_ID_TOKEN_REQUEST_URL',
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'SIGSTORE_ID_TOKEN',
] as const;
const kept = variables.map((name) => [name, process.env[name]] as const);

before(async () => {
  [services, others] = await Promise.all([startServices(), startServices()]);
});
after(() => Promise.all([services.close(), others.close()]));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-keyless-'));
  writeFileSync(at('results.json'), bytesOf(ownRun()));
  writeFileSync(at('trusted-root.json'), services.trustedRootText);
  // As `gh attestation trusted-root` prints several.
  writeFileSync(at('trusted-roots.jsonl'), `${others.trustedRootText}\n${services.trustedRootText}\n`);
  writeFileSync(at('others.json'), others.trustedRootText);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  for (const [name, value] of kept) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
});

/** @param environment what the CI gives the job; by default what GitHub gives */
function signed(
  over: Partial<SignOptions> = {},
  environment: Partial<Record<(typeof variables)[number], string>> = services.environment,
) {
  for (const name of variables) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, environment);
  const { url } = services;
  return told(() => sign({ report: folder, keyless: true, fulcioUrl: url, rekorUrl: url, subject, ...over }));
}

const trusting = (root = 'trusted-root.json') => ({ ...job, trustedRoot: at(root) });
const verified = (over: Partial<VerifyOptions> = {}) =>
  told(() => verify({ file: at(bundle), results: at('results.json'), ...trusting(), ...over }));
const gated = (over: Partial<GateOptions> = {}) =>
  told(() => gate({ file: at(bundle), subject, ...trusting(), ...over }));

const written = () => JSON.parse(readFileSync(at(bundle), 'utf8')) as Json;

describe('a signature without a key', () => {
  it('is by the job that GitHub gives a token, in the form that sigstore reads', async () => {
    const { status, printed } = await signed();

    assert.equal(status, 0, printed);
    assert.match(
      printed,
      /^Certificate: .*certificate\.sigstore\.json \(PASSED, signed by the identity of this job\)/,
    );
    assert.deepEqual(
      readdirSync(folder).filter((file) => file.startsWith('certificate')),
      ['certificate.html', bundle],
    );
    assert.ok(readFileSync(at('certificate.html'), 'utf8').includes(`--identity ${job.identity}`));
    assertSigned(written(), services);
  });

  it('is by the job that has its token in SIGSTORE_ID_TOKEN, as GitLab has it', async () => {
    const { status, printed } = await signed({}, { SIGSTORE_ID_TOKEN: identityToken });

    assert.equal(status, 0, printed);
    assertSigned(written(), services);
  });

  it('verifies by who made it, and the page with it', async () => {
    await signed({ timestampUrl: services.url });
    const { status, printed } = await verified();

    assert.equal(status, 0, printed);
    assert.ok(
      printed.includes(`Proven: ${job.identity} signed it, every byte of it, as ${job.issuer} vouches.`),
    );
    assert.match(printed, /Proven: certificate\.html shows what it says/);
    assert.equal(written().verificationMaterial.timestampVerificationData?.rfc3161Timestamps.length, 1);
    assert.equal((await verified(trusting('trusted-roots.jsonl'))).status, 0);
  });

  it('opens the gate for what it was made for', async () => {
    await signed();

    assert.equal((await gated({ maxAge: '3650d' })).status, 0);
  });

  it('states a failed run, for which the gate stays shut', async () => {
    const requirements = allOfThisSuite.map((each, index) => (index === 0 ? { ...each, ...failed } : each));
    writeFileSync(at('results.json'), bytesOf(ownRun(requirements)));
    await signed();
    const { status, printed } = await gated({ file: at('statement.sigstore.json'), allowWarned: true });

    assert.equal(status, 1);
    assert.match(printed, /✗ FAILED: .* It is no certificate/);
  });

  const changed = (change: (json: Json) => object) => () =>
    writeFileSync(at(bundle), `${JSON.stringify(change(written()))}\n`);
  const refused: readonly (readonly [string, () => void, Partial<VerifyOptions>, RegExp])[] = [
    [
      'of another job',
      () => undefined,
      { identity: `${job.identity}s` },
      /it is not signed by .*s: it is signed by/,
    ],
    ['vouched for by another', () => undefined, { issuer: 'https://evil.test' }, /it is not signed by/],
    [
      'of a job whose name only begins so',
      () => undefined,
      { identity: 'https://ci.example.test/' },
      /not signed by/,
    ],
    [
      'of other services',
      () => writeFileSync(at('trusted-root.json'), others.trustedRootText),
      {},
      /Does not hold: it is not signed by/,
    ],
    [
      'over something else',
      changed((json) => {
        const payload = Buffer.from(json.dsseEnvelope.payload, 'base64')
          .toString()
          .replace('"seed":', '"seed":1');
        return {
          ...json,
          dsseEnvelope: { ...json.dsseEnvelope, payload: Buffer.from(payload).toString('base64') },
        };
      }),
      {},
      /Does not hold: it is not signed by/,
    ],
    [
      'that no log has',
      changed((json) => ({
        ...json,
        verificationMaterial: { ...json.verificationMaterial, tlogEntries: [] },
      })),
      {},
      /Does not hold: it is not signed by/,
    ],
  ];
  for (const [title, change, over, says] of refused) {
    it(`does not verify, nor open the gate: one ${title}`, async () => {
      await signed();
      change();
      const [check, passage] = [await verified(over), await gated(over)];

      assert.deepEqual([check.status, passage.status], [1, 1], check.printed);
      assert.match(check.printed, says);
    });
  }

  it('proves nothing by itself', async () => {
    await signed();
    const { status, printed } = await told(() => verify({ file: at(bundle), results: at('results.json') }));

    assert.equal(status, 1);
    assert.match(
      printed,
      /Not proven: who signed it: no --identity was given\. It names https:\/\/ci\.example\.test/,
    );
  });

  it('is none where the CI refuses the job its token', async () => {
    const environment = { ...services.environment, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'a-secret' };
    const { status, printed } = await signed({}, environment);

    assert.equal(status, 3);
    assert.match(printed, /^The CI gave no identity token/);
    assert.ok(!printed.includes('a-secret'));
  });

  for (const [title, path, says] of [
    ['Fulcio', '/api/v2/signingCert', /^Nothing was signed: Fulcio gave no certificate/],
    ['Rekor', '/api/v1/log/entries', /^Nothing was signed: Rekor took no entry/],
  ] as const) {
    it(`is none where ${title} is down, ends with 3, and tells no token`, async (t) => {
      const down = await startServices([path]);
      t.after(() => down.close());
      const { url, environment } = down;
      const { status, printed } = await signed({ fulcioUrl: url, rekorUrl: url }, environment);

      assert.equal(status, 3, printed);
      assert.match(printed, says);
      assert.ok(!printed.includes(identityToken) && !printed.includes('request-token'));
      assert.ok(!existsSync(at(bundle)));
    });
  }

  for (const [title, over, environment, says] of [
    ['an identity', {}, {}, /^There is no identity to sign with/],
    [
      'anybody who testifies',
      { rekor: false },
      { SIGSTORE_ID_TOKEN: identityToken },
      /^Nobody would testify/,
    ],
    [
      'secrecy for the token',
      { fulcioUrl: 'http://fulcio.example.test' },
      { SIGSTORE_ID_TOKEN: identityToken },
      /has to begin with https/,
    ],
  ] as const) {
    it(`needs ${title}`, async () => {
      await assert.rejects(
        () => signed(over, environment),
        (error) => error instanceof UsageError && says.test(error.message),
      );
    });
  }

  it('is not held against what is no trusted root', async () => {
    await signed();

    await assert.rejects(() => verified(trusting('results.json')), /is no trusted root of sigstore/);
  });
});
