import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { command } from './command.ts';

const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-usage-'));
const at = (name: string): string => join(folder, name);
after(() => rmSync(folder, { recursive: true }));

const levels = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
writeFileSync(
  at('bomb.yaml'),
  [
    'a: &a [x, x, x, x, x, x, x, x, x, x]',
    ...levels
      .slice(1)
      .map(
        (name, level) =>
          `${name}: &${name} [${Array.from({ length: 10 }, () => `*${levels[level] ?? ''}`).join(', ')}]`,
      ),
  ].join('\n'),
);
writeFileSync(at('file'), '');
// Nothing listens there.
writeFileSync(
  at('target.yaml'),
  'name: None\nbaseUrl: http://127.0.0.1:9\nauth: { administrator: { bearer: t } }\n',
);

const wrong: Readonly<Record<string, readonly [readonly string[], RegExp]>> = {
  'an output that is a file': [['--output', at('file')], /Nothing can be written into .*: .*file is a file/],
  'an output below a file': [
    ['--output', at('file/report')],
    /Nothing can be written into .*report: .*file is a file/,
  ],
  'an output where nothing can be made': [
    ['--output', '/proc/report/of/a/run'],
    /Nothing can be written into .*: it can’t be made there/,
  ],
  'a proof where nothing can be made': [
    ['prove', '--subject', 'reference', '--output', '/proc/proof/of/it'],
    /Nothing can be written into .*: it can’t be made there/,
  ],
  'no processes': [['prove', '--workers', '0'], /at least 1/],
  'many processes': [['prove', '--workers', 'many'], /a whole number/],
  'a port that is none': [['serve', '--port', '70000'], /at most 65535/],
  'a part that is none': [['prove', '--shard', '6/5'], /as 2\/5/],
  'a pattern that is none': [['--grep', '['], /--grep takes a regular expression/],
  'a pattern that matches nothing': [['--grep', 'nothing like this'], /No requirement matches/],
  'a target file whose aliases unfold without end': [
    ['--config', at('bomb.yaml')],
    /bomb\.yaml, its aliases .* unfold/,
  ],
  'a list for a target file that is not there': [
    ['--list', '--config', at('none.yaml')],
    /there is no such file/,
  ],
};

describe('what is known to be wrong before the first request ends with 2, and a sentence:', () => {
  for (const [name, [args, says]] of Object.entries(wrong)) {
    it(name, async () => {
      const { status, output } = await command(args);

      assert.equal(status, 2, output);
      assert.match(output, says);
      assert.doesNotMatch(output, /^\s+at /m);
    });
  }

  const environments: Readonly<Record<string, readonly [NodeJS.ProcessEnv, RegExp]>> = {
    'a folder of journals that is a file': [
      { AMOCRM_STATE_DIR: at('file') },
      /Nothing can be written into .*file \(EEXIST\), and without a journal .* AMOCRM_STATE_DIR/,
    ],
    'a folder of journals where nothing can be made': [
      { AMOCRM_STATE_DIR: '/proc/state/of/runs' },
      /Nothing can be written into .* \(ENOENT\), and without a journal .* AMOCRM_STATE_DIR/,
    ],
  };
  for (const [name, [env, says]] of Object.entries(environments)) {
    it(name, async () => {
      const report = at('report');
      const { status, output } = await command(['--config', at('target.yaml'), '--output', report], env);

      assert.equal(status, 2, output);
      assert.match(output, says);
      assert.doesNotMatch(output, /^\s+at /m);
    });
  }

  it('an output that another run is at work on', async () => {
    const held = mkdtempSync(at('held-'));
    writeFileSync(
      join(held, '.running.json'),
      JSON.stringify({ pid: process.pid, host: hostname(), since: '2026-11-29T00:00:00.000Z' }),
    );

    const { status, output } = await command(['--output', held]);

    assert.equal(status, 2, output);
    assert.match(output, new RegExp(`Another run is at work on .*process ${process.pid} `));
    assert.deepEqual(readdirSync(held), ['.running.json']);
  });
});

describe('an output', () => {
  it('that a killed run was at work on is taken over, and let go of in the end', async () => {
    const left = mkdtempSync(at('left-'));
    writeFileSync(
      join(left, '.running.json'),
      JSON.stringify({ pid: 2 ** 30, host: hostname(), since: '2026-11-29T00:00:00.000Z' }),
    );

    const { status, output } = await command(['--output', left, '--only', 'protocol.path']);

    assert.equal(status, 0, output);
    assert.ok(!readdirSync(left).includes('.running.json'));
  });
});
