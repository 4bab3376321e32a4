import type { Results } from '../../spec/run/results.ts';
import { several } from '../../spec/run/plain.ts';
import { line } from '../pretty.ts';
import { isWarning, messageOf, runCases } from './cases.ts';

/** GitHub shows ten annotations of a step and drops the others in silence. */
const most = 10;

/**
 * Lines that GitHub's runner turns into annotations of the job: failures first, then what else keeps the run
 * from success, then warnings. At most ten; where there are more the last says how many.
 */
export function annotationsOf(results: Results): readonly string[] {
  const failed = results.requirements.filter(({ outcome }) => outcome === 'failed');
  const of = (warning: boolean) =>
    failed
      .filter((result) => isWarning(result) === warning)
      .map((result) => command(warning ? 'warning' : 'error', result.id, messageOf(result)));
  const all = [
    ...of(false),
    ...runCases(results).map(({ id, reason }) => command('error', id, reason)),
    ...of(true),
  ];
  if (all.length <= most) return all;
  const more = all.length - most + 1;
  return [
    ...all.slice(0, most - 1),
    command('error', `+${String(more)} more`, `The report has ${several(more, 'more problem')}.`),
  ];
}

function command(level: 'error' | 'warning', title: string, message: string): string {
  const property = escaped(line(title, 200)).replaceAll(':', '%3A').replaceAll(',', '%2C');
  return `::${level} title=${property}::${escaped(line(message, 400))}`;
}

/** The runner reads percent escapes in a command; text is on one line already. */
function escaped(text: string): string {
  return text.replaceAll('%', '%25');
}
