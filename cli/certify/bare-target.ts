import { existsSync } from 'node:fs';
import { plain } from '../../spec/run/plain.ts';
import { nearestTo } from '../nearest.ts';
import { UsageError } from '../usage-error.ts';

interface Named {
  readonly config?: string;
  readonly baseUrl?: string;
  readonly resume?: string;
}

/**
 * The target file that a bare word of the command line names.
 * @param commands the commands that there are
 * @throws UsageError for a mistyped command, and where the target is named already
 */
export function targetFileNamed(
  word: string,
  { config, baseUrl, resume }: Named,
  commands: readonly string[],
): string {
  if (!/\.ya?ml$/i.test(word) && !existsSync(word)) {
    throw new UsageError(
      `There is no command and no target file "${plain(word)}". Did you mean one of ${nearestTo(word, commands)}? --help shows all.`,
    );
  }
  if (config !== undefined || baseUrl !== undefined || resume !== undefined)
    throw new UsageError(`${plain(word)} is one target too many: it is named already.`);
  return word;
}
