/** The judgement of responses: status, headers and body. */
import { contentOf, headersOf, operationPointer, placeOf, templateOf, type Place } from '../openapi.ts';
import type { Headers } from '../run/exchange.ts';
import { member, namesIn, parsedJson, segmentsOf } from './json.ts';
import { selfDefects } from './links.ts';
import type { ResponseMessage } from './message.ts';
import { ownerOf, templatesSeen } from './schema-view.ts';
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
  const ofErrors = ofItsKind(responses, message.status);
  if (!known.includes(String(message.status))) {
    const expected = `one of ${known.join(', ')}`;
    const actual = String(message.status);
    const template = ofErrors ?? status;
    return {
      findings: [{ template, pointer: 'status', expected, actual, schema: responses.pointer }],
      seen: [status].filter((seen) => seen !== null),
    };
  }
  const found = judgeDocumented(validator, message, value);
  const seen = [status, ofErrors].filter((template) => template !== null);
  return { findings: found.findings, seen: [...seen, ...found.seen] };
}

/** What owns the other statuses of the same kind, where the document has them by their first digit: `4XX`. */
function ofItsKind({ pointer, node }: Place, status: number): string | null {
  const kind = `${String(status).charAt(0)}XX`;
  return namesIn(node).includes(kind) ? templateOf(placeOf(`${pointer}/${kind}`).node) : null;
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
  const schema = schemaFor(expected.pointer, message);
  const body =
    value === undefined
      ? [notJson(message.body, schema.pointer, templateOf(schema.node))]
      : [...validator.check(schema.pointer, value), ...judgeSelf(validator, message, value, schema.pointer)];
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

/** The schema of an answer, or the one that takes its place by what was asked. */
function schemaFor(content: string, { asked }: ResponseMessage): Place {
  const others = namesIn(member(placeOf(content).node, 'x-schemas'));
  const sent = asked === undefined ? undefined : parsedJson(asked);
  const other = others.find((list) => asked === undefined || member(sent, list) !== undefined);
  return placeOf(other === undefined ? `${content}/schema` : `${content}/x-schemas/${other}`);
}

/** The link of an answer to itself names the path and the method of its operation. */
function judgeSelf(
  validator: Validator,
  { operation }: ResponseMessage,
  value: unknown,
  schema: string,
): readonly Finding[] {
  const [, path = '', method = ''] = segmentsOf(operationPointer(operation));
  return selfDefects(value, { path, method: method.toUpperCase() }).map(({ part, expected, actual }) => {
    const place = ['_links', 'self', part];
    const { template } = ownerOf(validator.views.at(schema), place);
    return { template, pointer: `/${place.join('/')}`, expected, actual: described(actual), schema };
  });
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
