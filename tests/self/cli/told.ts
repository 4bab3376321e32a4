import { mock } from 'node:test';

/** What a command that is called in this process ends with, and all that it prints. */
export async function told(run: () => Promise<number>) {
  const [log, error] = [mock.method(console, 'log', () => 0), mock.method(console, 'error', () => 0)];
  try {
    const status = await run();
    const calls = [...log.mock.calls, ...error.mock.calls];
    return { status, printed: calls.flatMap(({ arguments: each }) => each.map(String)).join('\n') };
  } finally {
    log.mock.restore();
    error.mock.restore();
  }
}
