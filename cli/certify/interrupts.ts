/** Milliseconds in which npm passes on the interrupt that the terminal has sent already. */
const ECHO_MS = 500;

/** What ends a run in order, and what stops listening for it. */
export interface Interruption {
  readonly signal: AbortSignal;
  readonly letGo: () => void;
}

/**
 * Lets a run end in order when it is asked to (Ctrl-C, SIGTERM, a closed terminal), or nobody reads any more what it
 * says; a second time ends it at once.
 */
export function untilInterrupted(): Interruption {
  const controller = new AbortController();
  let first = Infinity;
  const interrupt = (name: NodeJS.Signals): void => {
    if (!controller.signal.aborted) {
      console.error(
        '\nInterrupted: the account is being put back as it was. Once more ends the run at once.',
      );
      first = performance.now();
      controller.abort();
    } else if (name === 'SIGINT' && performance.now() - first > ECHO_MS) process.exit(130);
  };
  const unread = (): void => controller.abort();
  // A listener keeps node from ending the process: what is said then is lost, and the account is put back.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', unread);
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt).on('SIGHUP', interrupt);
  return {
    signal: controller.signal,
    letGo: () => process.off('SIGINT', interrupt).off('SIGTERM', interrupt).off('SIGHUP', interrupt),
  };
}
