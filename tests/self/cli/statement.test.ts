import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { sign, type SignOptions } from '../../../cli/sign.ts';
import { UsageError } from '../../../cli/usage-error.ts';
import { verify, type VerifyOptions } from '../../../cli/verify.ts';
import { readStatements } from '../../../reports/certificate/attestation.ts';
import { toCertificateHtml } from '../../../reports/certificate/certificate-page.tsx';
import type { Results } from '../../../spec/run/results.ts';
import { bytesOf, failed, keys, waived } from '../reports/certified-runs.ts';
import { one, runWith } from '../reports/made-up.ts';
import { told } from './told.ts';

let folder = '';
const at = (file: string) => join(folder, file);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-statement-'));
  writeFileSync(at('key.pem'), keys.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(at('public.pem'), keys.publicKey.export({ type: 'spki', format: 'pem' }));
});
afterEach(() => rmSync(folder, { recursive: true }));

const signed = (results: Results, over: Partial<SignOptions> = {}) => {
  writeFileSync(at('results.json'), bytesOf(results));
  return told(() => sign({ report: folder, key: at('key.pem'), ...over }));
};

const verified = (file: string, over: Partial<VerifyOptions> = {}) =>
  told(() => verify({ file: at(file), key: at('public.pem'), results: at('results.json'), ...over }));

const written = () => readdirSync(folder).filter((file) => /^(certificate|statement)\./.test(file));

