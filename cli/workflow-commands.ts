/** What is printed where GitHub's runner reads along, which takes lines of it for commands. */
import { randomUUID } from 'node:crypto';

/** Ends what `stop-commands` began: nobody else can know it. */
const token = randomUUID();

/**
 * Has the runner take nothing that is printed for a command, as long as this process runs: a server's text may
 * come to stand where a line begins, and older commands count anywhere in one. Does nothing elsewhere.
 */
export function stopCommands({ GITHUB_ACTIONS }: NodeJS.ProcessEnv = process.env): void {
  if (GITHUB_ACTIONS !== 'true') return;
  console.log(`::stop-commands::${token}`);
  process.once('exit', () => {
    console.log(`::${token}::`);
  });
}

/** Lines that the runner is to take for commands all the same. */
export function asCommands(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`::${token}::`, ...lines, `::stop-commands::${token}`];
}
