import { oneLine, several } from '../spec/run/plain.ts';
import type { Results } from '../spec/run/results.ts';
import type { Waiver, WaiverState } from '../spec/run/waivers.ts';
import { more } from './labels.ts';
import type { Colour, Paint } from './paint.ts';
import { waiversThatAre } from './waivers.ts';

/** How many waivers of a state are told by name. */
const mostNamed = 20;

const states = ['applied', 'expired', 'stale', 'idle'] as const satisfies readonly WaiverState[];

/** The waivers of a run on the terminal: how many of each state, the four counters, and what is to be done. */
export function waiversInWords(results: Results, paint: Paint): readonly string[] {
  if (results.waivers === undefined) return [];
  const { counters } = results.waivers;
  const numbers = states.flatMap((state) => {
    const count = waiversThatAre(state, results).length;
    return count > 0 ? [`${String(count)} ${state}`] : [];
  });
  const expired = waiversThatAre('expired', results);
  const stale = waiversThatAre('stale', results);
  return [
    paint('bold', 'Waivers'),
    `  ${numbers.length > 0 ? numbers.join(' · ') : 'none in the file'}`,
    `  unexpected: ${failuresAndGaps(counters.unexpectedFailures, counters.unexpectedGaps)}`,
    `  waived and gone: ${failuresAndGaps(counters.waivedFailuresGone, counters.waivedGapsGone)}`,
    ...named(expired, 'Expired, so they count again. Mend them, or agree on a new date:', 'yellow', paint),
    ...named(stale, adviceForStale(results), 'red', paint),
  ];
}

function failuresAndGaps(failures: number, gaps: number): string {
  return `${several(failures, 'failure')}, ${several(gaps, 'gap')}`;
}

/** A filtered run may see too little of what a waiver excuses. */
function adviceForStale({ complete }: Results): string {
  const sure = complete ? '' : ' once a whole run says so too';
  return `Stale: what they excuse no longer happens, which fails the run. Take them out${sure}, or name the target that they are for:`;
}

function named(waivers: readonly Waiver[], advice: string, colour: Colour, paint: Paint): readonly string[] {
  if (waivers.length === 0) return [];
  return [
    `  ${paint(colour, advice)}`,
    ...waivers
      .slice(0, mostNamed)
      .map(
        ({ requirement, kind, owner, expires }) =>
          `    ! ${requirement} (${kind}, until ${expires}, ${oneLine(owner, 120)})`,
      ),
    ...more(waivers.length, mostNamed, '    '),
  ];
}
