import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { plain } from '../spec/run/plain.ts';

/**
 * Tells that the suite itself broke: in one line, or with all that is known of it.
 * @returns the exit status; node's own is 1, which would read as a verdict
 */
export function tellBreak(error: unknown, isVerbose: boolean): 4 {
  const details = plain(inspect(error));
  const begin =
    'The suite itself broke, which says nothing of the target. What a run had in the account is found by "sweep"';
  console.error(
    isVerbose ? `${begin}. Report it with what follows.\n${details}` : `${begin}: ${whereabouts(details)}`,
  );
  return 4;
}

function whereabouts(details: string): string {
  try {
    const file = join(mkdtempSync(join(tmpdir(), 'amocrm-conformance-')), 'break.txt');
    writeFileSync(file, `${details}\n`, { mode: 0o600 });
    return `report it, the details lie in ${file}`;
  } catch {
    return 'run it again with --verbose for the details.';
  }
}
