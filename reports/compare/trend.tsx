import type { Results } from '../../spec/run/results.ts';
import { outcomeWords, verdictWords } from '../labels.ts';
import { outcomes } from '../../spec/run/results.ts';
import { several } from '../../spec/run/plain.ts';
import { minuteOf } from './run-names.ts';

/** Units of the drawing: one run is a bar of `step`, all requirements of a run are `height`. */
const drawing = { height: 100, step: 10, gap: 2, fewest: 12 } as const;

/** An outcome that occurs is drawn at least so high, or one failure among hundreds would not be seen. */
const leastShare = 0.04;

/** One bar a run, as high as the run judged requirements, its parts as high as their share. The table beside it says the same in numbers. */
export function Trend({ runs }: { readonly runs: readonly Results[] }) {
  const present = outcomes.filter((outcome) => runs.some(({ counts }) => counts[outcome] > 0));
  const most = Math.max(1, ...runs.map(totalOf));
  const width = Math.max(runs.length, drawing.fewest) * drawing.step;
  return (
    <>
      <svg
        class="run-trend"
        role="img"
        aria-label={`Outcomes of ${several(runs.length, 'run')}, the oldest first; the table below says the same in numbers.`}
        viewBox={`0 0 ${String(width)} ${String(drawing.height)}`}
        preserveAspectRatio="none"
      >
        {runs.map((run, at) => (
          <Bar run={run} x={at * drawing.step} most={most} />
        ))}
      </svg>
      <ul class="run-legend" aria-hidden="true">
        {present.map((outcome) => (
          <li>
            <svg viewBox="0 0 8 8" focusable="false">
              <rect class={`fill-${outcome}`} width={8} height={8} />
            </svg>{' '}
            {outcomeWords[outcome].label}
          </li>
        ))}
      </ul>
    </>
  );
}

/** @param most requirements of the fullest run, which fill the height */
function Bar({ run, x, most }: { readonly run: Results; readonly x: number; readonly most: number }) {
  const shares = sharesOf(run.counts);
  const whole = (totalOf(run) / most) * drawing.height;
  return (
    <g>
      <title>{`${minuteOf(run.startedAt)}: ${verdictWords[run.verdict]}`}</title>
      {shares.map(({ outcome, share }, at) => (
        <rect
          class={`fill-${outcome}`}
          x={x}
          y={rounded(drawing.height - whole * shares.slice(at).reduce((sum, one) => sum + one.share, 0))}
          width={drawing.step - drawing.gap}
          height={rounded(share * whole)}
        />
      ))}
    </g>
  );
}

/** The shares of the outcomes that occur, small ones raised, together 1; failures first, which is on top. */
function sharesOf(counts: Results['counts']) {
  const present = outcomes.filter((outcome) => counts[outcome] > 0);
  const total = present.reduce((sum, outcome) => sum + counts[outcome], 0);
  const raised = present.map((outcome) => ({
    outcome,
    share: Math.max(leastShare, counts[outcome] / total),
  }));
  const sum = raised.reduce((all, { share }) => all + share, 0);
  return raised.map(({ outcome, share }) => ({ outcome, share: share / sum }));
}

function totalOf({ counts }: Results): number {
  return outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
