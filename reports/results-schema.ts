import { readFileSync } from 'node:fs';
import type { AnySchemaObject } from 'ajv';
import { validating } from '../spec/schemas/validating.ts';
import type { Results } from '../spec/run/results.ts';

/** `results.json` would break its own schema: a defect of the suite. Lists each place and what is wrong there. */
export class InvalidResultsError extends Error {
  override readonly name = 'InvalidResultsError';

  constructor(readonly problems: readonly string[]) {
    super(`results.json breaks spec/schemas/results.schema.json: ${problems.join('; ')}`);
  }
}

const schemaFile = new URL('../spec/schemas/results.schema.json', import.meta.url);
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

/** @throws InvalidResultsError */
export function assertValid(results: Results): void {
  const problems = problemsOf(results);
  if (problems.length > 0) throw new InvalidResultsError(problems);
}
