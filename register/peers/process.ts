/** Processes of others: bounded in time, ended with all that they started, and what they took measured. */
import { type ChildProcess, spawn } from 'node:child_process';

/** A tool that has ended. */
export interface Ended {
  readonly status: number | null;
  readonly output: string;
  /** Of it and all that it waited for, user and system. */
  readonly cpuSeconds: number;
}

/** What a tool may take, seconds. */
const longest = 120;

/** Nothing of these tools is to tell others that it was used. */
const discreet = {
  DO_NOT_TRACK: '1',
  REDOCLY_TELEMETRY: 'off',
  STEPCI_DISABLE_ANALYTICS: '1',
  SPECMATIC_DISABLE_TELEMETRY: 'true',
};

const measured = `trap : TERM; TIMEFORMAT='cpu %U %S'; time "$@"`;

/** A tool at work. */
export interface Running {
  readonly ended: Promise<Ended>;
  readonly output: () => string;
  /** Asks it to end, and ends it where it does not. */
  readonly stop: () => void;
}

/** Starts a tool in a group of its own. */
export function start(words: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Running {
  const child = spawn('bash', ['-c', measured, 'bash', ...words], {
    cwd,
    env: { ...process.env, ...discreet, ...env, NODE_TEST_CONTEXT: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const stop = (): void => {
    signalled(child, 'SIGTERM');
    setTimeout(() => signalled(child, 'SIGKILL'), 5000).unref();
  };
  const timer = setTimeout(stop, longest * 1000);
  const ended = new Promise<Ended>((done, failed) => {
    child.on('error', failed).on('close', (status) => {
      clearTimeout(timer);
      done({ status, output, cpuSeconds: cpuIn(output) });
    });
  });
  return { ended, output: () => output, stop };
}

/** Runs a tool to its end. */
export function run(words: readonly string[], cwd: string, env?: NodeJS.ProcessEnv): Promise<Ended> {
  return start(words, cwd, env).ended;
}

function signalled({ pid, exitCode, signalCode }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has just ended.
  }
}

function cpuIn(output: string): number {
  const [, user = '0', system = '0'] = /^cpu ([\d.]+) ([\d.]+)$/m.exec(output) ?? [];
  return Number(user) + Number(system);
}
