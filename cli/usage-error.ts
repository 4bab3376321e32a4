/** A command line or file that can't be used; the message says what is wrong and what to do. Exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The exit status of whatever is known to be wrong before the first request. */
export const WRONG_USAGE = 2;
