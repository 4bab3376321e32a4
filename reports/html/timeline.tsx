import type { PaceFacts } from '../../spec/run/results.ts';
import { several, visible } from '../../spec/run/plain.ts';
import type { Latency, Timeline } from '../timeline.ts';
import { duration } from '../labels.ts';
import { Status } from './exchange.tsx';
import { ExchangeNumber, requestLine } from './parts.tsx';

interface TimelineProps {
  readonly timeline: Timeline | null;
  readonly pace: PaceFacts | undefined;
  readonly shown: ReadonlySet<number>;
}

/** When the requests were sent, how fast against the pace, and how long the answers took. */
export function TimelineSection({ timeline, pace, shown }: TimelineProps) {
  if (timeline === null) return null;
  const { spanMs, binMs, lanes, sent, average, peak, retries, slowest } = timeline;
  const total = sent.reduce((sum, one) => sum + one, 0);
  return (
    <section id="timeline" aria-labelledby="timeline-title">
      <h2 id="timeline-title">Timeline</h2>
      <p class="note">
        {several(total, 'exchange')} in {duration(spanMs)}: {average.toFixed(1)} a second on average, at most{' '}
        {peak} within a second. {paceInWords(pace, peak)}
        {retries > 0 ? ` ${several(retries, 'request')} had to be sent again.` : ''}
      </p>
      <figure>
        <figcaption id="lanes-caption">
          Requests over time, by operation, in steps of {duration(binMs)}
        </figcaption>
        <section class="scroll" aria-labelledby="lanes-caption" tabIndex={0}>
          <LaneChart timeline={timeline} />
        </section>
        <p class="note">
          {lanes
            .map(
              (lane) =>
                `${lane.operation ?? 'no operation'}: ${String(lane.sent.reduce((sum, one) => sum + one, 0))}`,
            )
            .join(' · ')}
        </p>
      </figure>
      <figure>
        <figcaption id="rate-caption">Requests within a second, against the pace</figcaption>
        <section class="scroll" aria-labelledby="rate-caption" tabIndex={0}>
          <RateChart timeline={timeline} limit={pace?.requestsPerSecond ?? null} />
        </section>
      </figure>
      <Latencies latencies={timeline.latencies} />
      {slowest.length === 0 ? null : (
        <>
          <h3>Slowest answers</h3>
          <ol class="steps">
            {slowest.map((exchange) => (
              <li>
                <span class="number">
                  <ExchangeNumber id={exchange.id} shown={shown} />
                </span>
                <code class="call">
                  <b>{visible(exchange.request.method)}</b> {requestLine(exchange.request.url, 100)}
                </code>
                <Status exchange={exchange} />
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function paceInWords(pace: PaceFacts | undefined, peak: number): string {
  if (pace === undefined) return '';
  const { requestsPerSecond, concurrency } = pace;
  const atOnce = `${String(concurrency)} at once`;
  if (requestsPerSecond === null) return `The pace was not limited, ${atOnce}.`;
  const kept = peak <= Math.ceil(requestsPerSecond) ? 'was kept' : 'allows for short bursts';
  return `The pace of ${String(requestsPerSecond)} a second, ${atOnce}, ${kept}.`;
}

/** Units of the drawings; they scale to the width of the page. */
const width = 1000;
const left = 170;
const plot = width - left;
const laneHeight = 26;
const rateHeight = 120;

/** A lane for each operation, a bar for each bin in which it was sent, as high as its share of the busiest bin. */
function LaneChart({ timeline }: { readonly timeline: Timeline }) {
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
function RateChart({ timeline, limit }: { readonly timeline: Timeline; readonly limit: number | null }) {
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

/** How long the answers took, for each operation: a bar for the eye, the numbers beside it. */
function Latencies({ latencies }: { readonly latencies: readonly Latency[] }) {
  const most = latencies.reduce((slowest, { max }) => Math.max(slowest, max), 1);
  return (
    <section class="scroll" aria-labelledby="latencies-caption" tabIndex={0}>
      <table class="latencies">
        <caption id="latencies-caption">
          Latencies by operation. Half of the answers took no longer than p50, 95 of 100 no longer than p95.
          The bars grow with the logarithm of the time: dark to p50, lighter to p95, a tick at the slowest.
        </caption>
        <thead>
          <tr>
            <th scope="col">Operation</th>
            <th scope="col" class="amount">
              Answers
            </th>
            <th scope="col" class="amount">
              p50
            </th>
            <th scope="col" class="amount">
              p95
            </th>
            <th scope="col" class="amount">
              max
            </th>
            <th scope="col">Spread</th>
          </tr>
        </thead>
        <tbody>
          {latencies.map((latency) => (
            <Row latency={latency} most={most} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ latency, most }: { readonly latency: Latency; readonly most: number }) {
  const { operation, count, p50, p95, max } = latency;
  const none = count === 0;
  return (
    <tr>
      <th scope="row">{operation === null ? 'no operation' : <code>{operation}</code>}</th>
      <td class="amount">{count.toLocaleString('en-GB')}</td>
      <td class="amount">{none ? '–' : duration(p50)}</td>
      <td class="amount">{none ? '–' : duration(p95)}</td>
      <td class="amount">{none ? '–' : duration(max)}</td>
      <td>{none ? 'no answer' : <Spread latency={latency} most={most} />}</td>
    </tr>
  );
}

const spreadWidth = 300;

function Spread({
  latency: { p50, p95, max, operation },
  most,
}: {
  readonly latency: Latency;
  readonly most: number;
}) {
  const x = (ms: number) =>
    Math.round((Math.log1p(Math.max(0, ms)) / Math.log1p(most)) * (spreadWidth - 2) * 10) / 10;
  const words = `${operation ?? 'no operation'}: p50 ${duration(p50)}, p95 ${duration(p95)}, max ${duration(max)}`;
  return (
    <svg
      class="spread"
      viewBox={`0 0 ${String(spreadWidth)} 12`}
      preserveAspectRatio="xMinYMid"
      role="img"
      aria-label={words}
    >
      <path class="rule" d={`M0 6H${String(x(max))}`} />
      <rect class="p95" x={0} y={2} width={x(p95)} height={8} />
      <rect class="p50" x={0} y={2} width={x(p50)} height={8} />
      <rect class="max" x={x(max)} y={0} width={2} height={12} />
    </svg>
  );
}
