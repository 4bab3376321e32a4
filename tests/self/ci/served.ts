/** Jobs of the action on servers of the tests. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { assembled } from '../../../reference/assembly.ts';
import { faultNamed } from '../../../reference/faults/index.ts';
import { type Job, job, type JobOptions } from './github.ts';
import { folderAfter } from '../temporary.ts';

export const folder = folderAfter('action');

const only = 'periods.list.self\nperiods.list.id\n';
const broken = 'periods-self-names-customers';

/** A job on a server: its target file is where the inputs name it. */
export async function certified(
  name: string,
  targetFile: object,
  { inputs = {}, ...options }: Omit<JobOptions, 'folder'> = {},
): Promise<Job & { readonly workspace: string }> {
  const workspace = join(folder, name, 'workspace');
  mkdirSync(workspace, { recursive: true });
  writeFileSync(join(workspace, 'target.yaml'), stringify(targetFile));
  const done = await job({
    folder: join(folder, name),
    inputs: { config: 'target.yaml', only, seed: '1', ...inputs },
    ...options,
  });
  return { ...done, workspace };
}

export const faulty = assembled([], [faultNamed(broken) ?? assert.fail(broken)]);
