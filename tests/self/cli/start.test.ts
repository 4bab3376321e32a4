import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { begin, certify } from '../../../cli/library.ts';
import { readTargetFile } from '../../../target/target-file.ts';
import { folder, polite, stateFolder, targetFile, untilGone } from './starting.ts';

describe('a target that the run starts', () => {
  it('is told from a server that was there before, and from one that does not come', async () => {
    const { config, port } = await targetFile({ command: 'echo first; echo the disk is full >&2; exit 7' });
    const run = () => certify({ target: config, only: ['periods.list.self'] });
    const refusal = (message: RegExp) => ({ name: 'UsageError', message });

    await assert.rejects(
      run(),
      refusal(/ended before it was ready, with 7\. It said last:\n {2}.*(?:first|the disk is full)/),
    );

    const other = createServer((_, answer) => answer.end()).listen(port, '127.0.0.1');
    await once(other, 'listening');
    await assert.rejects(run(), refusal(/Something answers at .* before the target was started/));
    other.close();
    other.closeAllConnections();

    await targetFile({ command: 'sleep 100', readySeconds: 0.3 }, port);
    await assert.rejects(run(), refusal(/nothing answered at .* within 0\.3 s/));
  });

  it('is described by exactly one of command and image, and an address', async () => {
    for (const [start, expected] of [
      [{ command: 'x', image: 'y' }, /start .*(?:command|image)/],
      [{}, /start .*(?:command|image)/],
      [{ command: 'x', ready: 'localhost:4010' }, /start\.ready is no address/],
    ] as const) {
      const { config } = await targetFile(start);

      assert.throws(() => readTargetFile(config, {}), { name: 'TargetFileError', message: expected });
    }
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
