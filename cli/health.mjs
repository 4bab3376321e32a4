/** Whether a container is well: one that serves the reference answers on its port, any other is as long as it runs. */
import { readFileSync } from 'node:fs';

const words = readFileSync(process.argv[2] ?? '/proc/1/cmdline', 'utf8').split('\0');
if (words.includes('serve')) {
  const at = words.findIndex((word) => word === '--port' || word === '-p');
  const port = at < 0 ? (words.join(' ').match(/--port=(\d+)/)?.[1] ?? '4010') : words[at + 1];
  await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(3_000) }).catch(() =>
    process.exit(1),
  );
}
