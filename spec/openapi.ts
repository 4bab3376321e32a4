/** The OpenAPI document, read once: its nodes by JSON pointer, and the requirements that they own. */
import { readFileSync } from 'node:fs';
import type { OpenAPIV3_1 } from 'openapi-types';
import { parse } from 'yaml';
import { escapeSegment, isObject, member, namesIn, segmentsOf } from './contract/json.ts';
import { operationIds, operations, type OperationId } from './operations.ts';

/** A node of the document and where it stands: `#/components/schemas/Id`. */
export interface Place {
  readonly pointer: string;
  readonly node: unknown;
}

/** A requirement that a node of the document owns by its `x-requirement`. */
export interface OwnedRequirement {
  /** The id, with the operation filled in. */
  readonly requirement: string;
  /** The node that carries it. */
  readonly pointer: string;
}

function isDocument(value: unknown): value is OpenAPIV3_1.Document {
  return isObject(value) && /^3\.1\./.test(String(value['openapi'])) && isObject(value['paths']);
}

function load(): OpenAPIV3_1.Document {
  const parsed: unknown = parse(readFileSync(new URL('./openapi.yaml', import.meta.url), 'utf8'));
  if (!isDocument(parsed)) throw new TypeError('spec/openapi.yaml is not an OpenAPI 3.1 document');
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

/** Where an operation stands in the document. */
export function operationPointer(operation: OperationId): string {
  const { method, path } = operations[operation];
  return `#/paths/${escapeSegment(path)}/${method.toLowerCase()}`;
}

/** The id that an `x-requirement` has for one operation. */
export function requirementFor(template: string, operation: OperationId): string {
  return template.replace('{operation}', operation);
}

/** The `x-requirement` of a node, null where it has none. */
export function templateOf(node: unknown): string | null {
  const template = isObject(node) ? node['x-requirement'] : undefined;
  return typeof template === 'string' ? template : null;
}

/** Every requirement that the document owns, once for each operation and node. */
export function ownedRequirements(): readonly OwnedRequirement[] {
  return operationIds.flatMap((operation) => {
    const owners: Place[] = [];
    collectOwners(`${operationPointer(operation)}/responses`, owners, new Set());
    return owners.map(({ pointer, node }) => ({
      requirement: requirementFor(templateOf(node) ?? '', operation),
      pointer,
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
