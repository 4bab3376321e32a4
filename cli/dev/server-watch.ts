/** Whether a server listens, told by connections alone: it hears of no request. */
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds between two looks at a server that is down, or may be about to come back. */
const PAUSE_MS = 25;

/** Milliseconds for which a server has to stay there once a connection has ended, to have ended it for being idle. */
const RESTART_MS = 1_000;

/** Whether somebody accepts connections there. */
export async function isListening(baseUrl: string): Promise<boolean> {
  const socket = await connectionTo(baseUrl);
  socket?.destroy();
  return socket !== null;
}

/** Resolves as soon as somebody accepts connections there. @throws AbortError */
export async function untilListening(baseUrl: string, signal: AbortSignal): Promise<void> {
  while (!(await isListening(baseUrl))) await delay(PAUSE_MS, undefined, { signal });
}

/**
 * Resolves when the server has gone and come back. A connection is held on to: its end tells at once that the server
 * may be gone, which one that only looks now and then would miss.
 * @throws AbortError
 */
export async function untilRestarted(baseUrl: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const socket = await connectionTo(baseUrl);
    if (socket === null || (await endOf(socket, signal), await isGone(baseUrl, signal))) {
      await untilListening(baseUrl, signal);
      return;
    }
  }
}

async function isGone(baseUrl: string, signal: AbortSignal): Promise<boolean> {
  const end = performance.now() + RESTART_MS;
  while (performance.now() < end) {
    if (!(await isListening(baseUrl))) return true;
    await delay(PAUSE_MS, undefined, { signal });
  }
  return false;
}

function connectionTo(baseUrl: string): Promise<Socket | null> {
  const { hostname, port, protocol } = new URL(baseUrl);
  const usual = protocol === 'https:' ? 443 : 80;
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return new Promise((resolve) => {
    const socket = connect({ host, port: port === '' ? usual : Number(port) });
    socket.once('connect', () => resolve(socket)).once('error', () => resolve(null));
  });
}

function endOf(socket: Socket, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      socket.destroy();
      reject(new DOMException('The watch is over.', 'AbortError'));
    };
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener('abort', abort, { once: true });
    // Whatever the server says of an idle connection is let go of.
    socket.resume();
    socket
      .on('error', () => undefined)
      .once('close', () => {
        signal.removeEventListener('abort', abort);
        resolve();
      });
  });
}
