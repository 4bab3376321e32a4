import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chownSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { bin, ended } from './command.ts';
import { folderOf, reference } from './examined.ts';

/** Whether anybody may go through all the folders that lead to the suite. */
function isOpen(folder: string): boolean {
  const isPassable = (statSync(folder).mode & 0o005) === 0o005;
  return isPassable && (dirname(folder) === folder || isOpen(dirname(folder)));
}

const nobody = 65_534;
const whyAlone = process.getuid?.() !== 0 ? 'it takes root to become another user' : 'the folder is closed';
const isAlone = process.getuid?.() !== 0 || !isOpen(dirname(dirname(bin)));

test(
  'another user, who may not write where the suite lies, certifies and sweeps',
  { skip: isAlone && whyAlone },
  async (t) => {
    const { targetFile } = await reference(t);
    const folder = folderOf(t);
    chownSync(folder, nobody, nobody);
    writeFileSync(join(folder, 'target.yaml'), stringify(targetFile), { mode: 0o644 });
    const env = { PATH: process.env['PATH'], HOME: folder };
    const asNobody = (...args: readonly string[]) =>
      ended(spawn(process.execPath, [bin, ...args], { cwd: folder, env, uid: nobody, gid: nobody }));

    const certified = await asNobody('--config', 'target.yaml', '--seed', '7');
    const swept = await asNobody('sweep', '--config', 'target.yaml', '--yes');

    assert.deepEqual([certified.status, swept.status], [0, 0], certified.output + swept.output);
    assert.doesNotMatch(certified.output, /could not be written/);
    for (const name of ['results.json', 'index.html', 'proof.html'])
      assert.equal(statSync(join(folder, 'conformance-report', name)).uid, nobody);
  },
);
