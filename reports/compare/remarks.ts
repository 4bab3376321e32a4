import type { Results } from '../../spec/run/results.ts';
import { oneLine } from '../../spec/run/plain.ts';
import { coverage } from '../labels.ts';
import { isSameTarget, type LabelledRun } from './run-names.ts';

/** What a reader has to know of runs before believing a difference between them, one sentence each. */
export function remarksOn(runs: readonly LabelledRun[]): readonly string[] {
  const distinct = (of: (results: Results) => unknown) =>
    new Set(runs.map(({ results }) => of(results))).size;
  const otherProfiles = distinct(({ profile }) => profile) > 1;
  return [
    ...(distinct(({ suite }) => suite.digest) > 1
      ? ['These runs were judged by different suites: a difference may come from the suite.']
      : []),
    ...runs.flatMap(({ label, results }) => [
      ...(results.complete
        ? []
        : [`${label} is a filtered run over ${coverage(results.selection)}${leftOut}`]),
      ...(otherProfiles && results.profile === 'read-only'
        ? [`${label} ran with the read-only profile: what needs a change in the account was not tried.`]
        : []),
      ...(results.obstacle === undefined
        ? []
        : [`${label} did not get through: ${oneLine(results.obstacle, 200)}`]),
    ]),
    ...aboutTwo(runs),
  ];
}

const leftOut = ': what it left out is not judged, which is no difference.';

function aboutTwo([before, after, ...further]: readonly LabelledRun[]): readonly string[] {
  if (!before || !after || further.length > 0 || !isSameTarget(before.results, after.results)) return [];
  return [
    ...(hasChangedFile(before.results, after.results)
      ? ['The target file changed between the two runs: a difference may come from it.']
      : []),
    ...(Date.parse(after.results.startedAt) < Date.parse(before.results.startedAt)
      ? [
          'The second run is older than the first; what changed is told in the order in which they were named.',
        ]
      : []),
  ];
}

/** Whether two runs of one target were made with different target files, as far as they tell. */
export function hasChangedFile({ target: before }: Results, { target: after }: Results): boolean {
  return before.digest !== undefined && after.digest !== undefined && before.digest !== after.digest;
}
