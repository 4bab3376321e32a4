import type { CTRFReport, Test, TestStatus } from 'ctrf';
import type { Exchange } from '../../spec/run/exchange.ts';
import type { RequirementResult, Results } from '../../spec/run/results.ts';
import type { Waiver } from '../../spec/run/waivers.ts';
import { areaOf, verdictReason } from '../labels.ts';
import { appliedWaivers, exitStatusOf } from '../waivers.ts';
import { kept, line, textOf } from '../pretty.ts';
import { isWarning, messageOf, resentIn, type RunCase, runCases } from './cases.ts';

/**
 * `ctrf.json`: a test per requirement in the Common Test Report Format, and one for each reason of the run
 * itself. A consumer fails a job by the status `failed`, so only what decides the verdict has it; every
 * test keeps our own outcome as `rawStatus`.
 */
export function toCtrf(results: Results, exchanges: readonly Exchange[]): CTRFReport {
  const resent = resentIn(results, exchanges);
  const waivers = appliedWaivers(results);
  const tests = [
    ...results.requirements.map((result) => testOf(result, waivers.get(result.id), resent.get(result.id))),
    ...runCases(results).map(runTest),
  ];
  const start = Date.parse(results.startedAt);
  const stop = start + results.durationMs;
  const of = (status: TestStatus) => tests.filter((test) => test.status === status).length;
  return {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    reportId: results.runId,
    timestamp: new Date(stop).toISOString(),
    generatedBy: `${results.suite.name} ${results.suite.version}`,
    results: {
      tool: {
        name: results.suite.name,
        version: results.suite.version,
        extra: {
          digest: results.suite.digest,
          strength: results.suite.strength,
          staleProof: results.suite.staleProof,
        },
      },
      summary: {
        tests: tests.length,
        passed: of('passed'),
        failed: of('failed'),
        skipped: of('skipped'),
        pending: of('pending'),
        other: of('other'),
        suites: new Set(tests.map(({ suite }) => JSON.stringify(suite))).size,
        start,
        stop,
        duration: results.durationMs,
      },
      tests,
      environment: environmentOf(results),
      extra: runFactsOf(results),
    },
  };
}

function environmentOf(results: Results) {
  const { suite, target, complete } = results;
  return {
    reportName: suite.name,
    appName: line(target.name),
    testEnvironment: line(target.baseUrl),
    // A filtered run says nothing about the health of the whole.
    ...(complete ? { healthy: exitStatusOf(results) === 0 } : {}),
  };
}

function runFactsOf(results: Results): Record<string, unknown> {
  const { verdict, complete, selection, profile, seed, counts, leftBehind, readings, waivers, retries } =
    results;
  return {
    verdict,
    because: line(verdictReason(results)),
    complete,
    selection: { ...selection, filters: selection.filters.map((one) => line(one)) },
    profile,
    seed,
    counts,
    retries,
    readings: plainly(readings),
    leftBehind: leftBehind.map((one) => line(one)),
    ...(waivers === undefined ? {} : { waivers: waivers.counters }),
    targetDigest: results.target.digest,
  };
}

/** `pending` is what waits for an answer that carries it; `other` is what could not be judged, or only warns. */
function statusOf(result: RequirementResult): TestStatus {
  switch (result.outcome) {
    case 'passed':
      return 'passed';
    case 'failed':
      return isWarning(result) ? 'other' : 'failed';
    case 'untestable':
    case 'notApplicable':
    case 'waived':
      return 'skipped';
    case 'unobserved':
      return 'pending';
    case 'dependency':
    case 'error':
      return 'other';
  }
}

function testOf(result: RequirementResult, waiver: Waiver | undefined, resent: number | undefined): Test {
  const { id, says, operation, outcome, evidence, durationMs, detail } = result;
  return {
    testId: id,
    name: `${id}: ${line(says)}`,
    status: statusOf(result),
    rawStatus: outcome,
    duration: durationMs,
    suite: operation === null ? [areaOf(id)] : [operation, areaOf(id)],
    tags: [evidence, ...(isWarning(result) ? ['warning'] : [])],
    ...(result.unstable === true && outcome === 'passed' ? { flaky: true } : {}),
    ...(outcome === 'passed' ? {} : { message: messageOf(result, waiver) }),
    ...(detail === undefined ? {} : { trace: textOf(detail) }),
    extra: evidenceOf(result, resent),
  };
}

function evidenceOf(result: RequirementResult, resent: number | undefined): Record<string, unknown> {
  const { evidence, source, reading, exchanges, violations, violationCount, waived } = result;
  return {
    evidence,
    source: source.map((row) => line(row)),
    reading: reading && plainly(reading),
    exchanges,
    violations: violations?.map((violation) => ({
      ...violation,
      expected: line(violation.expected, kept.actual),
      actual: line(violation.actual, kept.actual),
    })),
    violationCount,
    waived,
    /** Requests of it that were sent again: the test itself never is. */
    resentRequests: resent,
  };
}

/** A consumer that fails a job by its failed tests has to see that the run did not succeed. */
function runTest({ id, says, outcome, reason }: RunCase): Test {
  return {
    testId: id,
    name: `${id}: ${line(says)}`,
    status: 'failed',
    rawStatus: outcome,
    duration: 0,
    suite: ['run'],
    message: line(reason),
  };
}

function plainly(readings: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(readings).map(([id, side]) => [line(id), line(side)]));
}
