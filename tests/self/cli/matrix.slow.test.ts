import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { stringify } from 'yaml';
import { startReference } from '../../../reference/server.ts';
import { root } from '../../../spec/root.ts';
import { bin, command } from './command.ts';
import { freePort } from './free-port.ts';
import { folderAfter } from '../temporary.ts';

const folder = folderAfter('matrix');
const at = (file: string) => join(folder, file);

writeFileSync(
  at('server.mjs'),
  `
import { readdirSync, writeFileSync } from 'node:fs';
import { startReference } from ${JSON.stringify(pathToFileURL(join(root, 'dist/library.js')).href)};
const { CONFORMANCE_STATE_DIR: state, FAULT: fault, PORT: port } = process.env;
if (readdirSync(state).length > 0) throw new Error('There is state of another run.');
writeFileSync(state + '/data', '');
writeFileSync('pid-' + process.pid, state);
console.log('serving with', fault ?? 'nothing');
await startReference({ port: Number(port), faults: fault ? [fault] : [] });
`,
);

/** Writes a target file that starts the server, and what an entry lays over it to have another port. */
async function matrixOf(entries: (move: (port: number) => object, ports: readonly number[]) => object) {
  const reference = await startReference();
  await reference.close();
  const ports = [await freePort(), await freePort()] as const;
  const move = (port: number, more: object = {}) => {
    const baseUrl = `http://127.0.0.1:${String(port)}`;
    return { baseUrl, start: { ready: baseUrl, env: { PORT: String(port), ...more } } };
  };
  const target = move(ports[0]);
  const start = { ...target.start, command: `exec ${process.execPath} server.mjs` };
  writeFileSync(at('target.yaml'), stringify({ ...reference.targetFile, ...target, start }));
  writeFileSync(at('matrix.yaml'), stringify(entries(move, ports)));
}

/** Process ids of servers that were started and are there, and state that they left. */
function left(): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.startsWith('pid-'))
    .flatMap((file) => {
      const pid = file.slice(4);
      const state = readFileSync(at(file), 'utf8');
      let isThere = true;
      try {
        process.kill(Number(pid), 0);
      } catch {
        isThere = false;
      }
      return [...(isThere ? [`process ${pid}`] : []), ...(existsSync(state) ? [state] : [])];
    });
}

async function untilNothingIsLeft(): Promise<void> {
  const end = Date.now() + 30_000;
  while (left().length > 0) {
    assert.ok(Date.now() < end, left().join(', '));
    await wait(100);
  }
}

const only = ['--only', 'periods.list.self', 'periods.list.id'];

describe('certify-matrix', () => {
  it('certifies each by itself, tells on what they differ, and leaves no server behind', async () => {
    await matrixOf((move, [, second = 0]) => ({
      target: 'target.yaml',
      entries: [
        { name: 'good', with: {} },
        { name: 'faulty', with: { start: { env: { FAULT: 'periods-self-names-customers' } } } },
        { name: 'elsewhere', with: move(second) },
        { name: 'ends-at-once', with: { start: { command: 'echo no such database; exit 3' } } },
      ],
    }));
    const { status, output } = await command([
      ...['certify-matrix', at('matrix.yaml'), '--output', at('out'), '--seed', '7'],
      ...only,
    ]);
    const told = JSON.parse(readFileSync(at('out/matrix.json'), 'utf8')) as {
      readonly entries: readonly {
        readonly name: string;
        readonly status: number;
        readonly verdict: string;
      }[];
    };

    assert.equal(status, 1, output);
    assert.deepEqual(
      told.entries.map((entry) => [entry.name, entry.status, entry.verdict]),
      [
        ['good', 0, 'conformant'],
        ['faulty', 1, 'nonconformant'],
        ['elsewhere', 0, 'conformant'],
        ['ends-at-once', 2, null],
      ],
    );
    assert.match(output, /1 of 2 requirements came out differently/);
    assert.match(output, /periods\.list\.self/);
    assert.match(output, /ends-at-once +no verdict, exit status 2: .*no such database/);
    assert.match(
      readFileSync(at('out/faulty/target.log'), 'utf8'),
      /serving with periods-self-names-customers/,
    );
    assert.match(readFileSync(at('out/good/run.log'), 'utf8'), /Conformant/);
    assert.match(readFileSync(at('out/comparison.html'), 'utf8'), /faulty/);
    await untilNothingIsLeft();
  });

  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    it(`leaves no server behind when it is ended by ${signal}`, async () => {
      await matrixOf((move, [, second = 0]) => ({
        target: 'target.yaml',
        entries: [
          { name: 'one', with: {} },
          { name: 'two', with: move(second) },
          { name: 'three', with: {} },
        ],
      }));
      const child: ChildProcess = spawn(
        process.execPath,
        [bin, 'certify-matrix', at('matrix.yaml'), '--output', at(signal)],
        { stdio: 'ignore' },
      );
      const ended = once(child, 'exit');
      const end = Date.now() + 30_000;
      while (left().filter((each) => each.startsWith('process')).length < 2) {
        assert.ok(Date.now() < end, 'Two servers were never there.');
        await wait(50);
      }
      await wait(500);
      child.kill(signal);
      const [status] = (await ended) as [number | null];
      await untilNothingIsLeft();

      if (signal === 'SIGTERM') assert.ok(status === 3 || status === 1, String(status));
      for (const name of ['one', 'two'])
        assert.match(
          readFileSync(at(`${signal}/${name}/run.log`), 'utf8'),
          /Interrupted: the account is being put/,
        );
      assert.ok(!existsSync(at(`${signal}/three/results.json`)), 'no other was begun');
    });
  }
});
