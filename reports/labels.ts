import { several } from '../spec/run/plain.ts';
import {
  type Outcome,
  outcomes,
  type RequirementResult,
  type Results,
  type Verdict,
} from '../spec/run/results.ts';
import { verdictOf } from '../spec/run/verdict.ts';

/** How an outcome is named and marked, in the order in which a reader cares. */
export const outcomeWords = {
  failed: {
    label: 'failed',
    heading: 'Failures',
    mark: '✗',
    means: 'The target does something else than the source promises.',
  },
  error: {
    label: 'error',
    heading: 'Errors',
    mark: '!',
    means: 'The suite or the network broke; it says nothing about the target.',
  },
  dependency: {
    label: 'dependency',
    heading: 'Dependency failed',
    mark: '↳',
    means: 'Something that it depends on failed, so it was not tried.',
  },
  untestable: {
    label: 'untestable',
    heading: 'Untestable',
    mark: '○',
    means: 'This target lacks what the test needs.',
  },
  unobserved: {
    label: 'unobserved',
    heading: 'Unobserved',
    mark: '◌',
    means: 'No answer ever carried it, so it was never judged.',
  },
  waived: {
    label: 'waived',
    heading: 'Waived',
    mark: '~',
    means: 'It did not pass, and a waiver answers for that.',
  },
  notApplicable: {
    label: 'not applicable',
    heading: 'Not applicable',
    mark: '–',
    means: 'The target file declares the feature unsupported.',
  },
  passed: {
    label: 'passed',
    heading: 'Passed',
    mark: '✓',
    means: 'The target was seen to keep the promise.',
  },
} as const satisfies Record<Outcome, { label: string; heading: string; mark: string; means: string }>;

export const verdictWords = {
  conformant: 'Conformant',
  nonconformant: 'Nonconformant',
  inconclusive: 'Inconclusive',
} as const satisfies Record<Verdict, string>;

/** Outcomes of what was to be judged and could not be. */
export const unsettled: readonly Outcome[] = ['error', 'dependency', 'untestable', 'unobserved'];

/** Said of a run without a claim. */
export const EXPLORED_ONLY = 'Exploring alone decides nothing about conformance: no claim was judged.';

/** `850 ms`, `12.4 s`, `3 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${String(Math.round(ms))} ms`;
  if (ms < 60_000) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
  return `${String(Math.floor(ms / 60_000))} min ${String(Math.floor((ms % 60_000) / 1000))} s`;
}

/** `269 requests`, or `272 requests (3 retries)`. */
export function requestsInWords({ requests, retries = 0 }: Pick<Results, 'requests' | 'retries'>): string {
  const all = several(requests, 'request');
  return retries === 0 ? all : `${all} (${several(retries, 'retry')})`;
}

/** `is` or `are`, behind so many of something. */
export function are(count: number): string {
  return count === 1 ? 'is' : 'are';
}

export function were(count: number): string {
  return count === 1 ? 'was' : 'were';
}

/** `+12 more` where a list of so many ends early, else nothing. */
export function more(count: number, most: number, margin = ''): readonly string[] {
  return count > most ? [`${margin}+${String(count - most)} more`] : [];
}

/** How many requirements a run judged: those that passed or failed, and no others. */
export function judgedIn({ passed, failed }: Results['counts']): number {
  return passed + failed;
}

/** What a run judged: `203 requirements`, or `34 of 203 requirements`. */
export function coverage({ counts, selection: { of } }: Pick<Results, 'counts' | 'selection'>): string {
  const judged = judgedIn(counts);
  return judged === of ? several(of, 'requirement') : `${String(judged)} of ${several(of, 'requirement')}`;
}

/**
 * The same with what came of them, and of the others: `36 of 203 requirements judged: 2 failed · 34 passed. Not judged:
 * 167 untestable.`
 */
export function countsInSentence(results: Pick<Results, 'counts' | 'selection'>): string {
  const { failed, passed, ...others } = results.counts;
  const isAll = Object.values(others).every((count) => count === 0);
  return [
    `${coverage(results)} judged: ${countsInWords({ failed, passed })}.`,
    ...(isAll ? [] : [`Not judged: ${countsInWords(others)}.`]),
  ].join(' ');
}

/** Counts that are not zero, in words: `2 failed · 1 untestable · 180 passed`. */
export function countsInWords(counts: Partial<Results['counts']>): string {
  const parts = outcomes.flatMap((outcome) => {
    const count = counts[outcome] ?? 0;
    return count > 0 ? [`${String(count)} ${outcomeWords[outcome].label}`] : [];
  });
  return parts.length > 0 ? parts.join(' · ') : 'nothing';
}

/** Whether a read-only run has found nothing wrong, and was kept from nothing that it could have judged. */
export function isCleanReadOnly({ profile, obstacle, counts, countsByEvidence }: Results): boolean {
  const { stated, shown } = countsByEvidence;
  return (
    profile === 'read-only' &&
    obstacle === undefined &&
    counts.error === 0 &&
    stated.failed + shown.failed + stated.dependency + shown.dependency === 0 &&
    stated.passed + shown.passed > 0
  );
}

