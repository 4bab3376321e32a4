import type { RequirementResult } from '../../spec/run/results.ts';
import { visible } from '../../spec/run/plain.ts';
import { cut } from '../pretty.ts';
import { limits } from './evidence.ts';

/** Lines of a text, those of a diff that were expected or received told apart by their sign and colour. */
export function DiffLines({ text }: { readonly text: string }) {
  return (
    <pre class="diff" tabIndex={0}>
      <code>
        {visible(text)
          .split('\n')
          .map((line) => {
            const side = sideOf(line);
            return side === null ? `${line}\n` : <span class={side}>{`${line}\n`}</span>;
          })}
      </code>
    </pre>
  );
}

function sideOf(line: string): 'expected' | 'received' | null {
  if (/^(?:-(?!-)|Expected\b)/.test(line)) return 'expected';
  return /^(?:\+(?!\+)|Received\b)/.test(line) ? 'received' : null;
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
      <DiffLines text={`- ${inLine(expected)}\n+ ${inLine(actual)}`} />
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

/** Whether a reason is only the runner's diff on one line, which reads better as a diff. */
export function isFoldedDiff(reason: string): boolean {
  return reason.startsWith('expect(');
}

const mostClaimLines = 12;

/** What is wrong, as shortly as it can be said: the first violation, the lines of the diff, or the reason. */
export function Claim(props: { readonly result: RequirementResult; readonly shown: ReadonlySet<number> }) {
  const { result, shown } = props;
  const { reason = 'no reason given', detail, violations } = result;
  const [violation] = violations ?? [];
  if (violation) return <ViolationDiff violation={violation} shown={shown.has(violation.exchange)} />;
  if (detail === undefined || !isFoldedDiff(reason)) return <p class="reason">{visible(short(reason))}</p>;
  const lines = detail
    .replace(/^(?:Error: )?expect\(.*\n*/, '')
    .replace(/^- Expected .*\n\+ Received .*\n+/m, '')
    .split('\n')
    .slice(0, mostClaimLines);
  return <DiffLines text={cut(lines.join('\n'), 2 * limits.line).text} />;
}
