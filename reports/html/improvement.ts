import type { Outcome, RequirementResult, Results } from '../../spec/run/results.ts';
import type { Defect } from '../defects.ts';
import { oneLine, several } from '../../spec/run/plain.ts';
import { byReason } from '../labels.ts';

/** One thing that would have to change, and where the page tells more of it. */
export interface Improvement {
  /** Backticks mark names. */
  readonly says: string;
  readonly href?: string;
}

const mostDefects = 8;
const mostReasons = 6;

/** What stands between this run and an unqualified `conformant`, the gravest first; empty when nothing does. */
export function improvementsOf(results: Results, defects: readonly Defect[]): readonly Improvement[] {
  const deciding = results.requirements.filter(({ evidence }) => evidence !== 'inferred');
  const of = (outcome: Outcome) => deciding.filter((one) => one.outcome === outcome);
  return [
    ...defectsToMend(defects.filter(({ decides }) => decides)),
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

function defectsToMend(defects: readonly Defect[]): readonly Improvement[] {
  const more = defects.length - mostDefects;
  return [
    ...defects.slice(0, mostDefects).map(({ id, headline: says }) => ({ says, href: `#${id}` })),
    ...(more > 0 ? [{ says: `${several(more, 'more likely defect')}.`, href: '#defects' }] : []),
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