/** Why the verdict is what it is: one plain sentence. */
export function verdictReason(results: Results): string {
  const deciding = (outcome: Outcome) =>
    results.countsByEvidence.stated[outcome] + results.countsByEvidence.shown[outcome];
  const failed = deciding('failed');
  if (results.verdict === 'nonconformant') {
    return `${several(failed, 'stated or shown requirement')} failed.`;
  }
  if (results.verdict === 'conformant') {
    const whole = results.complete ? 'of the profile' : 'that was selected';
    const spared = deciding('notApplicable') > 0 ? ' or is not applicable' : '';
    const waived = deciding('waived') > 0 ? ` or is waived (${String(deciding('waived'))})` : '';
    return `Every stated and shown requirement ${whole} passed${spared}${waived}.`;
  }
  if (results.obstacle !== undefined) return results.obstacle;
  const open = unsettled.flatMap((outcome) =>
    deciding(outcome) > 0 ? [`${String(deciding(outcome))} ${outcomeWords[outcome].label}`] : [],
  );
  if (open.length === 0) return 'Nothing was tested.';
  const passed = deciding('passed');
  if (results.profile === 'read-only' && passed > 0) {
    return `All ${several(passed, 'stated or shown requirement')} that could be judged without writing passed. The others take changes, or what the account does not hold: ${open.join(', ')}.`;
  }
  return `No stated or shown requirement failed, but not all are settled: ${open.join(', ')}.`;
}

/** Requirements that belong together, in the order of the catalogue. */
export interface Area<Of = RequirementResult> {
  /** `protocol.auth`, `protocol.list.response`: the beginning that their ids share. */
  readonly id: string;
  /** `Protocol › auth`, for a heading. */
  readonly title: string;
  readonly requirements: readonly Of[];
}

/** The area of a requirement: the first two words of its id, and `response` where it is about a response. */
export function areaOf(id: string): string {
  const words = id.split('.');
  const length = words[2] === 'response' ? 3 : Math.min(2, Math.max(1, words.length - 1));
  return words.slice(0, length).join('.');
}

/** Groups requirements by area; areas stand in the order in which their first requirement does. */
export function areasOf<Of extends { readonly id: string }>(
  requirements: readonly Of[],
): readonly Area<Of>[] {
  return [...grouped(requirements, ({ id }) => areaOf(id))].map(([id, of]) => ({
    id,
    title: titleOf(id),
    requirements: of,
  }));
}

function titleOf(id: string): string {
  const [first = '', ...rest] = id.split('.');
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(' › ');
}

/**
 * What keeps a verdict from being taken without a word of explanation, a sentence or two each; none for a whole run
 * of the full profile in which everything went through at once.
 */
export function qualificationsOf(results: Results): readonly string[] {
  const { requirements, profile, profileReason, resumedAt = [], retries = 0 } = results;
  const waived = requirements.filter(({ outcome }) => outcome === 'waived').length;
  const unstable = requirements.filter((one) => one.unstable === true).length;
  return [
    ...(profile === 'read-only'
      ? [
          `Read-only: nothing but GET requests were sent, so nothing that changes the account was tried. ${profileReason ?? ''}`.trim(),
        ]
      : []),
    ...(unstable > 0
      ? [
          `Unstable: ${several(unstable, 'requirement')} ${were(unstable)} settled only after ${several(retries, 'retry')}.`,
        ]
      : []),
    ...(resumedAt.length > 0
      ? [
          `Interrupted and gone on with ${resumedAt.length === 1 ? 'once' : `${String(resumedAt.length)} times`}.`,
        ]
      : []),
    ...(waived > 0 ? [`${several(waived, 'requirement')} waived. ${withoutWaivers(results)}`] : []),
  ];
}

/** `Without the waivers the verdict would be nonconformant.` */
function withoutWaivers({ requirements }: Results): string {
  const bare = requirements.map((one) => ({
    evidence: one.evidence,
    outcome: one.outcome === 'waived' ? (one.waived?.outcome ?? 'failed') : one.outcome,
  }));
  return `Without waivers the verdict would be ${verdictWords[verdictOf(bare)].toLowerCase()}.`;
}

/** What shares a key, in the order in which each key first comes. */
export function grouped<Of>(
  all: readonly Of[],
  keyOf: (one: Of) => string,
): ReadonlyMap<string, readonly Of[]> {
  const groups = new Map<string, Of[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

/** Requirements under the reason that they share, in the order in which each reason first comes. */
export function byReason(
  results: readonly RequirementResult[],
  reasonOf = ({ reason = 'no reason given' }: RequirementResult) => reason,
): ReadonlyMap<string, readonly RequirementResult[]> {
  return grouped(results, reasonOf);
}
