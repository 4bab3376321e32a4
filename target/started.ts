/** A target that is started for one run, with nothing left from another, and stopped behind it whatever happens. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as after } from 'node:timers/promises';
import { oneLine, plain } from '../spec/run/plain.ts';
import { masked } from '../spec/run/secrecy.ts';

/** What the target file says of it. */
export interface StartSettings {
  /** A command line of a POSIX shell, which stays in the foreground. Either this or an image. */
  readonly command?: string;
  /** What docker or podman runs; the port of `ready` is made to lead into it. */
  readonly image?: string;
  /** What answers, with any status below 500, once the server is there. */
  readonly ready: string;
  readonly readySeconds: number;
  readonly env: Readonly<Record<string, string>>;
  /** Absolute path of the folder where the command runs. */
  readonly folder: string;
}

/** What a server printed, and when: milliseconds since the epoch. */
export interface LogLine {
  readonly at: number;
  readonly text: string;
}

/** A server at work. */
export interface Started {
  /** The latest lines of its log, credentials masked. */
  readonly lines: readonly LogLine[];
  /** Ends it and all that it started, and takes its state away. */
  readonly stop: () => Promise<void>;
}

/** The server did not get ready: a sentence that says why, and what to do. */
export class NotStartedError extends Error {
  override readonly name = 'NotStartedError';
}

/** Where a server that is started may keep its state: an empty folder, which is gone behind the run. */
const STATE = 'CONFORMANCE_STATE_DIR';

/** Lines that are kept for what failed: a server that floods its log can't fill the memory. */
const mostLines = 50_000;
const longestLine = 4_000;

/** How long a server may take to end by itself, seconds. */
const graceSeconds = 5;

/**
 * Leads a group of its own. When its input ends, because the run asked for it or because the process of the run is
 * gone, however it went, the whole group is ended: nothing outlives the run.
 */
const supervisor = `
exec 3<&0
( trap '' TERM; cat <&3 >/dev/null; kill -TERM -$$; sleep ${graceSeconds}; kill -KILL -$$ ) >/dev/null 2>&1 &
exec 3<&- </dev/null
eval "$1" &
wait $!
`;

/**
 * Starts a server and waits until it is ready.
 * @param log the file that gets all that it prints, with times; null where nobody wants one
 * @param signal breaks the waiting off
 * @throws NotStartedError
 */
export async function startTarget(
  settings: StartSettings,
  log: string | null,
  signal: AbortSignal,
): Promise<Started> {
  if (process.platform === 'win32') {
    throw new NotStartedError(
      'start needs a POSIX shell, which Windows lacks: start the server by other means.',
    );
  }
  if (await answers(settings.ready)) {
    throw new NotStartedError(
      `Something answers at ${oneLine(settings.ready)} before the target was started: it may hold the state of an earlier run. Stop it, or give the server another port.`,
    );
  }
  const state = mkdtempSync(join(tmpdir(), 'conformance-state-'));
  const child = spawn('sh', ['-c', supervisor, 'sh', commandOf(settings)], {
    cwd: settings.folder,
    env: { ...process.env, ...settings.env, [STATE]: state },
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const lines = heard(child, log);
  const closed = new Promise<number | string>((done) => {
    child.once('error', (error) => done(oneLine(error.message)));
    child.once('exit', (status, by) => done(status ?? by ?? 'no status'));
  });
  const stop = async (): Promise<void> => {
    await stopped(child, closed);
    rmSync(state, { recursive: true, force: true });
  };
  try {
    await untilReady(settings, closed, signal);
  } catch (error) {
    await stop();
    const said = lines.slice(-5).map(({ text }) => `\n  ${oneLine(text, 200)}`);
    if (!(error instanceof NotStartedError)) throw error;
    throw new NotStartedError(`${error.message}${said.length > 0 ? ` It said last:${said.join('')}` : ''}`);
  }
  return { lines, stop };
}

/** As a line of a shell: an image is run by the engine that is there, and taken away behind it. */
function commandOf({ command, image, ready, env }: StartSettings): string {
  if (command !== undefined) return command;
  const name = `conformance-${randomUUID()}`;
  const { port, protocol } = new URL(ready);
  const inside = port === '' ? (protocol === 'https:' ? '443' : '80') : port;
  const words = [
    ...['run', '--rm', '--init', '--name', name, '--publish', `127.0.0.1:${inside}:${inside}`],
    // By name only: what a variable holds is seen by nobody who lists processes.
    ...Object.keys(env).flatMap((variable) => ['--env', variable]),
    image ?? '',
  ];
  const run = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
  return `engine=$(command -v docker || command -v podman) || { echo "Neither docker nor podman is there." >&2; exit 127; }
trap '"$engine" rm --force ${name} >/dev/null 2>&1' TERM EXIT
"$engine" ${run} &
wait $!`;
}

/** Keeps what a server prints, in memory as far as it fits, and in a file. */
function heard(child: ChildProcess, log: string | null): readonly LogLine[] {
  const lines: LogLine[] = [];
  const file = log === null ? null : openSync(log, 'w', 0o600);
  let open = 0;
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    open += 1;
    const reader = createInterface({ input: stream, crlfDelay: Infinity });
    reader.on('line', (line) => {
      const one = { at: Date.now(), text: masked(plain(line.slice(0, longestLine))) };
      lines.push(one);
      if (lines.length > mostLines) lines.shift();
      if (file === null) return;
      try {
        writeSync(file, `${new Date(one.at).toISOString()} ${one.text}\n`);
      } catch {
        // A full disk is told by the reports, which have more to lose.
      }
    });
    reader.on('close', () => {
      open -= 1;
      if (open === 0 && file !== null) closeSync(file);
    });
  }
  return lines;
}

async function untilReady(
  { ready, readySeconds }: StartSettings,
  closed: Promise<number | string>,
  signal: AbortSignal,
): Promise<void> {
  const end = Date.now() + readySeconds * 1000;
  let ended: number | string | undefined;
  void closed.then((status) => (ended = status));
  while (Date.now() < end) {
    if (signal.aborted) throw new NotStartedError('The run was interrupted while the target was starting.');
    if (ended !== undefined)
      throw new NotStartedError(`The target ended before it was ready, with ${ended}.`);
    if (await answers(ready)) return;
    await after(50);
  }
  throw new NotStartedError(
    `The target was started, and nothing answered at ${oneLine(ready)} within ${readySeconds} s. Correct start.ready, or give it more with start.readySeconds.`,
  );
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.status < 500;
  } catch {
    return false;
  }
}

/** Ends the group by the supervisor, and by ourselves where that is gone already. */
async function stopped(child: ChildProcess, closed: Promise<unknown>): Promise<void> {
  child.stdin?.on('error', () => undefined).end();
  const { pid } = child;
  if (pid === undefined) return;
  signalGroup(pid, 'SIGTERM');
  const end = Date.now() + graceSeconds * 1000;
  await Promise.race([closed, after(graceSeconds * 1000, undefined, { ref: false })]);
  // The supervisor waits for whoever does not listen, so the group is there until it kills.
  while (Date.now() < end && signalGroup(pid, 0) && !isOnlySupervised(child)) await after(50);
  signalGroup(pid, 'SIGKILL');
  child.stdout?.destroy();
  child.stderr?.destroy();
}

/** Whether nothing is left that could print: the supervisor itself prints nothing. */
function isOnlySupervised({ stdout, stderr }: ChildProcess): boolean {
  return (stdout?.readableEnded ?? true) && (stderr?.readableEnded ?? true);
}

/** @returns whether anybody is in the group */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}
