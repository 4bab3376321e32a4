import { stringify } from 'yaml';
import { isObject } from '../../spec/contract/json.ts';
import { operationPointer, ownedRequirements, placeOf } from '../../spec/openapi.ts';
import type { RequirementResult } from '../../spec/run/results.ts';
import { visible } from '../../spec/run/plain.ts';
import { cut } from '../pretty.ts';

const longestNode = 700;
const mostNodes = 3;

/** Where the contract says it, and what it says there; for a behaviour only where its operation stands. */
export function SchemaNodes({ result }: { readonly result: RequirementResult }) {
  const pointers = pointersOf(result);
  if (pointers.length === 0) {
    return result.operation === null ? null : (
      <p class="where">
        <code>spec/openapi.yaml{operationPointer(result.operation)}</code>
      </p>
    );
  }
  return (
    <>
      {pointers.map((pointer) => (
        <SchemaNode pointer={pointer} />
      ))}
    </>
  );
}

function SchemaNode({ pointer }: { readonly pointer: string }) {
  const node = nodeAt(pointer);
  return (
    <div class="node">
      <p class="where">
        <code>spec/openapi.yaml{visible(pointer)}</code>
      </p>
      {node === null ? null : (
        <pre tabIndex={0}>
          <code>{visible(node.text)}</code>
        </pre>
      )}
      {node !== null && node.left > 0 ? (
        <p class="note">
          Cut: {node.left.toLocaleString('en-GB')} more characters in <code>spec/openapi.yaml</code>.
        </p>
      ) : null}
    </div>
  );
}

const owned = new Map(
  ownedRequirements()
    .toReversed()
    .map(({ requirement, pointer }) => [requirement, pointer]),
);

/** The nodes that were broken, else the first one that owns the requirement. */
function pointersOf({ id, violations = [] }: RequirementResult): readonly string[] {
  const broken = [...new Set(violations.map(({ schema }) => schema))].slice(0, mostNodes);
  const own = owned.get(id);
  return broken.length > 0 ? broken : own === undefined ? [] : [own];
}

/** The node at a pointer as YAML, or the node that a keyword stands in; null where the contract has none. */
function nodeAt(pointer: string) {
  const node = found(pointer);
  const whole = isObject(node) ? node : found(pointer.replace(/\/[^/]*$/, ''));
  if (!isObject(whole)) return null;
  return cut(stringify(whole, ownerAlone, { lineWidth: 100 }).trimEnd(), longestNode);
}

/** What a requirement says stands above its node; in it, the id is enough. */
function ownerAlone(key: unknown, value: unknown): unknown {
  return key === 'x-requirement' && isObject(value) ? value['id'] : value;
}

function found(pointer: string): unknown {
  try {
    return placeOf(pointer).node;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
