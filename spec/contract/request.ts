/** The judgement of requests: the suite must not send by mistake what the document does not allow. */
import { contentOf, operationPointer, placeOf } from '../openapi.ts';
import { member } from './json.ts';
import type { RequestMessage } from './message.ts';
import { judgeQuery } from './query.ts';
import type { Finding, Validator } from './validator.ts';
import { described } from './wording.ts';

/**
 * @param value the parsed body, undefined where it has none or can't be parsed
 */
export function judgeRequest(
  validator: Validator,
  message: RequestMessage,
  value: unknown,
): readonly Finding[] {
  return [
    ...judgeQuery(validator, message.operation, message.query ?? ''),
    ...judgeBody(validator, message, value),
  ];
}

function judgeBody(validator: Validator, message: RequestMessage, value: unknown): readonly Finding[] {
  const operation = operationPointer(message.operation);
  const takesBody = member(placeOf(operation).node, 'requestBody') !== undefined;
  if (!takesBody) return message.body === '' ? [] : [wrong('no body', described(message.body), operation)];
  const body = `${operation}/requestBody`;
  if (message.body === '') return [wrong('a body', 'nothing', body)];
  // How bracketed names are to be read is left to the server.
  if (isForm(message)) return [];
  const schema = placeOf(`${contentOf(body)?.pointer ?? body}/schema`).pointer;
  if (value === undefined) return [wrong('a JSON object', `no JSON, but ${described(message.body)}`, schema)];
  return validator.check(schema, value);
}

function isForm({ headers }: RequestMessage): boolean {
  return /^\s*application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '');
}

function wrong(expected: string, actual: string, schema: string): Finding {
  return { template: null, pointer: '', expected, actual, schema };
}
