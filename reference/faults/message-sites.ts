/** Where in the answers of an operation each requirement stands that a node of `spec/openapi.yaml` owns. */
import {
  contentOf,
  operationPointer,
  placeOf,
  referenceOf,
  requirementFor,
  templateOf,
} from '../../spec/openapi.ts';
import type { OperationId } from '../../spec/operations.ts';
import { isRequirementId, type RequirementId } from '../../tests/catalogue.ts';
import { isObject, type JsonObject } from '../core/values.ts';

/** A place in the body of a 200, and what the schema demands there. */
export interface Site {
  readonly operation: OperationId;
  readonly requirement: RequirementId;
  /** Names from the body inwards; `*` stands for every element of a list and every numbered member. */
  readonly path: readonly string[];
  /** The keywords of the node and of what it refers to. */
  readonly schema: JsonObject;
  /** Whether it may be left out. */
  readonly optional: boolean;
}

/** The first place of every requirement that the schema of an operation's answer owns, in the order of the document. */
export function bodySites(operation: OperationId): readonly Site[] {
  const sites = new Map<RequirementId, Site>();
  for (const site of within(operation, bodySchemaOf(operation), [], false)) {
    if (!sites.has(site.requirement)) sites.set(site.requirement, site);
  }
  return [...sites.values()];
}

function bodySchemaOf(operation: OperationId): unknown {
  const content = contentOf(`${operationPointer(operation)}/responses/200`);
  return content === null ? undefined : placeOf(`${content.pointer}/schema`).node;
}

function within(
  operation: OperationId,
  node: unknown,
  path: readonly string[],
  optional: boolean,
): readonly Site[] {
  const schema = keywordsOf(node);
  const template = templateOf(schema);
  const requirement = template === null ? '' : requirementFor(template, operation);
  const own = isRequirementId(requirement) ? [{ operation, requirement, path, schema, optional }] : [];
  const required = requiredNames(schema);
  const named = membersOf(schema.properties).flatMap(([name, child]) =>
    within(operation, child, [...path, name], !required.has(name)),
  );
  const listed = isObject(schema.items) ? within(operation, schema.items, [...path, '*'], true) : [];
  return [...own, ...named, ...listed];
}

/** A node laid over what it refers to: its own words count. */
function keywordsOf(node: unknown): JsonObject {
  if (!isObject(node)) return {};
  const reference = referenceOf(node);
  return reference === null ? node : { ...keywordsOf(placeOf(reference).node), ...node };
}

/** The names that have to be there, always or under a condition; but for the only one of an object that may be empty. */
function requiredNames(schema: unknown): ReadonlySet<string> {
  if (!isObject(schema)) return new Set();
  const { required } = schema;
  const own = Array.isArray(required) ? required.map(String) : [];
  const isAlone = membersOf(schema.properties).length === 1;
  const then = isAlone ? [] : requiredNames(schema.then);
  return new Set([...own, ...then, ...requiredNames(schema.else)]);
}

function membersOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isObject(value) ? Object.entries(value) : [];
}

/**
 * Changes what stands at a path, everywhere that it leads to; `undefined` takes it away. An empty object on the way
 * is an empty relation, and stays.
 */
export function changedAt(
  value: unknown,
  path: readonly string[],
  change: (value: unknown) => unknown,
): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return change(value);
  if (name === '*') return changedElements(value, (element) => changedAt(element, rest, change));
  if (!isObject(value) || Object.keys(value).length === 0) return value;
  const { [name]: inner, ...others } = value;
  const changed = changedAt(inner, rest, change);
  return changed === undefined ? others : { ...value, [name]: changed };
}

function changedElements(value: unknown, change: (element: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change);
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, element]) => [key, /^\d+$/.test(key) ? change(element) : element]),
  );
}
