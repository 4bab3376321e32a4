/** Gets bearer tokens from a command line of the user's own. */
import { exec } from 'node:child_process';
import type { ExecException } from 'node:child_process';
import { validateHeaderValue } from 'node:http';
import { TargetError } from './errors.ts';
import type { Role } from './target.ts';

export interface TokenCommand {
  /** For the shell. It may hold secrets and is never shown. */
  readonly command: string;
  /** Where it runs: an absolute path. */
  readonly folder: string;
}

const defaultTimeoutSeconds = 60;

/** Several times the longest token that a header can carry. */
const longestOutputBytes = 256 * 1024;

/** How a command ended. */
type Ended = { readonly output: string } | { readonly trouble: string };

/**
 * Runs the command and takes what it prints for the token. Nothing that it prints is ever shown: whatever it is,
 * it may hold the token.
 * @throws TargetError when it prints no token
 */
export async function tokenFrom(
  role: Role,
  command: TokenCommand,
  timeoutSeconds = defaultTimeoutSeconds,
): Promise<string> {
  const ended = await run(command, timeoutSeconds);
  if ('trouble' in ended) throw refusal(role, ended.trouble);
  const token = ended.output.trim();
  const trouble = troubleWith(token);
  if (trouble !== null) throw refusal(role, trouble);
  return token;
}

function run({ command, folder }: TokenCommand, timeoutSeconds: number): Promise<Ended> {
  return new Promise((resolve) => {
    const child = exec(
      command,
      {
        cwd: folder,
        timeout: timeoutSeconds * 1000,
        killSignal: 'SIGKILL',
        maxBuffer: longestOutputBytes,
        windowsHide: true,
      },
      (error, output) => {
        resolve(error === null ? { output } : { trouble: endOf(error, timeoutSeconds) });
      },
    );
    // A command that asks something would wait for ever: nobody is there to answer.
    child.stdin?.on('error', () => undefined).end();
  });
}

/** The error itself quotes the command line and what it printed, so that nothing of it is passed on. */
function endOf({ code: given, killed, signal }: ExecException, timeoutSeconds: number): string {
  // Typed as a number, but trouble of the system's has a name there.
  const code: unknown = given;
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'prints far more than a token';
  if (killed === true) return `had not ended after ${String(timeoutSeconds)} s`;
  if (typeof code === 'number') return `ended with exit status ${String(code)}`;
  return signal ? `was ended by ${signal}` : `can't be started (${String(code)})`;
}

function troubleWith(token: string): string | null {
  if (token === '') return 'prints nothing';
  if (/[\r\n]/.test(token)) return 'prints several lines';
  try {
    validateHeaderValue('Authorization', `Bearer ${token}`);
    return null;
  } catch {
    return 'prints a character that no HTTP header can carry';
  }
}

function refusal(role: Role, trouble: string): TargetError {
  const name = `auth.${role}.tokenCommand`;
  return new TargetError(
    'refused-credentials',
    `The command of ${name} ${trouble}. It has to end with status 0 and print the token alone, on one line. Try it by hand, then correct ${name} in the target file.`,
  );
}
