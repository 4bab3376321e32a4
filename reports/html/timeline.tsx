import type { PaceFacts } from '../../spec/run/results.ts';
import { visible } from '../../spec/run/plain.ts';
import type { Timeline } from '../timeline.ts';
import { duration } from '../labels.ts';
import { several } from '../../spec/run/plain.ts';
import { LaneChart, RateChart } from './charts.tsx';
import { Latencies } from './latencies.tsx';
import { requestLine } from './request-line.ts';

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
            {slowest.map(({ id, method, url, status, durationMs }) => (
              <li>
                <span class="number">
                  {shown.has(id) ? <a href={`#exchange-${String(id)}`}>{id}</a> : id}
                </span>
                <code class="call">
                  <b>{visible(method)}</b> {requestLine(url, 100)}
                </code>
                <span class="status">
                  {status} <span class="took">{duration(durationMs)}</span>
                </span>
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
