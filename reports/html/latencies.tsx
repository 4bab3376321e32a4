import type { Latency } from '../timeline.ts';
import { duration } from '../labels.ts';

/** How long the answers took, for each operation: a bar for the eye, the numbers beside it. */
export function Latencies({ latencies }: { readonly latencies: readonly Latency[] }) {
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

const width = 300;

function Spread({
  latency: { p50, p95, max, operation },
  most,
}: {
  readonly latency: Latency;
  readonly most: number;
}) {
  const x = (ms: number) =>
    Math.round((Math.log1p(Math.max(0, ms)) / Math.log1p(most)) * (width - 2) * 10) / 10;
  const words = `${operation ?? 'no operation'}: p50 ${duration(p50)}, p95 ${duration(p95)}, max ${duration(max)}`;
  return (
    <svg
      class="spread"
      viewBox={`0 0 ${String(width)} 12`}
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
