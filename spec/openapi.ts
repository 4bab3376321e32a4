/** The OpenAPI document, read once: its nodes by JSON pointer, and the requirements that they own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIV3_1 } from 'openapi-types';
import { escapeSegment, isObject, member, namesIn, segmentsOf } from './contract/json.ts';
import type { OperationId } from './operations.ts';
import { root } from './root.ts';

/** A node of the document and where it stands: `#/components/schemas/Id`. */
export interface Place {
  readonly pointer: string;
  readonly node: unknown;
}

/** An operation as the document has it. */
export interface DocumentedOperation {
  readonly id: string;
  /** In capitals. */
  readonly method: string;
  readonly path: string;
  readonly pointer: string;
}

/** A requirement that a node of the document owns by its `x-requirement`. */
export interface OwnedRequirement {
  /** The id, with the operation filled in. */
  readonly requirement: string;
  readonly operation: DocumentedOperation;
  /** The node that carries it. */
  readonly pointer: string;
  readonly node: unknown;
}

function isDocument(value: unknown): value is OpenAPIV3_1.Document {
  return isObject(value) && /^3\.1\./.test(String(value['openapi'])) && isObject(value['paths']);
}

function load(): OpenAPIV3_1.Document {
  // The YAML is what people edit; reading it takes a hundred times as long as its copy (`npm run spec:types`).
  const parsed: unknown = JSON.parse(readFileSync(join(root, 'spec/openapi.json'), 'utf8'));
  if (!isDocument(parsed)) throw new TypeError('spec/openapi.json is not an OpenAPI 3.1 document');
  return parsed;
}

/** The whole document. Its nodes are never copied, so that they can be told by identity. */
export const openapi = load();

/** What the document is about, and the name of the API alone, which is its beginning. */
export const apiTitle = openapi.info.title;
export const apiName = apiTitle.replace(/ – .*$/s, '');

/**
 * The node at a JSON pointer; a `$ref` at its end is followed, and the pointer is then that of its target.
 * @throws RangeError where there is none
 */
export function placeOf(pointer: string): Place {
  const known = places.get(pointer);
  if (known) return known;
  const place = lookUp(pointer);
  places.set(pointer, place);
  return place;
}

/** Every message asks for the same few nodes. */
const places = new Map<string, Place>();

function lookUp(pointer: string): Place {
  const found = segmentsOf(pointer).reduce<unknown>(member, openapi);
  if (found === undefined) throw new RangeError(`spec/openapi.yaml has no ${pointer}`);
  const ref = referenceOf(found);
  // A node with `$ref` and siblings is a schema of its own, not a stand-in for its target.
  return ref !== null && namesIn(found).length === 1 ? placeOf(ref) : { pointer, node: found };
}

/** The target's pointer where a node has a `$ref`, else null. */
export function referenceOf(node: unknown): string | null {
  const ref = isObject(node) ? node['$ref'] : undefined;
  return typeof ref === 'string' ? ref : null;
}

/** The operations, in the order of the document. */
export const documentedOperations: readonly DocumentedOperation[] = Object.entries(
  openapi.paths ?? {},
).flatMap(([path, item]) =>
  Object.entries(item ?? {}).flatMap(([method, operation]) => {
    const id = member(operation, 'operationId');
    if (typeof id !== 'string') return [];
    return [{ id, method: method.toUpperCase(), path, pointer: `#/paths/${escapeSegment(path)}/${method}` }];
  }),
);

const pointersByOperation = new Map(documentedOperations.map(({ id, pointer }) => [id, pointer]));

/** Where an operation stands in the document. */
export function operationPointer(operation: OperationId): string {
  return pointersByOperation.get(operation) ?? '#/paths';
}

/** The media type of a response or a request, and where it stands; null where there is no body. */
export function contentOf(pointer: string): { readonly type: string; readonly pointer: string } | null {
  const [type] = namesIn(member(placeOf(pointer).node, 'content'));
  return type === undefined ? null : { type, pointer: `${pointer}/content/${escapeSegment(type)}` };
}

/** The headers of a response by their names, and where they stand. */
export function headersOf(pointer: string): readonly (readonly [name: string, place: Place])[] {
  return namesIn(member(placeOf(pointer).node, 'headers')).map((name) => [
    name,
    placeOf(`${pointer}/headers/${escapeSegment(name)}`),
  ]);
}

/** The id that an `x-requirement` has for one operation. */
export function requirementFor(template: string, operation: string): string {
  return template.replace('{operation}', operation);
}

/** The id in the `x-requirement` of a node, null where it has none. */
export function templateOf(node: unknown): string | null {
  const requirement = member(node, 'x-requirement');
  const template = isObject(requirement) ? requirement['id'] : requirement;
  return typeof template === 'string' ? template : null;
}

/** Every requirement that the document owns, once for each operation and node. */
export function ownedRequirements(): readonly OwnedRequirement[] {
  return documentedOperations.flatMap((operation) => {
    const owners: Place[] = [];
    collectOwners(`${operation.pointer}/responses`, owners, new Set());
    return owners.map((place) => ({
      requirement: requirementFor(templateOf(place.node) ?? '', operation.id),
      operation,
      ...place,
    }));
  });
}

const notContract: ReadonlySet<string> = new Set(['example', 'examples']);

function collectOwners(pointer: string, owners: Place[], visited: Set<string>): void {
  if (visited.has(pointer)) return;
  visited.add(pointer);
  const node = segmentsOf(pointer).reduce<unknown>(member, openapi);
  if (templateOf(node) !== null) owners.push({ pointer, node });
  const ref = referenceOf(node);
  if (ref !== null) collectOwners(ref, owners, visited);
  for (const name of namesIn(node)) {
    if (!notContract.has(name)) collectOwners(`${pointer}/${escapeSegment(name)}`, owners, visited);
  }
}

/** Where each node of the document stands, by identity: what ajv reports is a node, not a pointer. */
export function pointersByNode(): ReadonlyMap<object, string> {
  const pointers = new Map<object, string>();
  const visit = (node: unknown, pointer: string): void => {
    if (typeof node !== 'object' || node === null) return;
    pointers.set(node, pointer);
    for (const [name, child] of Object.entries(node)) visit(child, `${pointer}/${escapeSegment(name)}`);
  };
  visit(openapi, '#');
  return pointers;
}
