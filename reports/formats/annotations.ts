import { several } from '../../spec/run/plain.ts';
import type { Results } from '../../spec/run/results.ts';
import { byReason, more, outcomeWords, unsettled } from '../labels.ts';
import { line } from '../pretty.ts';
import { appliedWaivers } from '../waivers.ts';
import { isWarning, messageOf, runCases } from './cases.ts';

type Level = 'error' | 'warning' | 'notice';

/** What an annotation says. */
type Said = readonly [title: string, message: string];

/** GitHub shows ten annotations of each level for a step and drops the others in silence. */
const most = 10;

/**
 * Lines that GitHub's runner turns into annotations of the job: errors for what keeps the run from success, warnings
 * for inferred requirements that failed, notices for what is not settled or waived. At most ten of each; where there
 * are more the last says how many.
 */
export function annotationsOf(results: Results): readonly string[] {
  const { requirements } = results;
  const failed = (warning: boolean): readonly Said[] =>
    requirements
      .filter((result) => result.outcome === 'failed' && isWarning(result) === warning)
      .map((result) => [result.id, messageOf(result)]);
  const ofRun = runCases(results).map(({ id, reason }): Said => [id, reason]);
  return [
    ...commands('error', [...failed(false), ...ofRun]),
    ...commands('warning', failed(true)),
    ...commands('notice', [...openOnes(results), ...waivedOnes(results)]),
  ];
}

/** What is not settled: those of one outcome with one reason in one. */
function openOnes({ requirements }: Results): readonly Said[] {
  return unsettled.flatMap((outcome) =>
    [...byReason(requirements.filter((one) => one.outcome === outcome))].map(([reason, of]): Said => {
      const names = of.slice(0, 3).map(({ id }) => id);
      return [
        `${several(of.length, 'requirement')} ${outcomeWords[outcome].label}`,
        `${line(reason, 250)} (${[...names, ...more(of.length, names.length)].join(', ')})`,
      ];
    }),
  );
}

function waivedOnes(results: Results): readonly Said[] {
  const waivers = appliedWaivers(results);
  return results.requirements
    .filter(({ outcome }) => outcome === 'waived')
    .map((result) => [result.id, messageOf(result, waivers.get(result.id))]);
}

function commands(level: Level, all: readonly Said[]): readonly string[] {
  if (all.length <= most) return all.map((said) => command(level, said));
  const left = all.length - most + 1;
  return [...all.slice(0, most - 1), [`+${left} more`, `The report has ${left} more of these.`] as const].map(
    (said) => command(level, said),
  );
}

function command(level: Level, [title, message]: Said): string {
  const property = escaped(line(title, 200)).replaceAll(':', '%3A').replaceAll(',', '%2C');
  return `::${level} title=${property}::${escaped(line(message, 400))}`;
}

/** The runner reads percent escapes in a command; text is on one line already. */
function escaped(text: string): string {
  return text.replaceAll('%', '%25');
}
