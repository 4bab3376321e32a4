/** The image: built and run where a container engine is there, otherwise its steps are taken in a plain folder. */
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from '../../../spec/root.ts';
import { folderAfter } from '../temporary.ts';

const folder = folderAfter('image');

/** An instruction of the Containerfile and its words, lines that go on joined. */
const instructions = readFileSync(join(root, 'Containerfile'), 'utf8')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [, name = '', rest = ''] = /^(\w+) (.*)$/.exec(line) ?? [];
    return { name, rest };
  });
const last = instructions.findLastIndex(({ name }) => name === 'FROM');
const [build, final] = [instructions.slice(0, last), instructions.slice(last)];
const engine = ['docker', 'podman'].find((name) => spawnSync(name, ['info']).status === 0);

/** A folder of the image as it is in the plain one. */
const places = /(?<![\w.])\/(?=(?:build|packed|suite|report|state)\b)/g;
const placed = (text: string) => text.replace(places, `${folder}/`);
const words = (name: string) => {
  const { rest } = final.find((one) => one.name === name) ?? assert.fail(name);
  return JSON.parse(placed(rest.replace(/^CMD /, ''))) as string[];
};
const env = { ...process.env, NODE_TEST_CONTEXT: undefined, AMOCRM_STATE_DIR: join(folder, 'state') };

describe('the image', () => {
  it('begins with a base that is pinned by digest', () => {
    const bases = instructions.filter(({ name }) => name === 'ARG' || name === 'FROM');

    assert.match(bases[0]?.rest ?? '', /^NODE=node:[\w.-]+@sha256:[\da-f]{64}$/);
    assert.deepEqual(
      bases.slice(1).map(({ rest }) => rest),
      ['${NODE} AS build', '${NODE}'],
    );
  });

  it('runs as nobody in particular, in stages, with what it writes in volumes', () => {
    assert.equal(instructions.filter(({ name }) => name === 'FROM').length, 2);
    assert.deepEqual(
      final.filter(({ name }) => name === 'USER').map(({ rest }) => rest),
      ['node'],
    );
    assert.ok(
      final.findIndex(({ name }) => name === 'USER') < final.findIndex(({ name }) => name === 'ENTRYPOINT'),
    );
    assert.deepEqual(words('VOLUME'), [join(folder, 'report'), join(folder, 'state')]);
    assert.ok(final.some(({ name, rest }) => name === 'ENV' && rest === 'AMOCRM_STATE_DIR=/state'));
  });

  it('certifies into its volume, and is well while it serves', { skip: engine !== undefined }, async () => {
    const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
    });
    for (const file of tracked.split('\n').filter((name) => name !== '' && existsSync(join(root, name)))) {
      mkdirSync(dirname(join(folder, 'build', file)), { recursive: true });
      cpSync(join(root, file), join(folder, 'build', file));
    }
    // They are those of the lock file already.
    symlinkSync(join(root, 'node_modules'), join(folder, 'build/node_modules'));
    for (const { name, rest } of build)
      if (name === 'RUN')
        execFileSync('sh', ['-c', placed(rest)], { cwd: join(folder, 'build'), env, stdio: 'pipe' });
    for (const place of ['report', 'state']) mkdirSync(join(folder, place));

    const [program = '', ...entry] = words('ENTRYPOINT');
    execFileSync(program, [...entry, ...words('CMD'), '--only', 'periods.list.id'], {
      cwd: join(folder, 'report'),
      env,
    });
    assert.ok(existsSync(join(folder, 'report/conformance-report-filtered/results.json')));

    const [checker = '', script = ''] = words('HEALTHCHECK');
    const health = () => {
      const line = join(folder, 'cmdline');
      writeFileSync(line, [program, ...entry, 'serve', '--port', '48211'].join('\0'));
      return spawnSync(process.execPath, [script, line]).status;
    };
    assert.equal(checker, 'node');
    assert.equal(health(), 1);
    const server = spawn(program, [...entry, 'serve', '--port', '48211'], {
      cwd: folder,
      env,
      stdio: 'ignore',
    });
    for (let tries = 0; tries < 100 && health() !== 0; tries += 1) await wait(100);
    const served = health();
    server.kill();
    assert.equal(served, 0);
  });

  it('is built and certifies where an engine is there', { skip: engine === undefined }, () => {
    if (engine === undefined) return;
    execFileSync(engine, ['build', '-f', 'Containerfile', '-t', 'amocrm-conformance-self', '.'], {
      cwd: root,
      stdio: 'pipe',
    });
    execFileSync(engine, ['run', '--rm', 'amocrm-conformance-self']);
  });
});
