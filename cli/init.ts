import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { root } from '../spec/root.ts';
import { makeFolder } from '../spec/run/folder.ts';
import { plain } from '../spec/run/plain.ts';
import { writeWhole } from '../reports/whole-file.ts';
import { parseTarget, TargetFileError, type Target } from '../target/target-file.ts';
import { api, clientOf } from './api.ts';
import { answersTo, type Answers, type Given } from './init/answers.ts';
import { variablesIn } from './init/credentials.ts';
import { findIn, noEntries, outcomeInWords, type Discovery } from './init/found.ts';
import { type Known, knownFrom } from './init/known.ts';
import { atTheTerminal, isInterrupt, type Questions } from './init/questions.ts';
import { targetYaml } from './init/target-yaml.ts';
import { UsageError } from './usage-error.ts';

export interface InitOptions extends Given {
  readonly output: string;
  /** Consent to changes on a host that is not this machine. */
  readonly allowWrites?: boolean;
  /** Asks nothing. */
  readonly yes?: boolean;
  /** Takes the place of a file that is there. */
  readonly force?: boolean;
}

/**
 * Writes a target file, filled in from the target where that can be asked.
 * @param questions how to ask; null where nobody can be asked
 * @returns the exit status, 0
 * @throws UsageError for what is missing or wrong; nothing is written then
 */
export async function init(
  options: InitOptions,
  questions: Questions | null = process.stdin.isTTY ? atTheTerminal : null,
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const { output } = options;
  if (existsSync(output) && options.force !== true) {
    throw new UsageError(`${output} is there already. Name another --output, or add --force to replace it.`);
  }
  const asked = options.yes === true ? null : questions;
  try {
    const { text, answers, discovery } = await described(options, asked, env);
    write(output, text);
    console.log(plain(outcomeInWords(output, discovery, unset(variablesOf(answers), env))));
    return 0;
  } catch (error) {
    if (isInterrupt(error)) throw new UsageError('Interrupted: nothing was written.');
    throw error;
  }
}

/** A target file, and what came of asking the target what is in its account. */
export interface Described {
  readonly text: string;
  readonly answers: Answers;
  readonly discovery: Discovery;
}

/** @throws UsageError for what is missing or wrong */
export async function described(
  options: Pick<InitOptions, 'output' | 'allowWrites' | 'force'> & Given,
  questions: Questions | null,
  env: NodeJS.ProcessEnv,
): Promise<Described> {
  const { output } = options;
  const known = options.force === true ? knownFrom(output) : {};
  const answers = await answersTo(options, questions, known);
  const allowWrites = await consentTo(answers, options, { questions, known });
  const discovery = await discover(answers, output, env);
  const account = discovery.found?.account ?? noEntries;
  const entries = targetYaml({ ...answers, ...(allowWrites !== null && { allowWrites }), account });
  const text = `${schemaLine(output)}\n${entries}`;
  readBack(text, answers, output);
  return { text, answers, discovery };
}

/** Lets editors check and complete the file. */
function schemaLine(output: string): string {
  const schema = join(root, 'spec/schemas/target.schema.json');
  const from = relative(dirname(resolve(output)), schema)
    .split(sep)
    .join('/');
  return `# yaml-language-server: $schema=${from}`;
}

/** The host that may be written to; null for this machine, which needs no consent, and without consent. */
async function consentTo(
  answers: Answers,
  { allowWrites }: Pick<InitOptions, 'allowWrites'>,
  { questions, known }: { readonly questions: Questions | null; readonly known: Known },
): Promise<string | null> {
  if (draftOf(answers).loopback) return null;
  const { host } = new URL(answers.baseUrl);
  if (known.allowWrites === host) return host;
  const question = `May runs create, change and delete ${api.records.all} on ${host}?`;
  return (allowWrites ?? (await questions?.consent(question)) ?? false) ? host : null;
}

async function discover(answers: Answers, output: string, env: NodeJS.ProcessEnv): Promise<Discovery> {
  // The administrator asks; the member's credentials need not be at hand.
  const asking: Answers = { ...answers, auth: { administrator: answers.auth.administrator } };
  const absent = unset(variablesOf(asking), env);
  if (absent.length > 0) {
    const says = `${absent.join(' and ')} ${absent.length === 1 ? "isn't" : "aren't"} set, so it wasn't asked what the account has`;
    return { found: null, because: says };
  }
  const target = parseTarget(targetYaml({ ...asking, account: noEntries }), output, env);
  const client = clientOf(target);
  try {
    const obstacle = await client.preflight();
    return obstacle ? { found: null, because: obstacle.says } : { found: await findIn(client) };
  } finally {
    client.close();
  }
}

function variablesOf({ auth: { administrator, member } }: Answers): readonly string[] {
  return [...new Set([administrator, ...(member ? [member] : [])].flatMap(variablesIn))];
}

function unset(names: readonly string[], env: NodeJS.ProcessEnv): readonly string[] {
  return names.filter((name) => (env[name] ?? '') === '');
}

/** The target that the answers describe, whatever the environment holds. */
function draftOf(answers: Answers): Target {
  return readBack(targetYaml({ ...answers, account: noEntries }), answers, 'the target file');
}

/** @throws UsageError where the answers make no target file that could be read */
function readBack(text: string, answers: Answers, where: string): Target {
  const standIns = Object.fromEntries(variablesOf(answers).map((name) => [name, 'set']));
  try {
    return parseTarget(text, where, standIns);
  } catch (error) {
    if (error instanceof TargetFileError) throw new UsageError(error.message);
    throw error;
  }
}

function write(output: string, text: string): void {
  try {
    makeFolder(dirname(resolve(output)));
    writeWhole(output, text, 0o600);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new UsageError(`${output} can't be written (${code}). Name another --output.`);
  }
}
