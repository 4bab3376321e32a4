import { Ajv2020, type Options } from 'ajv/dist/2020.js';

/**
 * A validator for the suite's own schemas. That they are schemas at all is held by the self-tests, with the strictest
 * rules: to look again each time would cost every run a third of a second.
 */
export function validating(options: Options = {}): Ajv2020 {
  return new Ajv2020({
    strict: false,
    meta: false,
    validateSchema: false,
    code: { optimize: false },
    ...options,
  });
}
