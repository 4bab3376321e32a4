/** Reads a matrix file: what is certified, and the target file of each. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { LineCounter, parse, parseDocument, stringify } from 'yaml';
import { writeWhole } from '../../reports/whole-file.ts';
import { isObject } from '../../spec/contract/json.ts';
import schema from '../../spec/schemas/matrix.schema.json' with { type: 'json' };
import { validating } from '../../spec/schemas/validating.ts';
import { problemsInWords } from '../../target/target-file-error.ts';
import { lineOfPath, readTargetFile } from '../../target/target-file.ts';
import { problemsOf } from '../../target/target-problems.ts';
import { contentOf } from '../file-content.ts';
import { requireFolder } from '../folder.ts';
import { placeOf } from '../invocation.ts';
import { UsageError } from '../usage-error.ts';
import type { Turn } from './turns.ts';

/** `spec/schemas/matrix.schema.json`. */
interface MatrixInput {
  readonly target?: string;
  readonly atOnce?: number;
  readonly entries: readonly {
    readonly name: string;
    readonly target?: string;
    readonly with?: Readonly<Record<string, unknown>>;
  }[];
}

/** One of a matrix, ready to be certified. */
export interface MatrixEntry extends Turn {
  readonly name: string;
  /** Its target file. */
  readonly config: string;
  /** Its report. */
  readonly folder: string;
  /** What its certification prints. */
  readonly log: string;
}

const isMatrix = validating({ allErrors: true, verbose: true }).compile<MatrixInput>(schema);
const defaultAtOnce = schema.properties.atOnce.default;

/** Stands at the top of a target file that may be replaced. */
const MARK = '# Written from a matrix file: it is written anew by the next run.';

/**
 * Reads a matrix file, and writes the target file of each entry that differs from its own into the folder of its report.
 * @param output holds a folder for each entry
 * @throws UsageError where the file can't be used
 * @throws TargetFileError where the target file of an entry can't
 */
export function entriesIn(
  file: string,
  output: string,
  env: NodeJS.ProcessEnv,
): { readonly entries: readonly MatrixEntry[]; readonly atOnce: number } {
  const { target: shared, atOnce = defaultAtOnce, entries } = matrixIn(file);
  const home = dirname(resolve(file));
  const named = entries.map((entry) => {
    const base = entry.target ?? shared;
    if (base === undefined)
      throw new UsageError(
        `${file}: the entry ${entry.name} has no target file. Name one for it, or for all of them, with target.`,
      );
    return { ...entry, base: resolve(home, base), folder: join(output, entry.name) };
  });
  return {
    atOnce,
    entries: named.map(({ name, base, folder, with: patch }) => {
      const config = patch === undefined ? base : withPatch(base, patch, { name, folder, env });
      const { baseUrl, start } = readTargetFile(config, env);
      const alone = [baseUrl, start?.ready ?? baseUrl].map((url) => new URL(url).host);
      return { name, config, folder, log: join(folder, 'run.log'), alone: [...new Set(alone)] };
    }),
  };
}

function matrixIn(file: string): MatrixInput {
  const lines = new LineCounter();
  const document = parseDocument(contentOf(file).toString('utf8'), {
    lineCounter: lines,
    prettyErrors: false,
  });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const [broken] = document.errors;
  if (broken !== undefined)
    throw new UsageError(
      `${file}, line ${String(lineAt(broken.pos[0]))}: this isn't valid YAML: ${broken.message}`,
    );
  const value: unknown = document.toJS();
  if (!isMatrix(value))
    throw new UsageError(
      problemsInWords(
        file,
        problemsOf(isMatrix.errors ?? [], (path) => lineOfPath(document, path, lineAt)),
      ),
    );
  const names = value.entries.map(({ name }) => name.toLowerCase());
  const twice = value.entries.find(({ name }, at) => names.indexOf(name.toLowerCase()) !== at);
  // Some file systems tell no capitals, and each has a folder.
  if (twice !== undefined)
    throw new UsageError(`${file} has two entries named ${twice.name}. Name each of them another way.`);
  return value;
}

/** Writes the target file of an entry. @returns its path */
function withPatch(
  base: string,
  patch: Readonly<Record<string, unknown>>,
  at: { readonly name: string; readonly folder: string; readonly env: NodeJS.ProcessEnv },
): string {
  const own = valueIn(base, at.env);
  const merged = mergePatch(own, patch);
  const target = {
    ...merged,
    ...(!('name' in patch) && {
      name: `${typeof own['name'] === 'string' ? own['name'] : 'Target'} (${at.name})`,
    }),
    // What it starts lies where it lay.
    folder: resolve(dirname(base), typeof merged['folder'] === 'string' ? merged['folder'] : '.'),
  };
  const config = join(at.folder, 'target.yaml');
  if (existsSync(config) && !readFileSync(config, 'utf8').startsWith(MARK))
    throw new UsageError(
      `${placeOf(config)} is there already, and the entry ${at.name} would replace it. Name another folder with --output.`,
    );
  requireFolder(at.folder, 'Name another folder with --output.');
  writeWhole(config, `${MARK}\n${stringify(target)}`);
  return config;
}

function valueIn(base: string, env: NodeJS.ProcessEnv): Readonly<Record<string, unknown>> {
  const text = contentOf(base).toString('utf8');
  try {
    const value: unknown = parse(text);
    if (isObject(value)) return value;
  } catch {
    // Told below, without a word of what stands there: it may be a secret.
  }
  readTargetFile(base, env);
  throw new UsageError(`${base} is no target file.`);
}

/** JSON Merge Patch, RFC 7396. */
function mergePatch(
  own: Readonly<Record<string, unknown>>,
  patch: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const kept = Object.entries(own).filter(([name]) => !Object.hasOwn(patch, name));
  const laid = Object.entries(patch)
    .filter(([, value]) => value !== null)
    .map(([name, value]): [string, unknown] => {
      const before = own[name];
      return [name, isObject(value) ? mergePatch(isObject(before) ? before : {}, value) : value];
    });
  return Object.fromEntries([...kept, ...laid]);
}
