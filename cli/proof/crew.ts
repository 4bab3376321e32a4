import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Extent } from './subjects.ts';
import type { Finding } from './verdict.ts';

const worker = fileURLToPath(new URL('./worker.ts', import.meta.url));

/** How many subjects a process examines at once: some scenes wait for a clock to move. */
const LANES = 3;

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
      const underWay = new Set<string>();
      const next = (): void => {
        const name = waiting.shift();
        if (name !== undefined) {
          underWay.add(name);
          child.send(name);
        } else if (underWay.size === 0 && child.connected) child.disconnect();
      };
      child.on('message', (message: Finding | 'ready') => {
        if (message === 'ready') {
          for (let lane = 0; lane < LANES; lane += 1) next();
          return;
        }
        underWay.delete(message.name);
        done(message);
        next();
      });
      child.on('error', reject);
      child.on('exit', (status) => {
        if (underWay.size === 0) resolve();
        else
          reject(
            new Error(`The examination of ${[...underWay].join(', ')} broke off with status ${status}.`),
          );
      });
    });
  await Promise.all(Array.from({ length: Math.min(processes, names.length) }, work));
}
