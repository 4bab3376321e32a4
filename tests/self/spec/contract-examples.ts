import { Contract } from '../../../spec/contract/contract.ts';
import { isObject, member, namesIn } from '../../../spec/contract/json.ts';
import type { Message, RequestMessage, ResponseMessage } from '../../../spec/contract/message.ts';
import { operationPointer, placeOf } from '../../../spec/openapi.ts';
import { operationIds, type OperationId } from '../../../spec/operations.ts';

/** The example messages of the source, as they stand in `openapi.yaml`. */
function examplesAt(operation: OperationId, content: string) {
  const pointer = `${operationPointer(operation)}/${content}/examples`;
  return namesIn(placeOf(pointer).node).map((name) => ({
    operation,
    name,
    body: member(placeOf(`${pointer}/${name}`).node, 'value'),
  }));
}

export const requestExamples = operationIds
  .filter((operation) => operation.endsWith('.change'))
  .flatMap((operation) => examplesAt(operation, 'requestBody/content/application~1json'));

export const responseExamples = operationIds.flatMap((operation) =>
  examplesAt(operation, 'responses/200/content/application~1hal+json'),
);

/** The body of the first example response of an operation. */
export function answerOf(operation: OperationId): unknown {
  const found = responseExamples.find((example) => example.operation === operation);
  if (found === undefined) throw new RangeError(`no example response of ${operation}`);
  return structuredClone(found.body);
}

/** A 200 with everything right but, perhaps, the body; it answers a request that adds, where nothing else is said. */
export function ok(operation: OperationId, body: unknown, asked = '{"add":[]}'): ResponseMessage {
  return {
    operation,
    side: 'response',
    status: 200,
    headers: { 'content-type': 'application/hal+json', 'runtime-timestamp': '1508320306' },
    body: JSON.stringify(body),
    asked,
  };
}

export function posted(operation: OperationId, body: unknown): RequestMessage {
  const headers = { 'content-type': 'application/json' };
  return { operation, side: 'request', headers, body: JSON.stringify(body) };
}

/** Compiled once for all tests of a file. */
export const contract = Contract.load();

/** The requirements that a message is charged with, each once. */
export function charges(message: Message): readonly string[] {
  return [...new Set(contract.judge(message).violations.map(({ requirement }) => requirement))];
}

/** An answer to an operation as its example has it, but for one value. */
export function answered(operation: OperationId, pointer: string, value: unknown): ResponseMessage {
  return ok(operation, withValue(answerOf(operation), pointer, value));
}

export type Path = readonly string[];

/** The paths of everything that a body holds, itself excepted. */
export function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  return namesIn(value).flatMap((name) => [
    [...path, name],
    ...pathsIn(member(value, name), [...path, name]),
  ]);
}

export function valueAt(body: unknown, path: Path): unknown {
  return path.reduce<unknown>(member, body);
}

/** A copy of a body with the value at a path changed, or with the member left out where it becomes undefined. */
export function changed(body: unknown, path: Path, change: (value: unknown) => unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return change(body);
  const value = changed(member(body, name), rest, change);
  if (Array.isArray(body)) return body.with(Number(name), value);
  const kept = Object.entries(isObject(body) ? body : {}).filter(([other]) => other !== name);
  return Object.fromEntries(value === undefined ? kept : [...kept, [name, value]]);
}

/** The same with a pointer: `/_embedded/items/0/id`. */
export function withValue(body: unknown, pointer: string, value: unknown): unknown {
  return changed(body, pointer.split('/').slice(1), () => value);
}
