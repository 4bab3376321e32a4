import type { Timeline } from '../timeline.ts';
import { duration } from '../labels.ts';

/** Units of the drawings; they scale to the width of the page. */
const width = 1000;
const left = 170;
const plot = width - left;
const laneHeight = 26;
const rateHeight = 120;

/** A lane for each operation, a bar for each bin in which it was sent, as high as its share of the busiest bin. */
export function LaneChart({ timeline }: { readonly timeline: Timeline }) {
  const { lanes, spanMs } = timeline;
  const most = highest(lanes.flatMap(({ sent }) => sent));
  const height = lanes.length * laneHeight;
  return (
    <svg
      class="chart"
      viewBox={`0 0 ${String(width)} ${String(height + 22)}`}
      role="img"
      aria-label={`Requests over ${duration(spanMs)}, ${lanes.map(laneInWords).join('; ')}.`}
    >
      {lanes.map(({ operation, sent }, row) => {
        const base = (row + 1) * laneHeight - 4;
        return (
          <g>
            <text x={0} y={base - 4}>
              {operation ?? 'no operation'}
            </text>
            <path class="rule" d={`M${String(left)} ${String(base)}H${String(width)}`} />
            <Bars values={sent} most={most} base={base} height={laneHeight - 8} />
          </g>
        );
      })}
      <Axis spanMs={spanMs} y={height + 16} />
    </svg>
  );
}

function laneInWords({ operation, sent }: Timeline['lanes'][number]): string {
  return `${operation ?? 'no operation'} ${String(sent.reduce((sum, one) => sum + one, 0))}`;
}

/** How many requests were sent within a second, over time; a line where the pace stands. */
export function RateChart({
  timeline,
  limit,
}: {
  readonly timeline: Timeline;
  readonly limit: number | null;
}) {
  const { rate, peak, average, spanMs } = timeline;
  const most = Math.max(highest(rate), limit ?? 0);
  const base = rateHeight;
  const y = (value: number) => base - (value / most) * (rateHeight - 16);
  const against = limit === null ? 'no limit' : `a pace of ${String(limit)} a second`;
  return (
    <svg
      class="chart"
      viewBox={`0 0 ${String(width)} ${String(rateHeight + 22)}`}
      role="img"
      aria-label={`Requests within a second: ${String(peak)} at most, ${average.toFixed(1)} on average, against ${against}.`}
    >
      <path class="rule" d={`M${String(left)} ${String(base)}H${String(width)}`} />
      <Bars values={rate} most={most} base={base} height={rateHeight - 16} />
      <Level says={`most ${String(peak)}`} y={y(peak)} line="rule" />
      {limit === null ? null : <Level says={`pace ${String(limit)}`} y={y(limit)} line="limit" />}
      <Axis spanMs={spanMs} y={rateHeight + 16} />
    </svg>
  );
}

function Level({ says, y, line }: { readonly says: string; readonly y: number; readonly line: string }) {
  return (
    <g>
      <path class={line} d={`M${String(left)} ${rounded(y)}H${String(width)}`} />
      <text x={left - 10} y={y + 4} class="end">
        {says}
      </text>
    </g>
  );
}

interface BarsProps {
  readonly values: readonly number[];
  readonly most: number;
  /** Where the bars stand. */
  readonly base: number;
  readonly height: number;
}

/** One path for all bars: a chart stays small however long the run was. */
function Bars({ values, most, base, height }: BarsProps) {
  const step = plot / Math.max(1, values.length);
  const bars = values.flatMap((value, at) => {
    if (value === 0) return [];
    const tall = Math.max(1.5, (value / most) * height);
    return `M${rounded(left + at * step)} ${String(base)}v-${rounded(tall)}h${rounded(Math.max(1, step * 0.8))}v${rounded(tall)}z`;
  });
  return <path class="bars" d={bars.join('')} />;
}

/** The beginning, the middle and the end. */
function Axis({ spanMs, y }: { readonly spanMs: number; readonly y: number }) {
  return (
    <g class="axis">
      <text x={left} y={y}>
        0
      </text>
      <text x={left + plot / 2} y={y} class="middle">
        {duration(spanMs / 2)}
      </text>
      <text x={width} y={y} class="end">
        {duration(spanMs)}
      </text>
    </g>
  );
}

/** The greatest of the values, at least 1: something is divided by it. */
function highest(values: readonly number[]): number {
  return values.reduce((most, one) => Math.max(most, one), 1);
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
