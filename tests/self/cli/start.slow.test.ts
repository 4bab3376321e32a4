import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, it } from 'node:test';
import { command } from './command.ts';
import { folder, node, only, polite, stateFolder, targetFile, untilGone } from './starting.ts';

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
});
