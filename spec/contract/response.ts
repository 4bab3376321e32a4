/** The judgement of responses: status, headers and body. */
import { operationPointer, placeOf, templateOf } from '../openapi.ts';
import type { Headers } from '../run/exchange.ts';
import { isObject, member, namesIn } from './json.ts';
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
  const response = placeOf(`${operationPointer(message.operation)}/responses/${String(message.status)}`);
  const content = member(response.node, 'content');
  if (isObject(content)) return judgeContent(validator, message, value, response.pointer);
  const mayHaveBody = templateOf(response.node) === null;
  if (mayHaveBody || message.body === '') return { findings: [], seen: [] };
  return {
    findings: [
      {
        template: templateOf(response.node),
        pointer: '',
        expected: 'no body',
        actual: described(message.body),
        schema: response.pointer,
      },
    ],
    seen: [],
  };
}

function judgeContent(
  validator: Validator,
  message: ResponseMessage,
  value: unknown,
  response: string,
): Findings {
  const media = `${response}/content/application~1hal+json`;
  const schema = placeOf(`${media}/schema`);
  const body =
    value === undefined
      ? [notJson(message.body, schema.pointer, templateOf(schema.node))]
      : validator.check(schema.pointer, value);
  const headers = [
    ...judgeContentType(message.headers, media),
    ...judgeRuntimeTimestamp(validator, message.headers, `${response}/headers/Runtime-Timestamp`),
  ];
  return {
    findings: [...headers, ...body],
    seen: [
      ...[media, `${response}/headers/Runtime-Timestamp`].flatMap(
        (pointer) => templateOf(placeOf(pointer).node) ?? [],
      ),
      ...templatesSeen(validator.views.at(schema.pointer), value),
    ],
  };
}

function notJson(body: string, schema: string, template: string | null): Finding {
  const actual = body.trim() === '' ? 'nothing' : `no JSON, but ${described(body)}`;
  return { template, pointer: '', expected: 'a JSON object', actual, schema };
}

function judgeContentType(headers: Headers, media: string): readonly Finding[] {
  const expected = 'application/hal+json';
  const given = headers['content-type'];
  // Parameters such as a charset are the server's choice.
  if (given?.split(';')[0]?.trim().toLowerCase() === expected) return [];
  const template = templateOf(placeOf(media).node);
  return [{ template, pointer: 'header:content-type', expected, actual: described(given), schema: media }];
}

function judgeRuntimeTimestamp(validator: Validator, headers: Headers, pointer: string): readonly Finding[] {
  const header = placeOf(pointer);
  const given = headers['runtime-timestamp'];
  const text = given?.trim();
  const seconds = text !== undefined && /^[1-9]\d*$/.test(text) ? Number(text) : text;
  return validator.check(`${header.pointer}/schema`, seconds).map((finding) => ({
    ...finding,
    template: templateOf(header.node),
    pointer: 'header:runtime-timestamp',
    actual: described(given),
  }));
}
