import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { stringify } from 'yaml';
import { begin, certify } from '../../../cli/library.ts';
import { startReference } from '../../../reference/server.ts';
import { root } from '../../../spec/root.ts';
import { command } from './command.ts';
import { freePort } from './free-port.ts';

const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-start-'));
after(() => rmSync(folder, { recursive: true, force: true }));

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
async function targetFile(start: object, port?: number): Promise<{ config: string; port: number }> {
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

const node = `${process.execPath} server.mjs`;
/** One that ends when it is asked to. */
const polite = `POLITE=1 exec ${node}`;

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
function stateFolder(): string {
  return readFileSync(join(folder, 'pids'), 'utf8').split(' ')[2] ?? assert.fail();
}

async function untilGone(): Promise<void> {
  const end = Date.now() + 20_000;
  while (isLeft()) {
    assert.ok(Date.now() < end, 'The server is still there.');
    await wait(100);
  }
}

const only = ['--only', 'periods.list.self', 'periods.list.id'];

describe('a target that the run starts', () => {
  it('begins with nothing each time, and leaves nothing but its log, cut to what failed', async () => {
    const report = join(folder, 'report');
    const env = { FAULT: 'periods-self-names-customers' };
    const { config, port } = await targetFile({ command: `FAULT=${env.FAULT} ${node}` });
    for (const _ of [1, 2]) {
      const { status, output } = await command(['--config', config, '--output', report, ...only]);
      assert.equal(status, 1, output);
      assert.ok(!existsSync(stateFolder()));
      await untilGone();
      assert.equal(await fetch(`http://127.0.0.1:${port}`).catch(() => 'gone'), 'gone');
    }
    const log = readFileSync(join(report, 'target.log'), 'utf8');
    assert.match(log, /^\d{4}-\S+Z GET \/api\/v2\/customers_periods/m);
    const har = JSON.parse(readFileSync(join(report, 'run.har'), 'utf8')) as {
      log: {
        entries: { _exchange: number; _requirements: string[]; request: { method: string; url: string } }[];
      };
    };
    const failed = har.log.entries.filter(({ _requirements }) => _requirements.length > 0);
    const entry = failed.find(({ request }) => request.method === 'GET') ?? assert.fail();
    const text = readFileSync(join(report, 'target-log', `${entry._exchange}.log`), 'utf8');
    assert.ok(text.includes(` GET ${new URL(entry.request.url).pathname}`), text);
    const cut = readdirSync(join(report, 'target-log')).map((name) => Number(name.split('.')[0]));
    assert.ok(cut.every((id) => failed.some(({ _exchange }) => _exchange === id)));
    for (const told of [log, text]) assert.doesNotMatch(told, /Bearer (?!\$)/);
  });

  it('is told from a server that was there before, and from one that does not come', async () => {
    const { config, port } = await targetFile({ command: 'echo first; echo the disk is full >&2; exit 7' });
    const run = () => command(['--config', config, '--output', join(folder, 'none'), ...only]);
    const ended = await run();
    const other = createServer((_, answer) => answer.end()).listen(port, '127.0.0.1');
    await once(other, 'listening');
    const taken = await run();
    other.close();
    other.closeAllConnections();
    await targetFile({ command: 'sleep 100', readySeconds: 0.3 }, port);
    const late = await run();

    assert.deepEqual([ended.status, taken.status, late.status], [2, 2, 2]);
    assert.match(
      ended.output,
      /ended before it was ready, with 7\. It said last:\n {2}.*(?:first|the disk is full)/,
    );
    assert.match(taken.output, /Something answers at .* before the target was started/);
    assert.match(late.output, /nothing answered at .* within 0\.3 s/);
  });

  it('is stopped when the run is interrupted or killed', async () => {
    const { config } = await targetFile({ command: node });
    for (const signal of ['SIGINT', 'SIGKILL'] as const) {
      let sent = false;
      const args = ['--config', config, '--output', join(folder, signal), '--only', 'periods'];
      const { output } = await command(args, {}, (heard, child) => {
        if (sent || !/ of \d+ tests done/.test(heard)) return;
        sent = true;
        child.kill(signal);
      });
      assert.ok(sent, output);
      await untilGone();
    }
  });

  it('is run from an image by the engine that is there, which takes it away again', async () => {
    const programs = mkdtempSync(join(folder, 'bin-'));
    const docker = join(programs, 'docker');
    writeFileSync(
      docker,
      `#!/bin/sh\necho "$@" >> '${folder}/docker.txt'\n[ "$1" = run ] || exit 0\ncd '${folder}' && exec ${node}\n`,
    );
    chmodSync(docker, 0o755);
    const { config, port } = await targetFile({ image: "crm'$(touch trap):1" });
    const path = [programs, process.env['PATH']].join(delimiter);
    const args = ['--config', config, '--output', join(folder, 'image'), ...only];
    const { status, output } = await command(args, { PATH: path });

    assert.equal(status, 0, output);
    assert.ok(!existsSync(stateFolder()) && !existsSync(join(folder, 'trap')));
    await untilGone();
    const [run = '', remove = ''] = readFileSync(join(folder, 'docker.txt'), 'utf8').split('\n');
    const [, name = ''] = /^run --rm --init --name (\S+) /.exec(run) ?? [];
    assert.ok(run.endsWith(` --publish 127.0.0.1:${port}:${port} --env PORT crm'$(touch trap):1`), run);
    assert.equal(remove, `rm --force ${name}`);
  });

  it('is described by exactly one of command and image, and an address', async () => {
    for (const [start, expected] of [
      [{ command: 'x', image: 'y' }, /start .*(?:command|image)/],
      [{}, /start .*(?:command|image)/],
      [{ command: 'x', ready: 'localhost:4010' }, /start\.ready is no address/],
    ] as const) {
      const { config } = await targetFile(start);
      const { status, output } = await command(['--config', config, '--list']);
      assert.equal(status, 2);
      assert.match(output, expected);
    }
  });
});

describe('beside a certification, what it starts', () => {
  it('is looked at by the doctor, and stopped behind it', async () => {
    const { config } = await targetFile({ command: polite });
    const { status, output } = await command(['doctor', '--config', config]);

    assert.equal(status, 0, output);
    assert.match(output, /^✓ start +The target was started, and answers at/m);
    assert.ok(!existsSync(stateFolder()));
    await untilGone();
  });

  it('is told of by the doctor where it does not come', async () => {
    const { config } = await targetFile({ command: 'echo the disk is full; exit 7' });
    const { status, output } = await command(['doctor', '--config', config]);

    assert.equal(status, 3, output);
    assert.match(output, /^✗ start +The target ended before it was ready, with 7\.[^]*the disk is full/m);
    assert.match(output, /^– the rest/m);
  });

  it('is gone when the doctor is interrupted', async () => {
    const { config } = await targetFile({ command: `HANGS=1 ${polite}` });
    let sent = false;
    const { status } = await command(['doctor', '--config', config], {}, (heard, child) => {
      if (sent || !/^✓ start/m.test(heard)) return;
      sent = true;
      child.kill('SIGTERM');
    });

    assert.deepEqual([sent, status], [true, 130]);
    assert.ok(!existsSync(stateFolder()));
    await untilGone();
  });

  const programs: readonly (readonly [string, (target: string) => Promise<string>])[] = [
    [
      'certify',
      async (target) => {
        const { results } = await certify({ target, only: ['periods.list.self'] });
        return results.verdict;
      },
    ],
    [
      'begin',
      async (target) => {
        const certification = begin({ target });
        const { result } = await certification.verdictOn('periods.list.self');
        await certification.close();
        return result.outcome;
      },
    ],
  ];
  for (const [name, run] of programs) {
    it(`is certified by a program with ${name}, which needs no journal, and stopped behind it`, async () => {
      const journals = mkdtempSync(join(folder, 'journals-'));
      const before = process.env['AMOCRM_STATE_DIR'];
      process.env['AMOCRM_STATE_DIR'] = journals;
      try {
        const { config } = await targetFile({ command: `FAULT=periods-self-names-customers ${polite}` });

        assert.match(await run(config), /^(?:nonconformant|failed)$/);
        assert.ok(!existsSync(stateFolder()));
        assert.deepEqual(readdirSync(journals), []);
        await untilGone();
        const broken = await targetFile({ command: 'exit 7' });
        await assert.rejects(run(broken.config), {
          name: 'UsageError',
          message: /ended before it was ready/,
        });
      } finally {
        if (before === undefined) Reflect.deleteProperty(process.env, 'AMOCRM_STATE_DIR');
        else process.env['AMOCRM_STATE_DIR'] = before;
      }
    });
  }
});
