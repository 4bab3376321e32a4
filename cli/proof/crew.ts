import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Extent } from './subjects.ts';
import type { Finding } from './verdict.ts';

const worker = fileURLToPath(new URL('./worker.ts', import.meta.url));

/** Bodies of 500 records come and go: with room for them, collecting garbage costs half as much. */
const NODE_OPTIONS = [
  '--max-semi-space-size=64',
  ...['tsx', './unnamed.mjs'].flatMap((name) => ['--import', import.meta.resolve(name)]),
];

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
      const child = fork(worker, [JSON.stringify(extent)], { execArgv: NODE_OPTIONS });
      let underWay: string | undefined;
      child.on('message', (message: Finding | 'ready') => {
        if (message !== 'ready') done(message);
        underWay = waiting.shift();
        if (underWay === undefined) child.disconnect();
        else child.send(underWay);
      });
      child.on('error', reject);
      child.on('exit', (status) => {
        if (underWay === undefined) resolve();
        else reject(new Error(`The examination of ${underWay} broke off with status ${status}.`));
      });
    });
  await Promise.all(Array.from({ length: Math.min(processes, names.length) }, work));
}
