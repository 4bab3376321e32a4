/** How much of the contract the messages of a run went through. */
import {
  contentOf,
  documentedOperations,
  placeOf,
  requirementFor,
  type DocumentedOperation,
} from '../openapi.ts';
import { coverageKinds, type CoverageKind, type CoverageRow } from '../run/coverage.ts';
import type { Exchange } from '../run/exchange.ts';
import { isObject, member, namesIn, parsedJson } from './json.ts';
import { parametersIn } from './query.ts';
import { SchemaViews, type SchemaView } from './schema-view.ts';

/** What is read of an exchange. */
export type Covering = Pick<Exchange, 'operation' | 'request' | 'response' | 'observed'>;

/** Of each kind so many of what is missing are named. */
const MOST_NAMED = 40;

/** Keywords by which a schema judges a value; the others describe it. */
const judging = new Set([
  ...[
    'type',
    'enum',
    'const',
    'pattern',
    'format',
    'required',
    'properties',
    'items',
    'oneOf',
    'anyOf',
    'allOf',
  ],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'minLength', 'maxLength', 'minItems', 'maxItems'],
  ...['patternProperties', 'additionalProperties', 'minProperties', 'x-leads-to'],
]);

const views = new SchemaViews();

/**
 * Counts, of all that the contract names, what the messages of a run sent or showed. A pair of parameters is covered
 * where both stood in one request; a keyword of an answer's schema, where a value that it judges came.
 */
export function coverageOf(exchanges: readonly Covering[]): readonly CoverageRow[] {
  const surveys = documentedOperations.map((operation) =>
    surveyOf(
      operation,
      exchanges.filter((exchange) => exchange.operation === operation.id && exchange.response !== undefined),
    ),
  );
  return coverageKinds.map((what) => {
    const all = surveys.flatMap((survey) => survey[what]);
    const missing = all.filter(({ isCovered }) => !isCovered).map(({ name }) => name);
    return {
      what,
      covered: all.length - missing.length,
      of: all.length,
      missing: missing.slice(0, MOST_NAMED),
    };
  });
}

/** Something that the contract names, and whether the run went through it. */
interface Item {
  readonly name: string;
  readonly isCovered: boolean;
}

function surveyOf(
  { id, pointer }: DocumentedOperation,
  exchanges: readonly Covering[],
): Readonly<Record<CoverageKind, readonly Item[]>> {
  const named = (name: string, isCovered: boolean): Item => ({ name: `${id}: ${name}`, isCovered });
  const parameters = parametersIn(pointer);
  const asked = exchanges.map(({ request }) => parametersSent(request.url, parameters));
  const isAsked = (...names: readonly string[]): boolean =>
    asked.some((query) => names.every((name) => query.has(name)));
  const sent = new Set(exchanges.flatMap(({ request }) => pathsIn(parsedJson(request.body ?? ''))));
  const observed = new Set(exchanges.flatMap((exchange) => exchange.observed));
  const statuses = new Set(exchanges.map(({ response }) => String(response?.status)));
  const answer = viewOf(`${pointer}/responses/200`);
  const owned = answer === null ? [] : keywordsBelow(answer, null);
  return {
    operations: [{ name: id, isCovered: exchanges.length > 0 }],
    parameters: parameters.map((name) => named(name, isAsked(name))),
    'pairs of parameters': parameters.flatMap((one, index) =>
      parameters.slice(index + 1).map((other) => named(`${one} with ${other}`, isAsked(one, other))),
    ),
    'request fields': fieldsBelow(viewOf(`${pointer}/requestBody`)).map((path) =>
      named(path, sent.has(path)),
    ),
    'response fields': [...(answer?.templates ?? [])].map((template) => {
      const requirement = requirementFor(template, id);
      return { name: requirement, isCovered: observed.has(requirement) };
    }),
    'schema keywords': owned.map(({ path, keyword, template }) =>
      named(`${path} ${keyword}`, template !== null && observed.has(requirementFor(template, id))),
    ),
    statuses: namesIn(member(placeOf(pointer).node, 'responses'))
      .filter((status) => /^\d+$/.test(status))
      .map((status) => named(status, statuses.has(status))),
  };
}

/** The schema of a body; null where there is none. */
function viewOf(pointer: string): SchemaView | null {
  const [, parent = '', name = ''] = /^(.*)\/([^/]*)$/.exec(pointer) ?? [];
  if (member(placeOf(parent).node, name) === undefined) return null;
  const content = contentOf(pointer);
  return content === null ? null : views.at(`${content.pointer}/schema`);
}

/** Which parameters of an operation stand in a URL. */
function parametersSent(url: string, parameters: readonly string[]): ReadonlySet<string> {
  const query = new URL(url, 'http://host').searchParams;
  const names = [...query.keys()].map((name) => name.replace(/\[\d+\]$/, '[]'));
  return new Set(parameters.filter((name) => names.includes(name)));
}

/** The fields of a schema and below, like `add[].name`. */
function fieldsBelow(view: SchemaView | null, path = ''): readonly string[] {
  if (view === null) return [];
  const members = [...view.properties].flatMap(([name, child]) => {
    const at = path === '' ? name : `${path}.${name}`;
    return [at, ...fieldsBelow(child, at)];
  });
  return [...new Set([...members, ...fieldsBelow(view.items, `${path}[]`)])];
}

/** The fields that stand in a value, spelled alike. */
function pathsIn(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((one) => pathsIn(one, `${path}[]`)))];
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, child]) => {
    const at = path === '' ? name : `${path}.${name}`;
    return [at, ...pathsIn(child, at)];
  });
}

interface Keyword {
  readonly path: string;
  readonly keyword: string;
  /** Of the requirement that answers for it. */
  readonly template: string | null;
}

/** Every keyword that judges something of a schema and below it. */
function keywordsBelow(view: SchemaView, around: string | null, path = ''): readonly Keyword[] {
  const template = view.template ?? around;
  const here = view.nodes
    .flatMap(namesIn)
    .filter((keyword) => judging.has(keyword))
    .map((keyword) => ({ path, keyword, template }));
  const below = [
    ...[...view.properties].map(([name, child]) => [path === '' ? name : `${path}.${name}`, child] as const),
    ...view.patterns.map(([, child]) => [`${path}[]`, child] as const),
    ...(view.items ? [[`${path}[]`, view.items] as const] : []),
  ];
  return [...here, ...below.flatMap(([at, child]) => keywordsBelow(child, template, at))];
}
