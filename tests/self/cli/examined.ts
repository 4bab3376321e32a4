import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { stringify } from 'yaml';
import { doctor } from '../../../cli/doctor.ts';
import { createCore } from '../../../reference/core/core.ts';
import type { CoreRequest, CoreResponse, Handler } from '../../../reference/core/handler.ts';
import { startReference, type Reference, type ReferenceOptions } from '../../../reference/server.ts';

/** A folder that is gone after the test. */
export function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-self-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The reference, closed after the test. */
export async function reference(t: TestContext, options: ReferenceOptions = {}): Promise<Reference> {
  const started = await startReference(options);
  t.after(() => started.close());
  return started;
}

/** The reference with other answers to some requests. */
export function answering(other: (request: CoreRequest) => CoreResponse | null): Handler {
  const core = createCore();
  return (state, request) => {
    const response = other(request);
    return response === null ? core(state, request) : { state, response };
  };
}

/** What the doctor said of a target. */
export interface Examined {
  readonly status: number;
  readonly text: string;
  /** The whole finding that is about something, its lines joined with blanks; empty when there is none. */
  readonly about: (what: string) => string;
}

/** Lets the doctor look at a target file given as data, or as text. */
export async function examined(
  t: TestContext,
  targetFile: object | string,
  env: NodeJS.ProcessEnv = {},
): Promise<Examined> {
  const folder = folderOf(t);
  const config = join(folder, 'target.yaml');
  writeFileSync(config, typeof targetFile === 'string' ? targetFile : stringify(targetFile));
  const told: string[] = [];
  const status = await doctor({ config }, { AMOCRM_STATE_DIR: join(folder, 'state'), ...env }, (line) =>
    told.push(line),
  );
  const about = (what: string): string =>
    (told.find((finding) => finding.slice(2).startsWith(`${what} `)) ?? '').replace(/\s+/g, ' ').trim();
  return { status, text: told.join('\n'), about };
}