const runs: readonly (readonly [string, Results, RegExp, RegExp])[] = [
  [
    'certificate',
    runWith(),
    /^Certificate: .*certificate\.intoto\.jsonl \(PASSED, signed by/,
    /stands above\.$/,
  ],
  [
    'statement',
    waived,
    /^Statement, no certificate: .*statement\.intoto\.jsonl \(WARNED, .*\n {2}1 requirement did not pass and is waived/,
    /It is no certificate: it says that the run passed with reservations only \(1 requirement did not pass/,
  ],
  [
    'statement',
    runWith({ [one]: failed }),
    /^Statement, no certificate: .*statement\.intoto\.jsonl \(FAILED, /,
    /It is no certificate: it says that the run FAILED, by 1 requirement\.$/,
  ],
];

describe('what is stated of a run', () => {
  for (const [name, results, says, concluded] of runs) {
    it(`is a ${name} where it says ${String(says)}, and verifies as what it is`, async () => {
      const { status, printed } = await signed(results);
      const check = await verified(`${name}.intoto.jsonl`);

      assert.equal(status, 0, printed);
      assert.match(printed, says);
      assert.deepEqual(written(), [`${name}.html`, `${name}.intoto.jsonl`]);
      assert.equal(check.status, 0, check.printed);
      assert.match(check.printed, concluded);
    });
  }

  it('takes away what was stated before', async () => {
    await signed(runWith());
    await signed(runWith({ [one]: failed }));

    assert.deepEqual(written(), ['statement.html', 'statement.intoto.jsonl']);
  });

  it('is nothing where nothing can be stated, and then nothing is taken away', async () => {
    await signed(runWith());
    const { status, printed } = await signed(runWith({}, { complete: false }));

    assert.equal(status, 1);
    assert.match(printed, /^No certificate: the run was filtered/);
    assert.ok(existsSync(at('certificate.intoto.jsonl')));
  });

  it('tells where the run may be looked at, and how long it holds', async () => {
    const now = new Date();
    await signed(runWith(), { url: 'https://ci.example.test/jobs/7', validFor: '90d', now });
    const [read] = readAll('certificate.intoto.jsonl');
    const { url, amocrmConformance: said } = read?.statement.predicate ?? assert.fail();
    const { status, printed } = await verified('certificate.intoto.jsonl');

    assert.equal(url, 'https://ci.example.test/jobs/7');
    assert.equal(said.issuedAt, now.toISOString());
    assert.equal(said.validUntil, new Date(now.getTime() + 90 * 86_400_000).toISOString());
    assert.equal(status, 0, printed);
    assert.match(printed, /Not proven: that https:\/\/ci\.example\.test\/jobs\/7 shows this very run/);
    assert.match(printed, /Proven: it is valid until /);
  });

  it('does not verify when its term is over', async () => {
    await signed(runWith(), { validFor: '1h', now: new Date(Date.now() - 7_200_000) });
    const { status, printed } = await verified('certificate.intoto.jsonl');

    assert.equal(status, 1);
    assert.match(printed, /Does not hold: it was valid until /);
  });

  for (const [over, says] of [
    [{ url: 'https://user:secret@ci.example.test/' }, /^--url takes an address without a user/],
    [{ url: 'https://ci.example.test/?token=secret' }, /^--url takes an address without a user/],
    [{ url: 'https://ci.example.test/#secret' }, /^--url takes an address without a user/],
    [{ url: 'javascript:alert(1)' }, /^--url takes the address of the run/],
    [{ validFor: 'long' }, /^--valid-for takes days or hours/],
    [{ keyless: true }, /^Sign either with --key FILE, or with --keyless/],
    [{ report: '/nowhere' }, /^There is no results\.json in \/nowhere/],
  ] as const satisfies readonly (readonly [Partial<SignOptions>, RegExp])[]) {
    it(`is not signed with ${JSON.stringify(over)}`, async () => {
      await assert.rejects(
        () => signed(runWith(), over),
        (error) =>
          error instanceof UsageError && says.test(error.message) && !error.message.includes('secret@'),
      );
    });
  }
});

function readAll(file: string) {
  const read = readStatements(readFileSync(at(file)));
  return 'problem' in read ? assert.fail(read.problem) : read;
}

describe('the page of what is stated', () => {
  const hostile = '</title><script>alert(1)</script><img src=x onerror=alert(1)>';

  it('tells all that it has to, of this very file', async () => {
    const results = waived;
    await signed(results, { url: 'https://ci.example.test/jobs/7', validFor: '30d' });
    const page = readFileSync(at('statement.html'), 'utf8');
    const [read] = readAll('statement.intoto.jsonl');
    const { subject, predicate } = read?.statement ?? assert.fail();

    for (const text of [
      'Statement of a run with reservations: no certificate',
      'Staging CRM',
      subject[0]?.digest.sha256,
      ...predicate.configuration
        .filter(({ name }) => ['suite', 'results.json'].includes(name))
        .map(({ digest }) => digest.sha256),
      read?.envelope?.signatures[0]?.keyid,
      predicate.amocrmConformance.waived[0]?.owner,
      'href="results.json"',
      'href="index.html"',
      'href="https://ci.example.test/jobs/7"',
      'amocrm-conformance verify statement.intoto.jsonl --results results.json --key public.pem',
    ])
      assert.ok(text !== undefined && page.includes(text), `it lacks ${String(text)}`);
    const said = predicate.amocrmConformance.waived[0];
    assert.ok(said && page.includes(said.requirement) && page.includes(said.reason));
  });

  for (const [title, results] of [
    ['passed', runWith()],
    ['failed', runWith({ [one]: failed })],
    ['a hostile target', runWith({}, { target: { ...runWith().target, name: hostile } })],
  ] as const) {
    it(`is valid HTML without a script: ${title}`, async () => {
      await signed(results);
      const [file = ''] = written().filter((each) => each.endsWith('.html'));
      const page = readFileSync(at(file), 'utf8');
      const rules = new HtmlValidate({
        extends: ['html-validate:standard'],
        rules: { 'no-inline-style': 'off', 'no-raw-characters': 'off' },
      });
      const report = await rules.validateString(page);

      assert.deepEqual(
        report.results.flatMap(({ messages }) => messages.map(({ message }) => message)),
        [],
      );
      assert.doesNotMatch(page, /<script|<img|onerror="/);
      assert.equal(/no certificate/.test(page), title === 'failed');
    });
  }

  const forgeries: readonly (readonly [string, (page: string) => string, number, RegExp])[] = [
    ['as it was written', (page) => page, 0, /Proven: statement\.html shows what it says, and nothing else/],
    [
      'changed',
      (page) => page.replace('Nonconformant', 'Conformant'),
      1,
      /statement\.html was changed since: do not rely/,
    ],
    [
      'of another statement',
      (page) => page.replace(/sha256:[0-9a-f]{64}"/, `sha256:${'0'.repeat(64)}"`),
      1,
      /statement\.html was not made of it: do not rely/,
    ],
    [
      'by another version',
      (page) => page.replace(/content="amocrm-conformance [\d.]+"/, 'content="amocrm-conformance 9.9.9"'),
      0,
      /Not proven: what statement\.html shows: another version/,
    ],
  ];
  for (const [title, forge, expected, says] of forgeries) {
    it(`is held against the statement: ${title}`, async () => {
      await signed(runWith({ [one]: failed }));
      writeFileSync(at('statement.html'), forge(readFileSync(at('statement.html'), 'utf8')));
      const { status, printed } = await verified('statement.intoto.jsonl');

      assert.equal(status, expected, printed);
      assert.match(printed, says);
    });
  }

  it('is none of several statements at once', async () => {
    await signed(runWith());
    const line = readFileSync(at('certificate.intoto.jsonl'));

    assert.equal(toCertificateHtml(Buffer.concat([line, line])), null);
  });
});
