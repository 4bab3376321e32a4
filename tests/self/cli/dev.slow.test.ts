import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assembled } from '../../../reference/assembly.ts';
import { faultNamed } from '../../../reference/faults/index.ts';
import { startReference } from '../../../reference/server.ts';
import { ended } from './command.ts';
import { folderOf } from './examined.ts';

const main = fileURLToPath(new URL('../../../cli/main.ts', import.meta.url));

test('dev tries what failed first, again when the server comes back and when a file changes, and leaves on q', async (t) => {
  const fault = faultNamed('limit-ignored') ?? assert.fail('there is such a fault');
  const broken = await startReference(assembled([], [fault]));
  const port = Number(new URL(broken.baseUrl).port);
  const folder = folderOf(t);
  const source = join(folder, 'source');
  mkdirSync(source);
  const args = ['dev', '--base-url', broken.baseUrl, '--bearer', 'env:ADMIN_TOKEN', '--watch', source];
  const only = ['--only', 'customers.list.limit_rows.one', '--output', join(folder, 'report')];
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args, ...only], {
    env: {
      ...process.env,
      ADMIN_TOKEN: 'demo-administrator-token',
      AMOCRM_STATE_DIR: folder,
      NODE_TEST_CONTEXT: undefined,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let heard = '';
  const all = ended(child, (output) => (heard = output));
  /** Waits until so many rounds are over. @returns what the last one told */
  const rounds = async (count: number): Promise<string> => {
    const over = () => heard.split('Enter again').length - 1 >= count;
    for (let looks = 0; !over() && looks < 1_200; looks += 1)
      await new Promise((wait) => setTimeout(wait, 50));
    assert.ok(over(), heard);
    return heard.split('Enter again')[count - 1] ?? '';
  };

  const first = await rounds(1);
  await broken.close();
  await new Promise((wait) => setTimeout(wait, 200));
  const mended = await startReference({ port });
  t.after(() => mended.close());
  const second = await rounds(2);
  writeFileSync(join(source, 'server.ts'), 'changed');
  const third = await rounds(3);
  child.stdin.write('q');
  const { status } = await all;

  assert.match(first, /── begun ──[^]*✗ customers\.list\.limit_rows\.one/);
  assert.match(second, /── the server has come back ──[^]*What failed passes now[^]*Conformant: /);
  assert.match(third, /server\.ts has changed ──[^]*Conformant: /);
  assert.doesNotMatch(third, /What failed passes now/);
  assert.equal(status, 0);
});
