/** The judgement of responses: status, headers and body. */
import { contentOf, headersOf, operationPointer, placeOf, templateOf, type Place } from '../openapi.ts';
import type { Headers } from '../run/exchange.ts';
import { namesIn } from './json.ts';
import type { ResponseMessage } from './message.ts';
import { templatesSeen } from './schema-view.ts';
import type { Finding, Validator } from './validator.ts';
import { described } from './wording.ts';

/** What is wrong with a response, and the templates that it gave evidence on by what it holds. */
export interface Findings {
  readonly findings: readonly Finding[];
  readonly seen: Iterable<string>;
}

/**
 * @param value the parsed body, undefined where it has none or can't be parsed
 */
export function judgeResponse(validator: Validator, message: ResponseMessage, value: unknown): Findings {
  const responses = placeOf(`${operationPointer(message.operation)}/responses`);
  const status = templateOf(responses.node);
  const known = namesIn(responses.node).filter((name) => /^\d+$/.test(name));
  if (!known.includes(String(message.status))) {
    const expected = `one of ${known.join(', ')}`;
    const actual = String(message.status);
    const finding = { template: status, pointer: 'status', expected, actual, schema: responses.pointer };
    return { findings: [finding], seen: [] };
  }
  const found = judgeDocumented(validator, message, value);
  return { findings: found.findings, seen: status === null ? found.seen : [status, ...found.seen] };
}

function judgeDocumented(validator: Validator, message: ResponseMessage, value: unknown): Findings {
  const { pointer, node } = placeOf(
    `${operationPointer(message.operation)}/responses/${String(message.status)}`,
  );
  const content = contentOf(pointer);
  if (content !== null) return judgeContent(validator, message, value, { ...content, response: pointer });
  const template = templateOf(node);
  const mayHaveBody = template === null;
  if (mayHaveBody || message.body === '') return { findings: [], seen: [] };
  const actual = described(message.body);
  return { findings: [{ template, pointer: '', expected: 'no body', actual, schema: pointer }], seen: [] };
}

/** The media type that a response has to have, where that stands, and where its response stands. */
interface Expected {
  readonly type: string;
  readonly pointer: string;
  readonly response: string;
}

function judgeContent(
  validator: Validator,
  message: ResponseMessage,
  value: unknown,
  expected: Expected,
): Findings {
  const schema = placeOf(`${expected.pointer}/schema`);
  const body =
    value === undefined
      ? [notJson(message.body, schema.pointer, templateOf(schema.node))]
      : validator.check(schema.pointer, value);
  const headers = headersOf(expected.response);
  const carriers = [placeOf(expected.pointer), ...headers.map(([, header]) => header)];
  return {
    findings: [
      ...judgeContentType(message.headers, expected),
      ...headers.flatMap(([name, header]) => judgeHeader(validator, message.headers, name, header)),
      ...body,
    ],
    seen: [
      ...carriers.flatMap(({ node }) => templateOf(node) ?? []),
      ...templatesSeen(validator.views.at(schema.pointer), value),
    ],
  };
}

function notJson(body: string, schema: string, template: string | null): Finding {
  const actual = body.trim() === '' ? 'nothing' : `no JSON, but ${described(body)}`;
  return { template, pointer: '', expected: 'a JSON object', actual, schema };
}

function judgeContentType(headers: Headers, { type, pointer: schema }: Expected): readonly Finding[] {
  const given = headers['content-type'];
  // Parameters such as a charset are the server's choice.
  if (given?.split(';')[0]?.trim().toLowerCase() === type) return [];
  const template = templateOf(placeOf(schema).node);
  const actual = described(given);
  return [{ template, pointer: 'header:content-type', expected: type, actual, schema }];
}

/** A header has text only; digits are read as the number that they write. */
function judgeHeader(
  validator: Validator,
  headers: Headers,
  name: string,
  { pointer, node }: Place,
): readonly Finding[] {
  const key = name.toLowerCase();
  const given = headers[key];
  const text = given?.trim();
  const value = text !== undefined && /^[1-9]\d*$/.test(text) ? Number(text) : text;
  return validator.check(`${pointer}/schema`, value).map((finding) => ({
    ...finding,
    template: templateOf(node),
    pointer: `header:${key}`,
    actual: described(given),
  }));
}
