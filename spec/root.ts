import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the suite, with its `package.json`. What is compiled lies one folder below it, as its sources do. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Name and version of the package. */
export function packageFacts(): { readonly name: string; readonly version: string } {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
  };
  return { name, version };
}
