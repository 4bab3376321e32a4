import { HtmlValidate } from 'html-validate';
import { compareRuns, type Comparison, labelsOf } from '../../../reports/compare/compare-runs.ts';
import type { Outcome, RequirementResult, Results } from '../../../spec/run/results.ts';
import { hostile, results } from './sample.ts';

/** What is changed of a requirement. */
export type Over = Partial<Pick<RequirementResult, 'outcome' | 'waived' | 'evidence' | 'reason'>>;

/** Two requirements of the sample: one that passed, one that was waived. */
export const [one, other] = ['customers.add.single', 'customers.list.large'] as const;
/** A day after the sample. */
export const later = '2026-11-25T06:18:00.000Z';

/** The sample, with some requirements changed. */
export function run(
  changed: Readonly<Record<string, Over>>,
  over: Partial<Pick<Results, 'target' | 'suite' | 'startedAt' | 'readings'>> = {},
): Results {
  return recounted({
    ...results,
    ...over,
    requirements: results.requirements.map((result) => ({
      ...result,
      ...(changed[result.id] === undefined ? {} : { reason: 'because', ...changed[result.id] }),
    })),
  });
}

/** The counts that fit the requirements. */
function recounted(told: Results): Results {
  const of = (outcome: Outcome) => told.requirements.filter((result) => result.outcome === outcome).length;
  const counts = {
    passed: of('passed'),
    failed: of('failed'),
    untestable: of('untestable'),
    unobserved: of('unobserved'),
    notApplicable: of('notApplicable'),
    dependency: of('dependency'),
    error: of('error'),
    waived: of('waived'),
  };
  return { ...told, counts };
}

/** The sample, filtered by a prefix, a day later. */
export function filtered(prefix: string): Results {
  const requirements = results.requirements.filter(({ id }) => id.startsWith(prefix));
  const selection = {
    judged: requirements.length,
    of: results.requirements.length,
    filters: [`only ${prefix}`],
  };
  return recounted({ ...results, complete: false, selection, requirements, startedAt: later });
}

/** The runs, labelled as the command does. */
export function compared(...runs: readonly Results[]): Comparison {
  const labels = labelsOf(runs);
  return compareRuns(runs.map((result, at) => ({ label: labels[at] ?? '', results: result })));
}

/** A run with hostile text in every place that a target or server can fill. */
export const everywhere: Results = {
  ...results,
  obstacle: hostile,
  target: { name: hostile, baseUrl: hostile },
  suite: { ...results.suite, version: hostile },
  readings: { [hostile]: hostile, ['__proto__']: hostile },
  requirements: results.requirements.map((result, at) => ({
    ...result,
    id: at === 0 ? hostile : result.id,
    outcome: 'failed',
    reason: hostile.repeat(200),
  })),
};
/** What a validator finds wrong, save how the renderer writes what HTML lets be written in several ways. */
export function faultsOf(page: string): readonly string[] {
  const asRendered = { 'doctype-style': 'off', 'void-style': 'off', 'no-raw-characters': 'off' } as const;
  const validator = new HtmlValidate({ extends: ['html-validate:recommended'], rules: asRendered });
  return validator
    .validateStringSync(page)
    .results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`));
}
