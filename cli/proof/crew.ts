import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Extent } from './subjects.ts';
import type { Finding } from './verdict.ts';

const worker = fileURLToPath(new URL('./worker.ts', import.meta.url));

/**
 * Has subjects examined by several processes at once, each of which takes the next one when it is free.
 * @param done is told of every finding as it comes
 * @throws Error when a process ends before its work does
 */
export async function examineAll(
  names: readonly string[],
  { processes, extent, done }: { processes: number; extent: Extent; done: (finding: Finding) => void },
): Promise<void> {
  const waiting = [...names];
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = fork(worker, [JSON.stringify(extent)], { execArgv: ['--import', 'tsx'] });
      let current: string | undefined;
      const next = (): void => {
        current = waiting.shift();
        if (current === undefined) child.disconnect();
        else child.send(current);
      };
      child.on('message', (message: Finding | 'ready') => {
        if (message !== 'ready') done(message);
        next();
      });
      child.on('error', reject);
      child.on('exit', (status) => {
        if (current === undefined) resolve();
        else reject(new Error(`The examination of ${current} broke off with status ${status ?? 'none'}.`));
      });
    });
  await Promise.all(Array.from({ length: Math.min(processes, names.length) }, work));
}
