/** A target that is started by the run: a server of its own, and what has to be gone when the run is over. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { stringify } from 'yaml';
import { startReference } from '../../../reference/server.ts';
import { root } from '../../../spec/root.ts';
import { freePort } from './free-port.ts';
import { folderAfter } from '../temporary.ts';

export const folder = folderAfter('start');

/** The reference behind a server that logs each request, has a child, keeps state, and does not listen to SIGTERM. */
writeFileSync(
  join(folder, 'server.mjs'),
  `
import { spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { startReference } from ${JSON.stringify(pathToFileURL(join(root, 'dist/library.js')).href)};
if (!process.env.POLITE) process.on('SIGTERM', () => console.log('not yet'));
const { CONFORMANCE_STATE_DIR: state, FAULT: fault, PORT: port, HANGS: hangs } = process.env;
if (readdirSync(state).length > 0) throw new Error('There is state of another run.');
writeFileSync(state + '/data', state);
const child = spawn('sleep', ['1000'], { stdio: 'inherit' });
writeFileSync('pids', process.pid + ' ' + child.pid + ' ' + state);
const { baseUrl } = await startReference({ faults: fault ? [fault] : [] });
createServer((asked, answer) => {
  console.log(asked.method, asked.url, asked.headers.authorization ?? '');
  if (hangs && asked.url !== '/') return;
  asked.pipe(request(baseUrl + asked.url, { method: asked.method, headers: asked.headers }, (got) => {
    answer.writeHead(got.statusCode, got.headers);
    got.pipe(answer);
  }));
}).listen(port, '127.0.0.1');
`,
);

/** Writes a target file that starts the server by itself. */
export async function targetFile(start: object, port?: number): Promise<{ config: string; port: number }> {
  const at = port ?? (await freePort());
  const reference = await startReference();
  await reference.close();
  const baseUrl = `http://127.0.0.1:${at}`;
  const config = join(folder, 'target.yaml');
  const env = { PORT: String(at) };
  writeFileSync(
    config,
    stringify({ ...reference.targetFile, baseUrl, start: { ready: baseUrl, env, ...start } }),
  );
  return { config, port: at };
}

export const node = `${process.execPath} server.mjs`;
/** One that ends when it is asked to. */
export const polite = `POLITE=1 exec ${node}`;

/** Whether a process of the server is there. */
function isLeft(): boolean {
  const [server, child] = readFileSync(join(folder, 'pids'), 'utf8').split(' ');
  const isAlive = (pid: string | undefined): boolean => {
    try {
      return process.kill(Number(pid), 0);
    } catch {
      return false;
    }
  };
  return isAlive(server) || isAlive(child);
}

/** Where the server kept its state. */
export function stateFolder(): string {
  return readFileSync(join(folder, 'pids'), 'utf8').split(' ')[2] ?? assert.fail();
}

export async function untilGone(): Promise<void> {
  const end = Date.now() + 20_000;
  while (isLeft()) {
    assert.ok(Date.now() < end, 'The server is still there.');
    await wait(100);
  }
}

export const only = ['--only', 'periods.list.self', 'periods.list.id'];
