import { stringify } from 'yaml';
import type { RequirementResult } from '../../spec/run/results.ts';
import { cut, visible } from '../../spec/run/plain.ts';
import { limits } from './evidence.ts';
import { isObject } from '../../spec/contract/json.ts';
import { operationPointer, ownedRequirements, placeOf } from '../../spec/openapi.ts';

type Side = 'expected' | 'received' | null;

/** Lines of a text, those that were expected or received told apart by their colour. */
function Lines({ lines }: { readonly lines: readonly (readonly [Side, string])[] }) {
  return (
    <pre class="diff" tabIndex={0}>
      <code>
        {lines.map(([side, text]) => {
          const line = `${visible(text, limits.detail)}\n`;
          return side === null ? line : <span class={side}>{line}</span>;
        })}
      </code>
    </pre>
  );
}

/** The text of a failure: what was looked at, what was expected there and what came, each on as many lines as it needs. */
export function Comparison({ text }: { readonly text: string }) {
  let side: Side = null;
  const lines = text.split('\n').map((line) => {
    if (line.startsWith('Expected: ')) side = 'expected';
    else if (line.startsWith('Received: ')) side = 'received';
    return [side, line] as const;
  });
  return <Lines lines={lines} />;
}

type Charged = NonNullable<RequirementResult['violations']>[number];

/** One violation of the contract: where, what was expected there and what came. */
export function ViolationDiff({
  violation,
  shown,
}: {
  readonly violation: Charged;
  readonly shown: boolean;
}) {
  const { pointer, expected, actual, exchange } = violation;
  const number = String(exchange);
  return (
    <div class="difference">
      <p class="where">
        <code>{pointer === '' ? '(the whole body)' : visible(short(pointer))}</code> in{' '}
        {shown ? <a href={`#exchange-${number}`}>exchange {number}</a> : `exchange ${number}`}
      </p>
      <Lines
        lines={[
          ['expected', `- ${inLine(expected)}`],
          ['received', `+ ${inLine(actual)}`],
        ]}
      />
    </div>
  );
}

/** On one line, so that nothing that a server sent passes for a line of the diff. */
function inLine(text: string): string {
  return short(text.replace(/\s+/g, ' '));
}

function short(text: string): string {
  const { text: begin, left } = cut(text, limits.line);
  return left > 0 ? `${begin}…` : begin;
}

/** What is wrong, as shortly as it can be said: the first violation, or the reason. */
export function Claim(props: { readonly result: RequirementResult; readonly shown: ReadonlySet<number> }) {
  const { reason = 'no reason given', violations } = props.result;
  const [violation] = violations ?? [];
  if (violation) return <ViolationDiff violation={violation} shown={props.shown.has(violation.exchange)} />;
  return <p class="reason">{visible(short(reason))}</p>;
}

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
          <code>{visible(node.text, limits.body)}</code>
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
  return cut(stringify(whole, { lineWidth: 100 }).trimEnd(), longestNode);
}

function found(pointer: string): unknown {
  try {
    return placeOf(pointer).node;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
