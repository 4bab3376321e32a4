import { InWords } from './parts.tsx';
import type { Outcome, RequirementResult, Results } from '../../spec/run/results.ts';
import { oneLine, several } from '../../spec/run/plain.ts';
import { byReason } from '../labels.ts';

/** One thing that would have to change, and where the page tells more of it. */
export interface Improvement {
  /** Backticks mark names. */
  readonly says: string;
  readonly href?: string;
}

const mostReasons = 6;

/** What besides defects stands between this run and an unqualified `conformant`, the gravest first; empty when nothing does. */
export function improvementsOf(results: Results): readonly Improvement[] {
  const deciding = results.requirements.filter(({ evidence }) => evidence !== 'inferred');
  const of = (outcome: Outcome) => deciding.filter((one) => one.outcome === outcome);
  return [
    ...(results.obstacle === undefined ? [] : [{ says: oneLine(results.obstacle) }]),
    ...reasonsOf(of('error'), '#errors', 'The suite or the network broke'),
    ...reasonsOf(of('untestable'), '#untestable', 'Not testable'),
    ...unobserved(of('unobserved')),
    ...blocked(of('dependency')),
    ...waivers(results),
    ...unstable(results),
    ...scope(results),
  ];
}

function reasonsOf(of: readonly RequirementResult[], href: string, what: string): readonly Improvement[] {
  const groups = [...byReason(of)];
  const more = groups.length - mostReasons;
  return [
    ...groups.slice(0, mostReasons).map(([reason, requirements]) => ({
      says: `${what} (${several(requirements.length, 'requirement')}): ${oneLine(reason, 200)}`,
      href,
    })),
    ...(more > 0 ? [{ says: `${what}: ${several(more, 'more reason')}.`, href }] : []),
  ];
}

function unobserved({ length }: readonly RequirementResult[]): readonly Improvement[] {
  if (length === 0) return [];
  const says = `${several(length, 'requirement')} no answer gave evidence on: the account has to hold records that do.`;
  return [{ says, href: '#unobserved' }];
}

function blocked({ length }: readonly RequirementResult[]): readonly Improvement[] {
  if (length === 0) return [];
  const says = `${several(length, 'requirement')} can only be tried when what ${length === 1 ? 'it depends' : 'they depend'} on works.`;
  return [{ says, href: '#blocked' }];
}

function waivers({ requirements, waivers: report }: Results): readonly Improvement[] {
  const waived = requirements.filter(({ outcome }) => outcome === 'waived').length;
  const stale = report?.waivers.filter(({ state }) => state === 'stale') ?? [];
  return [
    ...(waived > 0
      ? [{ says: `${several(waived, 'waived requirement')} would have to pass by itself.`, href: '#waived' }]
      : []),
    ...(stale.length > 0
      ? [
          {
            says: `${several(stale.length, 'stale waiver')} to take out of the waivers file: what it excuses no longer happens.`,
            href: '#waived',
          },
        ]
      : []),
  ];
}

function unstable({ requirements, retries = 0 }: Results): readonly Improvement[] {
  const count = requirements.filter((one) => one.unstable === true).length;
  if (count === 0) return [];
  const says = `${several(count, 'unstable requirement')} would have to be settled without one of the ${several(retries, 'retry')}.`;
  return [{ says, href: '#timeline' }];
}

function scope({ complete, profile, selection }: Results): readonly Improvement[] {
  const left = selection.of - selection.judged;
  return [
    ...(complete
      ? []
      : [{ says: `The run would have to be whole: ${several(left, 'requirement')} were filtered out.` }]),
    ...(profile === 'read-only'
      ? [{ says: 'The profile would have to be full: nothing that changes the account was tried.' }]
      : []),
  ];
}

/** What else would have to change; nothing where defects are all that is wrong. */
export function Improvements({ steps }: { readonly steps: readonly Improvement[] }) {
  if (steps.length === 0) return null;
  return (
    <section id="better" class="better" aria-labelledby="better-title">
      <h2 id="better-title">What else keeps it from a better verdict</h2>
      <ol>
        {steps.map(({ says, href }) => (
          <li>
            {href === undefined ? (
              <InWords text={says} />
            ) : (
              <a href={href}>
                <InWords text={says} />
              </a>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
