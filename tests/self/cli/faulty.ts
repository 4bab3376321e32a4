import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { stringify } from 'yaml';
import { assembled } from '../../../reference/assembly.ts';
import { faultNamed } from '../../../reference/faults/index.ts';
import { startReference } from '../../../reference/server.ts';
import { command } from './command.ts';
import { folderOf } from './examined.ts';

/** A served reference with a fault, and a folder with its target file. */
export async function faulty(t: TestContext, ...names: readonly string[]) {
  const faults = names.flatMap((name) => faultNamed(name) ?? []);
  assert.equal(faults.length, names.length);
  const server = await startReference(assembled([], faults));
  t.after(() => server.close());
  const folder = folderOf(t);
  const config = join(folder, 'target.yaml');
  writeFileSync(config, stringify(server.targetFile));
  const run = (...args: readonly string[]) =>
    command(['--config', config, '--output', join(folder, 'report'), ...args], { AMOCRM_STATE_DIR: folder });
  return { run, folder };
}
