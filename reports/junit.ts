import type { RequirementResult, Results } from '../spec/run/results.ts';
import { areasOf, type Area } from './areas.ts';
import { oneLine, plain } from './plain.ts';
import { outcomeWords, verdictReason } from './words.ts';

/** How JUnit, which knows four kinds only, tells an outcome. */
type Kind = 'passed' | 'failure' | 'error' | 'skipped';

/**
 * `junit.xml`: a test suite per area, a test case per requirement, in the dialect that Jenkins and GitLab show.
 * A failed inferred requirement only warns, so it is `skipped` with a message that begins with `warning`;
 * every other gap is `skipped` with its outcome and reason.
 */
export function toJunit(results: Results): string {
  const totals = counts(results.requirements);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: results.suite.name, ...totals, time: seconds(results.durationMs) })}>`,
    ...areasOf(results.requirements).map((area) => testSuite(area, results)),
    '</testsuites>',
    '',
  ].join('\n');
}

function testSuite(area: Area, results: Results): string {
  const time = area.requirements.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const timestamp = results.startedAt.replace(/\.\d+Z?$|Z$/, '');
  return [
    `  <testsuite${attributes({ name: area.id, ...counts(area.requirements), time: seconds(time), timestamp })}>`,
    '    <properties>',
    ...propertiesOf(results).map(([name, value]) => `      <property${attributes({ name, value })}/>`),
    '    </properties>',
    ...area.requirements.map((result) => testCase(area.id, result)),
    '  </testsuite>',
  ].join('\n');
}

function propertiesOf(results: Results): readonly (readonly [string, string])[] {
  return [
    ['verdict', results.verdict],
    ['because', verdictReason(results)],
    ['complete', String(results.complete)],
    ['profile', results.profile],
    ['seed', String(results.seed)],
    ['target', results.target.name],
    ['baseUrl', results.target.baseUrl],
    ['suite', `${results.suite.version} ${results.suite.digest}`],
  ];
}

function testCase(classname: string, result: RequirementResult): string {
  const open = `    <testcase${attributes({ classname, name: `${result.id}: ${result.says}`, time: seconds(result.durationMs) })}`;
  const kind = kindOf(result);
  const body = [
    ...(kind === 'passed' ? [] : [`      <${kind}${problem(kind, result)}`]),
    ...(kind !== 'passed' && result.exchanges
      ? [`      <system-out>${escape(`exchanges ${result.exchanges.join(', ')}`)}</system-out>`]
      : []),
  ];
  return body.length === 0 ? `${open}/>` : [`${open}>`, ...body, '    </testcase>'].join('\n');
}

function kindOf({ outcome, evidence }: RequirementResult): Kind {
  switch (outcome) {
    case 'passed':
      return 'passed';
    case 'failed':
      return evidence === 'inferred' ? 'skipped' : 'failure';
    case 'error':
      return 'error';
    case 'untestable':
    case 'unobserved':
    case 'notApplicable':
    case 'dependency':
    case 'waived':
      return 'skipped';
  }
}

/** Attributes and text of the element that says what is wrong, with its end. */
function problem(kind: Exclude<Kind, 'passed'>, result: RequirementResult): string {
  const reason = result.reason ?? 'no reason given';
  const { label } = outcomeWords[result.outcome];
  if (kind === 'skipped') {
    const prefix = result.outcome === 'failed' ? 'warning (inferred requirement)' : label;
    return `${attributes({ message: `${prefix}: ${reason}` })}/>`;
  }
  const text = [
    result.says,
    `evidence: ${result.evidence}`,
    ...result.source.map((row) => `source: ${row}`),
    reason,
    ...(result.detail === undefined ? [] : ['', result.detail]),
    ...(result.violations ?? []).map(
      ({ exchange, pointer, expected, actual }) =>
        `exchange ${String(exchange)}, ${pointer}: expected ${expected}, received ${actual}`,
    ),
  ].join('\n');
  return `${attributes({ message: reason, type: label })}>${escape(text)}</${kind}>`;
}

function counts(results: readonly RequirementResult[]) {
  const of = (kind: Kind) => results.filter((result) => kindOf(result) === kind).length;
  return { tests: results.length, failures: of('failure'), errors: of('error'), skipped: of('skipped') };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escape(oneLine(String(value), 1000))}"`)
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
