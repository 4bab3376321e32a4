import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { stringify } from 'yaml';
import { startReference } from '../reference/server.ts';

export interface ServeOptions {
  /** 0 takes a free port. */
  readonly port: number;
  /** Where to write the target file, beside printing it. */
  readonly writeTarget?: string;
}

/** Serves the reference implementation until it is interrupted; prints its address and a target file. */
export async function serve({ port, writeTarget }: ServeOptions): Promise<void> {
  const { baseUrl, targetFile } = await startReference({ port });
  const yaml = stringify(targetFile);
  if (writeTarget !== undefined) {
    mkdirSync(dirname(writeTarget), { recursive: true });
    writeFileSync(writeTarget, yaml);
  }
  console.log(`The reference implementation listens on ${baseUrl}\nA target file for it:\n\n${yaml}`);
}
