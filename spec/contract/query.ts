import { operationPointer, placeOf } from '../openapi.ts';
import type { OperationId } from '../operations.ts';
import { isObject, member, namesIn, type JsonObject } from './json.ts';
import type { Finding, Validator } from './validator.ts';

/** What is wrong with the parameters of a query; those that the document does not name are let through. */
export function judgeQuery(validator: Validator, operation: OperationId, query: string): readonly Finding[] {
  const given = valuesByName(query);
  return parametersOf(operation).flatMap(({ name, pointer, node }) => {
    const values = given.get(name);
    if (values === undefined) return [];
    const schema = placeOf(`${pointer}/schema`);
    const value = readAs(schema.node, values, node['explode'] !== false);
    return validator
      .check(schema.pointer, value)
      .map((finding) => ({ ...finding, pointer: `query:${name}` }));
  });
}

interface Parameter {
  readonly name: string;
  readonly pointer: string;
  readonly node: JsonObject;
}

/** The names of the query parameters of the operation at a JSON pointer of the document. */
export function parametersIn(pointer: string): readonly string[] {
  return parametersAt(pointer).map(({ name }) => name);
}

function parametersOf(operation: OperationId): readonly Parameter[] {
  return parametersAt(operationPointer(operation));
}

function parametersAt(at: string): readonly Parameter[] {
  const listed = member(placeOf(at).node, 'parameters');
  return namesIn(listed).flatMap((index) => {
    const { pointer, node } = placeOf(`${at}/parameters/${index}`);
    return isObject(node) ? [{ name: String(node['name']), pointer, node }] : [];
  });
}

/** Values by the parameter's name in the document: `id[0]` and `id[]` are the same. */
function valuesByName(query: string): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(query)) {
    const key = name.replace(/\[\d+\]$/, '[]');
    values.set(key, [...(values.get(key) ?? []), value]);
  }
  return values;
}

function readAs(schema: unknown, values: readonly string[], exploded: boolean): unknown {
  const last = values.at(-1) ?? '';
  if (member(schema, 'type') !== 'array') return asNumber(last);
  return (exploded ? values : last.split(',')).map(asNumber);
}

/** A query has texts only; digits are read as the number that they write. */
function asNumber(text: string): number | string {
  return /^-?\d{1,16}$/.test(text) ? Number(text) : text;
}
