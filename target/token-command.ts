/** Gets bearer tokens from a command line of the user's own. */
import { spawn } from 'node:child_process';
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

/** Milliseconds in which what a command has printed arrives once it has ended. */
const DRAIN_MS = 500;

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

/** Ends with the command itself: what it has started and left behind may keep its output open for ever. */
function run({ command, folder }: TokenCommand, timeoutSeconds: number): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command, { cwd: folder, shell: true, windowsHide: true });
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (ended: Ended): void => {
      clearTimeout(timer);
      for (const stream of child.stdio) stream?.destroy();
      child.kill('SIGKILL');
      resolve(ended);
    };
    const timer = setTimeout(() => {
      end({ trouble: `had not ended after ${String(timeoutSeconds)} s` });
    }, timeoutSeconds * 1000);
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > longestOutputBytes) end({ trouble: 'prints far more than a token' });
      else chunks.push(chunk);
    });
    child.stderr.resume();
    // A command that asks something would wait for ever: nobody is there to answer.
    child.stdin.on('error', () => undefined).end();
    child.on('error', (error) => {
      end({ trouble: `can't be started (${'code' in error ? String(error.code) : error.name})` });
    });
    child.on('exit', (status, signal) => {
      const trouble = endOf(status, signal);
      const tell = (): void => {
        end(trouble === null ? { output: Buffer.concat(chunks).toString('utf8') } : { trouble });
      };
      const drain = setTimeout(tell, DRAIN_MS);
      child.on('close', () => {
        clearTimeout(drain);
        tell();
      });
    });
  });
}

function endOf(status: number | null, signal: NodeJS.Signals | null): string | null {
  if (signal !== null) return `was ended by ${signal}`;
  return status === 0 ? null : `ended with exit status ${String(status)}`;
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
