/**
 * Reads a target file: YAML, `${NAME}` from the environment, described by `spec/schemas/target.schema.json`.
 */
import { readFileSync } from 'node:fs';
import { validateHeaderValue } from 'node:http';
import { dirname } from 'node:path';
import { validating } from '../spec/schemas/validating.ts';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { Document, YAMLError } from 'yaml';
import schema from '../spec/schemas/target.schema.json' with { type: 'json' };
import { fillFromEnvironment, unquotedName } from './environment.ts';
import type { Environment } from './environment.ts';
import { TargetFileError } from './target-file-error.ts';
import type { Problem } from './target-file-error.ts';
import { nameOf, problemsOf } from './target-problems.ts';
import { baseUrlProblem, resolveTarget } from './target-resolution.ts';
import type { CredentialsInput, TargetInput } from './target-resolution.ts';
import type { Target } from './target.ts';
import { tlsProblems } from './tls.ts';
import { traceProblems } from './tracing.ts';
import { isTimeZone } from './time-zone.ts';

export { TargetFileError } from './target-file-error.ts';
export type { Account, Credentials, Role, Target } from './target.ts';

const isTargetInput = validating({ allErrors: true, verbose: true }).compile<TargetInput>(schema);

type Path = readonly (string | number)[];

/**
 * Reads the target file at a path.
 * @throws TargetFileError when it can't be read, isn't YAML, names an unset variable or isn't valid
 */
export function readTargetFile(path: string, env: Environment): Target {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    const says =
      code === 'ENOENT'
        ? 'there is no such file. Check the path that --config names; docs/target-file.md shows one to start from.'
        : `the file can't be read (${code}).`;
    throw new TargetFileError(path, [{ says }]);
  }
  return parseTarget(text, path, env);
}

/**
 * Reads a target file's text.
 * @param where what to call it in errors, mostly its path
 * @throws TargetFileError naming every problem found
 */
export function parseTarget(text: string, where: string, env: Environment): Target {
  const lines = new LineCounter();
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  // Without prettyErrors: those quote the file, which may hold secrets.
  const document: Document = parseDocument(text, { lineCounter: lines, prettyErrors: false });

  // What follows a syntax error mostly follows from it.
  const [broken] = document.errors;
  if (broken !== undefined) throw new TargetFileError(where, [syntaxProblem(broken, text, lineAt)]);

  const { names, problems } = fillFromEnvironment(document, env, lineAt);
  if (problems.length > 0) throw new TargetFileError(where, problems);

  const input = plainValueOf(document, where);
  const lineOf = (path: Path): number | undefined => lineOfPath(document, path, lineAt);
  if (!isTargetInput(input)) throw new TargetFileError(where, problemsOf(isTargetInput.errors ?? [], lineOf));

  const wrong = [...unusable(input, lineOf)];
  if (wrong.length > 0) throw new TargetFileError(where, wrong);

  const variables = Object.fromEntries([...names].map((name) => [name, env[name] ?? '']));
  const resolved = resolveTarget(input, dirname(where));
  const { allowWrites: named } = input;
  const line = lineOf(['allowWrites']);
  const target: Target = {
    ...resolved,
    variables,
    ...(named !== undefined &&
      !resolved.writable && { otherHost: { named, ...(line !== undefined && { line }) } }),
  };
  const unfit = tlsProblems(target.tls ?? {}).map(({ key, says }) => problemAt(['tls', key], says, lineOf));
  if (unfit.length > 0) throw new TargetFileError(where, unfit);
  return target;
}

/** @throws TargetFileError where aliases would unfold to more than fits */
function plainValueOf(document: Document, where: string): unknown {
  try {
    return document.toJS();
  } catch {
    const says = 'its aliases (*name) unfold to more than a target file can hold. Write the values out.';
    throw new TargetFileError(where, [{ says }]);
  }
}

function syntaxProblem(error: YAMLError, text: string, lineAt: (offset: number) => number): Problem {
  const line = lineAt(error.pos[0]);
  const hint = unquotedName(text.split('\n')[line - 1] ?? '')
    ? ' Inside { } put quotes around ${…}: { bearer: "${STAGING_TOKEN}" }.'
    : '';
  // The parser shows the text that it stumbled over, which may be a secret.
  const message = error.message.replace(/( token)? in YAML stream: .*$/s, '').replace(/\.?$/, '.');
  return { line, says: `this isn't valid YAML: ${message}${hint}` };
}

/** The line of the key at a path, or of the nearest thing around it that the file has. */
export function lineOfPath(
  document: Document,
  path: Path,
  lineAt: (offset: number) => number,
): number | undefined {
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  if (isNode(node) && node.range) return lineAt(node.range[0]);
  return path.length === 0 ? undefined : lineOfPath(document, path.slice(0, -1), lineAt);
}

/** What a JSON Schema can't see. */
function* unusable(input: TargetInput, lineOf: (path: Path) => number | undefined): Generator<Problem> {
  const at = (path: Path, says: string): Problem => problemAt(path, says, lineOf);
  const url = baseUrlProblem(input.baseUrl);
  if (url !== null) yield at(['baseUrl'], url);

  for (const says of traceProblems(input.trace ?? {})) yield at(['trace', 'link'], says);

  const { ready, command, image } = input.start ?? {};
  if (input.start !== undefined && (command === undefined) === (image === undefined)) {
    yield at(['start'], 'start takes either a command or an image. Name one of them.');
  }
  if (ready !== undefined && !/^https?:\/\/[^/]/i.test(ready)) {
    yield at(['start', 'ready'], 'start.ready is no address. Begin it with http:// or https://.');
  }

  const timezone = input.account?.timezone;
  if (timezone !== undefined && !isTimeZone(timezone)) {
    yield at(
      ['account', 'timezone'],
      'account.timezone is no time zone. Give its IANA name, for example Europe/Moscow.',
    );
  }
  for (const [role, credentials] of Object.entries(input.auth)) {
    for (const [path, value] of headerValues(credentials)) {
      const whole = ['auth', role, ...path];
      if (!fitsHeader(value)) {
        yield at(
          whole,
          `${nameOf(whole)} holds a character that no HTTP header can carry, perhaps a line end. Take it out.`,
        );
      }
    }
  }
}

function problemAt(path: Path, says: string, lineOf: (path: Path) => number | undefined): Problem {
  const line = lineOf(path);
  return line === undefined ? { says } : { line, says };
}

function headerValues({ bearer, cookie, headers }: CredentialsInput): readonly (readonly [Path, string])[] {
  return [
    ...(bearer === undefined ? [] : [[['bearer'], bearer] as const]),
    ...(cookie === undefined ? [] : [[['cookie'], cookie] as const]),
    ...Object.entries(headers ?? {}).map(([name, value]) => [['headers', name], value] as const),
  ];
}

function fitsHeader(value: string): boolean {
  try {
    validateHeaderValue('credentials', value);
    return true;
  } catch {
    return false;
  }
}
