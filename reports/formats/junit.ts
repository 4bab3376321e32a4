import type { Exchange } from '../../spec/run/exchange.ts';
import type { Outcome, RequirementResult, Results } from '../../spec/run/results.ts';
import type { Waiver } from '../../spec/run/waivers.ts';
import { areasOf, outcomeWords, verdictReason } from '../labels.ts';
import { standingInWords } from '../standing.ts';
import { plain, several } from '../../spec/run/plain.ts';
import { appliedWaivers } from '../waivers.ts';
import { kept, line, textOf } from '../pretty.ts';
import { isWarning, messageOf, resentIn, type RunCase, runCases } from './cases.ts';

/** How JUnit, which knows four kinds only, tells an outcome. */
type Kind = 'passed' | 'failure' | 'error' | 'skipped';

interface Case {
  readonly name: string;
  readonly durationMs: number;
  readonly kind: Kind;
  readonly message: string;
  /** The name of the outcome. */
  readonly type: string;
  readonly text: string;
  readonly out: readonly string[];
}

interface CaseSuite {
  readonly name: string;
  readonly cases: readonly Case[];
}

/**
 * `junit.xml`: a test suite per area, a test case per requirement, in the dialect that Jenkins and GitLab show,
 * and a suite `run` where something else keeps the run from success.
 * A failed inferred requirement only warns, so it is `skipped` with a message that begins with `warning`;
 * every other gap is `skipped` with its outcome and reason.
 */
export function toJunit(results: Results, exchanges: readonly Exchange[]): string {
  const waivers = appliedWaivers(results);
  const resent = resentIn(results, exchanges);
  const ofRun = runCases(results).map(runCaseOf);
  const suites = [
    ...areasOf(results.requirements).map(({ id: name, requirements }) => ({
      name,
      cases: requirements.map((one) => caseOf(one, waivers.get(one.id), resent.get(one.id))),
    })),
    ...(ofRun.length > 0 ? [{ name: 'run', cases: ofRun }] : []),
  ];
  const { skipped: _, ...totals } = counts(suites.flatMap(({ cases }) => cases));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: results.suite.name, ...totals, time: seconds(results.durationMs) })}>`,
    ...suites.map((suite) => testSuite(suite, results)),
    '</testsuites>',
    '',
  ].join('\n');
}

function caseOf(result: RequirementResult, waiver: Waiver | undefined, resent = 0): Case {
  const { id, says, durationMs, outcome, exchanges } = result;
  const kind = isWarning(result) ? 'skipped' : kinds[outcome];
  return {
    name: `${id}: ${says}`,
    durationMs,
    kind,
    message: messageOf(result, waiver),
    type: outcomeWords[outcome].label,
    text: kind === 'skipped' ? '' : explanationOf(result),
    out: [
      ...(kind !== 'passed' && exchanges ? [`run.har, exchange ${exchanges.join(', ')}`] : []),
      ...(resent > 0 ? [`${several(resent, 'request')} sent again before an answer came`] : []),
    ],
  };
}

const kinds = {
  passed: 'passed',
  failed: 'failure',
  error: 'error',
  untestable: 'skipped',
  unobserved: 'skipped',
  notApplicable: 'skipped',
  dependency: 'skipped',
  waived: 'skipped',
} as const satisfies Record<Outcome, Kind>;

/** GitLab shows the text of a failure and not its message, so the text begins with the reason. */
function explanationOf({
  says,
  evidence,
  source,
  reason,
  detail,
  violations = [],
}: RequirementResult): string {
  const text = [
    ...(reason === undefined ? [] : [reason]),
    '',
    says,
    `evidence: ${evidence}`,
    ...source.map((row) => `source: ${row}`),
    ...violations.map(
      ({ exchange, pointer, expected, actual }) =>
        `exchange ${String(exchange)}, ${pointer}: expected ${line(expected, kept.actual)}, received ${line(actual, kept.actual)}`,
    ),
    ...(detail === undefined ? [] : ['', detail]),
  ];
  return textOf(text.join('\n'));
}

function runCaseOf({ id, says, outcome, reason }: RunCase): Case {
  const type = outcomeWords[outcome].label;
  return {
    name: `${id}: ${says}`,
    durationMs: 0,
    kind: kinds[outcome],
    message: reason,
    type,
    text: reason,
    out: [],
  };
}

function testSuite({ name, cases }: CaseSuite, results: Results): string {
  const time = seconds(cases.reduce((sum, { durationMs }) => sum + durationMs, 0));
  const timestamp = results.startedAt.replace(/\.\d+Z?$|Z$/, '');
  return [
    `  <testsuite${attributes({ name, ...counts(cases), time, timestamp })}>`,
    '    <properties>',
    ...propertiesOf(results).map(([key, value]) => `      <property${attributes({ name: key, value })}/>`),
    '    </properties>',
    ...cases.map((one) => testCase(name, one)),
    '  </testsuite>',
  ].join('\n');
}

function propertiesOf(results: Results): readonly (readonly [string, string])[] {
  const { suite, target, selection } = results;
  const standing = standingInWords(suite);
  return [
    ['runId', results.runId],
    ['verdict', results.verdict],
    ['because', verdictReason(results)],
    ['complete', String(results.complete)],
    ...selection.filters.map((filter) => ['filter', filter] as const),
    ['profile', results.profile],
    ['seed', String(results.seed)],
    ['target', target.name],
    ['baseUrl', target.baseUrl],
    ['suite', `${suite.version} ${suite.digest}`],
    ...(standing === '' ? [] : [['strength', `a suite ${standing}`] as const]),
    ['waived', String(results.counts.waived)],
  ];
}

function testCase(classname: string, { name, durationMs, kind, message, type, text, out }: Case): string {
  const open = `    <testcase${attributes({ classname, name, time: seconds(durationMs) })}`;
  const body = [
    ...(kind === 'passed' ? [] : [`      ${problem(kind, { message, type }, text)}`]),
    ...(out.length === 0 ? [] : [`      <system-out>${escape(out.join('\n'))}</system-out>`]),
  ];
  return body.length === 0 ? `${open}/>` : [`${open}>`, ...body, '    </testcase>'].join('\n');
}

function problem(kind: Exclude<Kind, 'passed'>, told: Pick<Case, 'message' | 'type'>, text: string): string {
  const start = `<${kind}${attributes(told)}`;
  return text === '' ? `${start}/>` : `${start}>${escape(text)}</${kind}>`;
}

function counts(cases: readonly Case[]) {
  const of = (kind: Kind) => cases.filter((one) => one.kind === kind).length;
  return { tests: cases.length, failures: of('failure'), errors: of('error'), skipped: of('skipped') };
}

/** Milliseconds as JUnit has them: `12.345`. */
function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escape(line(String(value)))}"`)
    .join('');
}

/** Escapes text for XML 1.0 and leaves out the characters that it can't hold at all. */
function escape(text: string): string {
  return plain(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
