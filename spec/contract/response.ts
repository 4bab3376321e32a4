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
  const { responses, owners, known, place, expected } = saidOf(message);
  if (place === null) {
    const actual = String(message.status);
    const { status } = owners;
    const wrong = {
      template: owners.ofErrors ?? status,
      pointer: 'status',
      actual,
      schema: responses.pointer,
    };
    return {
      findings: [{ ...wrong, expected: `one of ${known.join(', ')}` }],
      seen: [status].filter((seen) => seen !== null),
    };
  }
  const found =
    expected === null ? judgeBare(message, place) : judgeContent(validator, message, value, expected);
  const seen = [owners.status, owners.ofErrors].filter((template) => template !== null);
  return { findings: found.findings, seen: [...seen, ...found.seen] };
}

/** What the document says of a status that an operation answers with. */
interface Said {
  readonly responses: Place;
  /** The templates that own the status, and the others of its kind. */
  readonly owners: { readonly status: string | null; readonly ofErrors: string | null };
  /** The statuses that it knows. */
  readonly known: readonly string[];
  /** Null where it does not know this one. */
  readonly place: Place | null;
  /** Null where nothing is said of its content. */
  readonly expected: Expected | null;
}

/** The same few answers come again and again. */
const said = new Map<string, Said>();

function saidOf({ operation, status }: Pick<ResponseMessage, 'operation' | 'status'>): Said {
  const key = `${operation} ${String(status)}`;
  const found = said.get(key) ?? lookedUp(operation, status);
  said.set(key, found);
  return found;
}

function lookedUp(operation: ResponseMessage['operation'], status: number): Said {
  const responses = placeOf(`${operationPointer(operation)}/responses`);
  const known = namesIn(responses.node).filter((name) => /^\d+$/.test(name));
  const owners = { status: templateOf(responses.node), ofErrors: ofItsKind(responses, status) };
  if (!known.includes(String(status))) return { responses, owners, known, place: null, expected: null };
  const place = placeOf(`${operationPointer(operation)}/responses/${String(status)}`);
  const content = contentOf(place.pointer);
  return { responses, owners, known, place, expected: content && expectedOf(content, place.pointer) };
}

function expectedOf(content: Pick<Expected, 'type' | 'pointer'>, response: string): Expected {
  const headers = headersOf(response);
  const carriers = [placeOf(content.pointer), ...headers.map(([, header]) => header)];
  return { ...content, headers, templates: carriers.flatMap(({ node }) => templateOf(node) ?? []) };
}

/** What owns the other statuses of the same kind, where the document has them by their first digit: `4XX`. */
function ofItsKind({ pointer, node }: Place, status: number): string | null {
  const kind = `${String(status).charAt(0)}XX`;
  return namesIn(node).includes(kind) ? templateOf(placeOf(`${pointer}/${kind}`).node) : null;
}

function judgeBare(message: ResponseMessage, { pointer, node }: Place): Findings {
  const template = templateOf(node);
  const mayHaveBody = template === null;
  if (mayHaveBody || message.body === '') return { findings: [], seen: [] };
  const actual = described(message.body);
  return { findings: [{ template, pointer: '', expected: 'no body', actual, schema: pointer }], seen: [] };
}

/** The media type that a response has to have, where that stands, and its headers. */
interface Expected {
  readonly type: string;
  readonly pointer: string;
  readonly headers: ReturnType<typeof headersOf>;
  /** The templates of the content and the headers. */
  readonly templates: readonly string[];
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
  return {
    findings: [
      ...judgeContentType(message.headers, expected),
      ...expected.headers.flatMap(([name, header]) => judgeHeader(validator, message.headers, name, header)),
      ...body,
    ],
    seen: [...expected.templates, ...templatesSeen(validator.views.at(schema.pointer), value)],
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
