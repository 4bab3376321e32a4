/** GitHub's runner, as far as the action needs it: runs the steps' own scripts of `action.yml`. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { parse } from 'yaml';
import { root } from '../../../spec/root.ts';
import { ended } from '../cli/command.ts';

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Action;

/** What came of a job. */
export interface Job {
  /** Of the first step that failed; 0 where none did. */
  readonly status: number;
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Actions of others that were called, with what they were given. */
  readonly called: readonly { readonly uses: string; readonly with: Readonly<Record<string, string>> }[];
}

export interface JobOptions {
  /** Empty, and of this job alone. */
  readonly folder: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly github?: Readonly<Record<string, string>>;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs the action as a step of a job whose workspace is the folder. */
export async function job({ folder, inputs = {}, github = {}, env = {} }: JobOptions): Promise<Job> {
  const temp = join(folder, 'temp');
  const workspace = join(folder, 'workspace');
  for (const place of [temp, workspace]) mkdirSync(place, { recursive: true });
  const defaults = Object.entries(action.inputs).map(([name, input]) => [name, input.default] as const);
  const steps: Record<string, { outputs: Record<string, string>; outcome: string }> = {};
  for (const { id } of action.runs.steps)
    if (id !== undefined) steps[id] = { outputs: {}, outcome: 'skipped' };
  const context = {
    inputs: { ...Object.fromEntries(defaults), ...inputs },
    github: {
      event_name: 'push',
      ref_name: 'main',
      base_ref: '',
      run_id: '7',
      run_attempt: '1',
      token: 'job-token',
      ...github,
    },
    runner: { temp, os: 'Linux' },
    steps,
  };
  const called: Job['called'][number][] = [];
  const summary = join(temp, 'summary.md');
  let [log, status] = ['', 0];
  for (const [at, step] of action.runs.steps.entries()) {
    const isAlways = step.if?.includes('always()') ?? false;
    if (status !== 0 && !isAlways) continue;
    if (step.if !== undefined && !evaluated(step.if, context)) continue;
    const given = filled(step.with ?? {}, context);
    if (step.uses !== undefined) called.push({ uses: step.uses, with: given });
    if (step.run === undefined) continue;
    const output = join(temp, `output-${at}`);
    const script = join(temp, `step-${at}.sh`);
    writeFileSync(script, step.run);
    writeFileSync(output, '');
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
      cwd: workspace,
      env: {
        ...process.env,
        NODE_TEST_CONTEXT: undefined,
        ...env,
        ...filled(step.env ?? {}, context),
        GITHUB_ACTIONS: 'true',
        GITHUB_ACTION_PATH: root.replace(/\/$/, ''),
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: summary,
      },
    });
    const done = await ended(child);
    log += done.output;
    if (step.id !== undefined) {
      const outcome = done.status === 0 ? 'success' : 'failure';
      steps[step.id] = { outputs: outputsIn(readFileSync(output, 'utf8')), outcome };
    }
    if (status === 0) status = done.status ?? 1;
  }
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => [
    name,
    filledText(value, context),
  ]);
  return {
    status,
    log,
    outputs: Object.fromEntries(outputs) as Job['outputs'],
    summary: existsSync(summary) ? readFileSync(summary, 'utf8') : '',
    called,
  };
}

function filled(values: Readonly<Record<string, unknown>>, context: object): Record<string, string> {
  const entries = Object.entries(values).map(([name, value]) => [name, filledText(String(value), context)]);
  return Object.fromEntries(entries) as Record<string, string>;
}

function filledText(text: string, context: object): string {
  return text.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) =>
    String(evaluated(expression, context)),
  );
}

/** The expressions that the action uses read like JavaScript, but for names with hyphens and what is missing. */
function evaluated(expression: string, context: object): unknown {
  const readable = expression.replace(/\.(\w+(?:-\w+)+)/g, '["$1"]');
  const functions = {
    always: () => true,
    format: (text: string, ...values: string[]) =>
      text.replace(/\{(\d)\}/g, (_, at: string) => values[Number(at)] ?? ''),
  };
  const value: unknown = runInNewContext(
    readable.replace(/(steps\.[\w-]+\.outputs[\w.[\]"-]*)/g, '($1 ?? "")'),
    {
      ...context,
      ...functions,
    },
  );
  return value ?? '';
}

/** What a step put into `GITHUB_OUTPUT`, by the rules of the runner. */
export function outputsIn(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const [, name = '', end] = /^([^=<]+)<<(.+)$/.exec(line) ?? [];
    if (end !== undefined) {
      const last = lines.indexOf(end, at + 1);
      if (last < 0) throw new Error(`Nothing ends ${line}`);
      outputs[name] = lines.slice(at + 1, last).join('\n');
      at = last;
    } else if (line !== '') {
      const [key = '', ...rest] = line.split('=');
      if (rest.length === 0) throw new Error(`This is no output: ${line}`);
      outputs[key] = rest.join('=');
    }
  }
  return outputs;
}

/**
 * The commands that the runner finds in what a step printed: today's begin a line, whatever space is before them;
 * older ones count anywhere in it. Between `stop-commands` and its token there are none.
 */
export function commandsIn(log: string): readonly string[] {
  let stopped: string | undefined;
  const found: string[] = [];
  for (const whole of log.split(/\r\n|\r|\n/)) {
    const line = whole.trim();
    if (stopped !== undefined) {
      if (line === `::${stopped}::`) stopped = undefined;
      continue;
    }
    const stop = /^::stop-commands::(.+)$/.exec(line);
    const old = line.indexOf('##[');
    if (stop) stopped = stop[1];
    else if (/^::[\w-]+(?: [^:]*)?::/.test(line)) found.push(line);
    else if (old >= 0) found.push(line.slice(old));
  }
  return found;
}
