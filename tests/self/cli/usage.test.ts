import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { certify, type CertifyOptions } from '../../../cli/certify.ts';
import { takeFolder } from '../../../cli/certify/output-folder.ts';
import { countNumber, portNumber, wholeNumber } from '../../../cli/options.ts';
import { prove } from '../../../cli/prove.ts';
import { UsageError } from '../../../cli/usage-error.ts';
import { TargetFileError } from '../../../target/target-file-error.ts';
import { command } from './command.ts';
import { folderAfter } from '../temporary.ts';

const folder = folderAfter('usage');
const at = (name: string): string => join(folder, name);

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

describe('what is known to be wrong before the first request ends with 2, and a sentence:', () => {
  it('a part that is none', async () => {
    const { status, output } = await command(['prove', '--shard', '6/5']);

    assert.equal(status, 2, output);
    assert.match(output, /as 2\/5/);
    assert.doesNotMatch(output, /^\s+at /m);
  });

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

describe('what no run can begin with is told by', () => {
  const refused: Readonly<Record<string, readonly [() => unknown, RegExp]>> = {
    'an output that is a file': [
      () => begun({ output: at('file') }),
      /Nothing can be written into .*: .*file is a file/,
    ],
    'a list for a target file that is not there': [
      () => begun({ list: true, config: at('none.yaml') }),
      /there is no such file/,
    ],
    'an output below a file': [
      () => begun({ output: at('file/report') }),
      /Nothing can be written into .*report: .*file is a file/,
    ],
    'an output where nothing can be made': [
      () => begun({ output: '/proc/report/of/a/run' }),
      /Nothing can be written into .*: it can’t be made there/,
    ],
    'a proof where nothing can be made': [
      () => prove({ output: '/proc/proof/of/it', seed: 1, pairs: 0, subject: 'reference' }),
      /Nothing can be written into .*: it can’t be made there/,
    ],
    'a pattern that is none': [() => begun({ grep: '[' }), /--grep takes a regular expression/],
    'a pattern that matches nothing': [() => begun({ grep: 'nothing like this' }), /No requirement matches/],
    'a target on the line without credentials': [
      () => begun({ baseUrl: 'http://127.0.0.1:9' }),
      /--bearer env:TOKEN/,
    ],
    'a target on the line with the secret itself, which is not shown': [
      () => begun({ baseUrl: 'http://127.0.0.1:9', bearer: 's3cret' }),
      /^(?![^]*s3cret)[^]*--bearer takes env:/,
    ],
    'a target file whose aliases unfold without end': [
      () => begun({ config: at('bomb.yaml') }),
      /bomb\.yaml, its aliases .* unfold/,
    ],
  };
  const begun = (options: Partial<CertifyOptions>) =>
    certify({ profile: 'full', only: [], output: at('report'), ...options });

  for (const [name, [begin, says]] of Object.entries(refused)) {
    it(name, async () => {
      await assert.rejects(
        async () => {
          await begin();
        },
        (error) =>
          (error instanceof UsageError || error instanceof TargetFileError) && says.test(error.message),
      );
    });
  }

  it('a number that is none, or too small or too large', () => {
    assert.throws(() => wholeNumber('many'), /a whole number/);
    assert.throws(() => countNumber('0'), /at least 1/);
    assert.throws(() => portNumber('70000'), /at most 65535/);
  });
});

describe('an output', () => {
  it('that a killed run was at work on is taken over, and let go of in the end', () => {
    const left = mkdtempSync(at('left-'));
    writeFileSync(
      join(left, '.running.json'),
      JSON.stringify({ pid: 2 ** 30, host: hostname(), since: '2026-11-29T00:00:00.000Z' }),
    );

    const letGo = takeFolder(left);
    const taken = readFileSync(join(left, '.running.json'), 'utf8');
    letGo();

    assert.ok(taken.includes(`"pid":${process.pid},`), taken);
    assert.deepEqual(readdirSync(left), []);
  });
});
