import type { TestCase, TestError, TestResult, TestStep } from '@playwright/test/reporter';
import type { Outcome } from '../spec/run/results.ts';
import { oneLine, plain } from './plain.ts';

/** What the runner reported about the test of one requirement. */
export interface TestRecord {
  /** The requirement's id. */
  readonly requirement: string;
  readonly outcome: Outcome;
  /** One plain sentence; present unless it passed. */
  readonly reason?: string;
  /** The whole error without terminal codes, where it says more than the reason. */
  readonly detail?: string;
  readonly exchanges: readonly number[];
  /** Side taken, by reading id. */
  readonly readings: Readonly<Record<string, string>>;
  readonly durationMs: number;
}

/** The part of the runner's objects that a record is made of. */
export type ReportedResult = Pick<TestResult, 'status' | 'duration' | 'annotations' | 'errors' | 'steps'>;
export type ReportedTest = Pick<TestCase, 'title' | 'annotations'> & {
  readonly results: readonly ReportedResult[];
};

type Annotations = TestCase['annotations'];
type Judgement = Pick<TestRecord, 'outcome' | 'reason' | 'detail'>;

/** Outcomes that a test may declare of itself when it stops before its claim. */
const declarable = [
  'untestable',
  'dependency',
  'error',
  'notApplicable',
] as const satisfies readonly Outcome[];

/** The id of the requirement that a test claims, from its annotation or the beginning of its title. */
export function requirementOf(test: Pick<TestCase, 'title' | 'annotations'>): string {
  return described(test.annotations, 'requirement')[0] ?? test.title.split(':', 1)[0] ?? '';
}

/**
 * Folds the results of one test (several when it was retried: the last counts) into a record.
 * @param whyNotRun said of a test without a result
 */
export function recordOf(test: ReportedTest, whyNotRun: string): TestRecord {
  const last = test.results.at(-1);
  const annotations = last?.annotations ?? test.annotations;
  return {
    requirement: requirementOf(test),
    ...(last ? judgementOf(last) : { outcome: 'error', reason: `not run: ${whyNotRun}` }),
    exchanges: exchangesOf(annotations),
    readings: readingsOf(annotations),
    durationMs: Math.round(last?.duration ?? 0),
  };
}

/** Only an assertion in the body of a test is held against the target; all else that goes wrong is ours. */
function judgementOf(result: ReportedResult): Judgement {
  const said = described(result.annotations, 'reason')[0];
  const reason = said === undefined ? undefined : oneLine(said);
  const declared = declarable.find((one) => described(result.annotations, 'outcome').includes(one));
  switch (result.status) {
    case 'passed':
      return { outcome: 'passed' };
    case 'skipped':
      return declared
        ? { outcome: declared, reason: reason ?? `the test says ${declared} without a reason` }
        : { outcome: 'error', reason: `not run: ${whySkipped(result.annotations)}` };
    case 'timedOut':
    case 'interrupted': {
      const what = result.status === 'timedOut' ? 'the test took too long' : 'the run was interrupted';
      return { outcome: declared ?? 'error', reason: reason ?? what, ...detailOf(result.errors) };
    }
    case 'failed': {
      const assertion = result.errors.find((error) => isAssertion(error, result.steps));
      const error = assertion ?? result.errors[0];
      return {
        outcome: assertion ? 'failed' : (declared ?? 'error'),
        reason: (assertion ? undefined : reason) ?? reasonOf(error),
        ...detailOf(result.errors),
      };
    }
  }
}

function whySkipped(annotations: Annotations): string {
  const skip = annotations.find(({ type }) => type === 'skip' || type === 'fixme');
  return (
    skip?.description ?? (skip ? 'it was skipped without a reason' : 'an earlier test of its group failed')
  );
}

/**
 * Whether an error is the claim of an assertion. The runner passes errors and steps separately and shares
 * the message between them. An assertion inside a hook or fixture prepares or tidies up: not a claim.
 * A matcher that itself threw keeps the error's own name (`TypeError: …`), a claim is a plain `Error: …`.
 */
function isAssertion(error: TestError, steps: readonly TestStep[]): boolean {
  const own = plain(error.message ?? '').startsWith('Error: ');
  return own && claims(steps).some((step) => step.error?.message === error.message);
}

function claims(steps: readonly TestStep[]): readonly TestStep[] {
  return steps.flatMap((step) => {
    if (step.category === 'expect') return [step];
    return step.category === 'test.step' ? claims(step.steps) : [];
  });
}

/** `the message: expected 2, received 1` of an assertion, the first paragraph of any other error. */
export function reasonOf(error: TestError | undefined): string {
  const text = plain(error?.message ?? error?.value ?? '').replace(/^Error: /, '');
  const [first = ''] = text.split(/\n\s*\n|\nCall Log:/i);
  const said = /^expect\(/.test(first) ? '' : oneLine(first);
  const expected = /^Expected[^:\n]*:\s+(\S.*)$/m.exec(text)?.[1];
  const received = /^Received[^:\n]*:\s+(\S.*)$/m.exec(text)?.[1];
  const compared =
    expected !== undefined && received !== undefined
      ? `expected ${oneLine(expected, 160)}, received ${oneLine(received, 160)}`
      : '';
  const sentence = [said, compared].filter((part) => part !== '').join(': ');
  return sentence !== '' ? sentence : oneLine(text) || 'it failed without a message';
}

function detailOf(errors: readonly TestError[]): Pick<TestRecord, 'detail'> {
  const whole = errors.map((error) => plain(error.message ?? error.value ?? '').trim()).join('\n\n');
  return whole === '' ? {} : { detail: whole.slice(0, longestDetail) };
}

/** Characters of an error that are kept: a matcher may print a whole body. */
const longestDetail = 20_000;

function described(annotations: Annotations, type: string): readonly string[] {
  return annotations.flatMap((one) =>
    one.type === type && one.description !== undefined ? [one.description] : [],
  );
}

function exchangesOf(annotations: Annotations): readonly number[] {
  const ids = described(annotations, 'exchanges')
    .flatMap((list) => list.split(','))
    .map(Number)
    .filter((id) => Number.isSafeInteger(id) && id > 0);
  return [...new Set(ids)].sort((a, b) => a - b);
}

function readingsOf(annotations: Annotations): Readonly<Record<string, string>> {
  const pairs = described(annotations, 'reading').map((text) => {
    const at = text.indexOf('=');
    return [text.slice(0, at).trim(), text.slice(at + 1).trim()] as const;
  });
  return Object.fromEntries(pairs.filter(([id]) => id !== ''));
}
