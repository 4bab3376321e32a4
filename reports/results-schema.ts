import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnySchemaObject } from 'ajv';
import { parsedJson } from '../spec/contract/json.ts';
import { root } from '../spec/root.ts';
import { validating } from '../spec/schemas/validating.ts';
import type { Results } from '../spec/run/results.ts';

/** `results.json` would break its own schema: a defect of the suite. Lists each place and what is wrong there. */
export class InvalidResultsError extends Error {
  override readonly name = 'InvalidResultsError';

  constructor(readonly problems: readonly string[]) {
    super(`results.json breaks spec/schemas/results.schema.json: ${problems.join('; ')}`);
  }
}

const schemaFile = join(root, 'spec/schemas/results.schema.json');
const ajv = validating({ allErrors: true });
const validate = ajv.compile<Results>(JSON.parse(readFileSync(schemaFile, 'utf8')) as AnySchemaObject);

/**
 * Tells what keeps a value from being the content of a `results.json`.
 * @returns one line a problem, `/requirements/3/outcome: must be …`; empty when it is valid
 */
export function problemsOf(value: unknown): readonly string[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message = 'is wrong' }) => `${instancePath === '' ? '/' : instancePath}: ${message}`,
  );
}

function isResults(value: unknown): value is Results {
  return problemsOf(value).length === 0;
}

/** @throws InvalidResultsError */
export function assertValid(results: Results): void {
  const problems = problemsOf(results);
  if (problems.length > 0) throw new InvalidResultsError(problems);
}

/** The text of a `results.json`: what it says has this spelling and no other. */
export function resultsText(results: Results): string {
  return `${JSON.stringify(results, null, 2)}\n`;
}

/**
 * Reads a `results.json` as strictly as it is written: of two readers of JSON one may take the first of two equal
 * keys and the other the last, or round a number, and each would see another run.
 * @returns the results, or what is wrong with them: a sentence without its subject
 */
export function resultsIn(bytes: Buffer): Results | { readonly problem: string } {
  const value = parsedJson(bytes.toString('utf8'));
  if (!isResults(value)) return { problem: `breaks its schema: ${problemsOf(value)[0] ?? ''}` };
  const written = Buffer.from(resultsText(value));
  if (written.equals(bytes)) return value;
  const alike = bytes.findIndex((byte, at) => byte !== written[at]);
  const line = bytes.subarray(0, alike).toString('latin1').split('\n').length;
  return {
    problem: `is not in the form that the suite writes, from line ${String(line)} on: a key stands twice there, or something is spelled or laid out in another way`,
  };
}
