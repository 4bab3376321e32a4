/** The package as its users have it: packed, installed into an empty folder, and called from there. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { root } from '../../../spec/root.ts';
import { ended, type Ended, resultsIn } from '../cli/command.ts';
import { folderAfter } from '../temporary.ts';

/** What anybody may use in a product. */
const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
]);
const LARGEST_BYTES = 60_000_000;
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

describe('the package', () => {
  const folder = folderAfter('package');
  const installed = join(folder, 'node_modules/amocrm-conformance');
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined, AMOCRM_STATE_DIR: join(folder, 'state') };
  const npm = (args: readonly string[], cwd: string) =>
    execFileSync('npm', [...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const npx = (...args: readonly string[]): Promise<Ended> =>
    ended(spawn('npx', ['amocrm-conformance', ...args], { cwd: folder, env }));
  const node = (...args: readonly string[]): Promise<Ended> =>
    ended(spawn(process.execPath, [...args], { cwd: folder, env }));

  before(() => {
    chmodSync(folder, 0o755);
    npm(['pack', '--pack-destination', folder], root);
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    const [archive = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
    npm(['install', '--no-audit', '--no-fund', '--prefer-offline', `./${archive}`], folder);
  });

  it('brings what it needs, no more than that, and nothing that runs on its own', () => {
    const files = readdirSync(join(folder, 'node_modules'), { recursive: true, withFileTypes: true });
    const bytes = files
      .filter((file) => file.isFile())
      .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
    const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<
        Record<string, { readonly hasInstallScript?: boolean; readonly license?: string }>
      >;
    };
    const others = Object.entries(lock.packages).filter(([path]) => path !== '');

    assert.ok(bytes < LARGEST_BYTES, `${String(bytes)} bytes`);
    assert.deepEqual(
      others.filter(([, { hasInstallScript }]) => hasInstallScript),
      [],
    );
    for (const [path, { license }] of others)
      assert.ok(permissive.has(license ?? ''), `${path}: ${license ?? 'none'}`);
    assert.deepEqual(
      readdirSync(join(installed, 'tests')).filter((name) => name === 'self'),
      [],
    );
    for (const file of ['LICENSE', 'README.md', 'dist/sbom.cdx.json']) statSync(join(installed, file));
  });

  it('certifies its reference, and tells commands that work where it is installed', async () => {
    const { status, output } = await npx('--output', 'report');

    assert.equal(status, 0, output);
    const { verdict, command, suite } = resultsIn(join(folder, 'report'));
    assert.equal(verdict, 'conformant');
    assert.deepEqual(command?.start, ['npx', 'amocrm-conformance']);
    assert.match(suite.digest, /^sha256:/);
    statSync(join(folder, 'report/proof.html'));
  });

  it('serves, certifies what it serves, sweeps it and verifies the certificate', async (t) => {
    const server = spawn(
      process.execPath,
      [join(installed, 'dist/main.js'), 'serve', '--port', '0', '--write-target', 'target.yaml'],
      { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    t.after(() => server.kill());
    await new Promise((listening) => server.stdout.once('data', listening));

    const certified = await npx('--config', 'target.yaml', '--output', 'served');
    const swept = await npx('sweep', '--config', 'target.yaml', '--yes');
    const verified = await npx(
      'verify',
      'served/certificate.intoto.jsonl',
      '--unsigned',
      '--results',
      'served/results.json',
    );

    const said = certified.output + swept.output + verified.output;
    assert.deepEqual([certified.status, swept.status, verified.status], [0, 0, 0], said);
  });

  it(
    'works for another user, who may not write where it lies',
    { skip: !isRoot && 'it takes root' },
    async () => {
      const home = join(folder, 'home');
      mkdirSync(home);
      chownSync(home, nobody, nobody);
      const own = { PATH: process.env['PATH'], HOME: home };
      const options = { cwd: home, env: own, uid: nobody, gid: nobody };

      const { status, output } = await ended(
        spawn(process.execPath, [join(installed, 'dist/main.js'), '--only', 'periods.list'], options),
      );

      assert.equal(status, 0, output);
    },
  );

  it('is a library for JavaScript', async () => {
    writeFileSync(
      join(folder, 'library.mjs'),
      `import { begin, certify, judge, requirements, startReference, writeReports } from 'amocrm-conformance';
      import schema from 'amocrm-conformance/schemas/results.schema.json' with { type: 'json' };
      const reference = await startReference({ faults: ['limit-ignored'] });
      const target = reference.targetFile;
      let settled = 0;
      const certified = await certify({ target, only: ['customers.list'], on: { settled: () => (settled += 1) } });
      const { files } = writeReports('by-library', certified);
      const stepwise = begin({ target });
      const { result } = await stepwise.verdictOn('customers.list.limit_rows.one');
      const problems = await stepwise.close();
      await reference.close();
      const message = { side: 'response', operation: 'periods.list', status: 200, headers: {}, body: '[]' };
      console.log(JSON.stringify({
        verdict: certified.results.verdict, settled, files, outcome: result.outcome, problems,
        violations: judge(message).violations.length, known: 'customers.list.limit_rows.one' in requirements,
        schema: schema.$schema,
      }));`,
    );

    const { status, output } = await node('--disable-warning=ExperimentalWarning', 'library.mjs');

    assert.equal(status, 0, output);
    const told = JSON.parse(output) as Readonly<Record<string, unknown>>;
    assert.equal(told['verdict'], 'nonconformant');
    assert.equal(told['outcome'], 'failed');
    assert.ok(Number(told['settled']) > 10);
    assert.ok(Number(told['violations']) > 0);
    assert.deepEqual([told['problems'], told['known']], [[], true]);
    assert.match(String(told['schema']), /json-schema/);
    assert.ok((told['files'] as string[]).includes('index.html'));
    assert.equal(resultsIn(join(folder, 'by-library')).verdict, 'nonconformant');
  });

  it('has types', () => {
    writeFileSync(
      join(folder, 'typed.mts'),
      `import { certify, judge, startReference, type Results, type TargetFile } from 'amocrm-conformance';
      const target: TargetFile = (await startReference()).targetFile;
      const { results }: { readonly results: Results } = await certify({ target, seed: 7 });
      // @ts-expect-error: a seed is a number
      await certify({ target, seed: '7' });
      export const counts: readonly string[] = results.requirements.map(({ id, outcome }) => id + outcome);
      export const { violations } = judge({ side: 'response', operation: 'periods.list', status: 200, headers: {}, body: '' });
      // @ts-expect-error: there is no such operation
      judge({ side: 'response', operation: 'periods.lists', status: 200, headers: {}, body: '' });\n`,
    );
    const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--skipLibCheck'];

    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...options, 'typed.mts'], {
      cwd: folder,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  });
});
