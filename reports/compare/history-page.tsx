import { apiTitle } from '../../spec/openapi.ts';
import { several, visible } from '../../spec/run/plain.ts';
import { coverage, duration, outcomeWords, verdictWords } from '../labels.ts';
import {
  type Change,
  type ChangeKind,
  changeKinds,
  type Changes,
  changeWords,
  unsettledIn,
} from './changes.ts';
import { Document, toFile } from '../html/document.tsx';
import { compareStyle } from '../html/style.ts';
import { RunTable } from '../html/parts.tsx';
import { countOf, LIKE_WITH_LIKE } from './alike.ts';
import type { PastRun, Series, TargetHistory } from './history.ts';
import { minuteOf } from './compare-runs.ts';
import { outcomes, type Results } from '../../spec/run/results.ts';

/**
 * The history as one HTML file that loads and runs nothing: for each target a trend and a table of its runs.
 * @param leftOut why files were left out, one sentence each
 */
export function toHistoryHtml(histories: readonly TargetHistory[], leftOut: readonly string[]): string {
  return toFile(<Page histories={histories} leftOut={leftOut} />);
}

function Page(props: { readonly histories: readonly TargetHistory[]; readonly leftOut: readonly string[] }) {
  const { histories, leftOut } = props;
  const count = histories.flatMap(({ series }) => series.flatMap(({ runs }) => runs)).length;
  const extent = `${several(count, 'run')} of ${several(histories.length, 'target')}`;
  return (
    <Document title="History of conformance runs" description={extent} sheet={compareStyle} wide>
      <header class="masthead">
        <p class="kicker">History of conformance runs · {apiTitle}</p>
        <h1>
          <span class="target">{extent}</span>
        </h1>
        <p class="note">{LIKE_WITH_LIKE}</p>
        {leftOut.length > 0 ? (
          <div class="notice">
            <p>Left out:</p>
            <ul>
              {leftOut.map((sentence) => (
                <li>{visible(sentence)}</li>
              ))}
            </ul>
          </div>
        ) : null}
      </header>
      <main>
        {histories.map((history, at) => (
          <Target history={history} id={`target-${String(at + 1)}`} />
        ))}
      </main>
    </Document>
  );
}

function Target({ history, id }: { readonly history: TargetHistory; readonly id: string }) {
  const { name, baseUrl, series } = history;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{visible(name)}</h2>
      <p class="note">
        <code>{visible(baseUrl)}</code>
      </p>
      {series.map((each, at) => (
        <OneKind series={each} of={visible(name)} id={`${id}-${String(at + 1)}`} />
      ))}
    </section>
  );
}

/** @param props.of the name of the target */
function OneKind(props: { readonly series: Series; readonly of: string; readonly id: string }) {
  const { series, of, id } = props;
  const told = visible(countOf(series.runs.length, series.kind));
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{told}</h3>
      <p class="note">The oldest first. In the drawing an outcome that occurs is at least a thin stripe.</p>
      <Trend runs={series.runs.map(({ results }) => results)} />
      <RunTable name={`${told} of ${of}`} columns={columns}>
        {series.runs.map((run) => (
          <Run run={run} />
        ))}
      </RunTable>
    </section>
  );
}

const columns = [
  'Date, UTC',
  'Verdict',
  'Changes since the run before of its kind',
  'Passed',
  'Failed',
  'Unsettled',
  'Waived',
  'Requests',
  'Duration',
  'Suite',
] as const;

function Run({ run: { results, changes, remarks } }: { readonly run: PastRun }) {
  const { startedAt, verdict, counts, requests, durationMs, suite, profile } = results;
  return (
    <tr>
      <th scope="row">
        <time dateTime={startedAt}>{minuteOf(startedAt)}</time>
      </th>
      <td>
        <strong class={`verdict-word ${verdict}`}>{verdictWords[verdict]}</strong>
      </td>
      <td class="what">
        {results.complete ? null : <p>A filtered run over {coverage(results)}.</p>}
        {remarks.map((remark) => (
          <p class="remark">{visible(remark)}</p>
        ))}
        {changes === undefined ? <p>The first one.</p> : <Changed changes={changes} />}
      </td>
      <td>{counts.passed}</td>
      <td>{counts.failed}</td>
      <td>{unsettledIn(counts)}</td>
      <td>{counts.waived}</td>
      <td>{requests}</td>
      <td>{duration(durationMs)}</td>
      <td>
        {visible(suite.version)} <code>{suite.digest.slice(7, 19)}</code> {profile}
      </td>
    </tr>
  );
}

function Changed({ changes: { byKind } }: { readonly changes: Changes }) {
  const kinds = changeKinds.filter((kind) => byKind[kind].length > 0);
  if (kinds.length === 0) return <p>Nothing changed.</p>;
  return (
    <>
      {kinds.map((kind) => (
        <Kind kind={kind} changes={byKind[kind]} />
      ))}
    </>
  );
}

/** A few ids stand open, many are folded away. */
function Kind({ kind, changes }: { readonly kind: ChangeKind; readonly changes: readonly Change[] }) {
  const heading = `${changeWords[kind].heading}: ${String(changes.length)}`;
  const ids = (
    <ul>
      {changes.map(({ id }) => (
        <li>
          <code>{visible(id)}</code>
        </li>
      ))}
    </ul>
  );
  if (changes.length <= 3) {
    return (
      <>
        <p>{heading}</p>
        {ids}
      </>
    );
  }
  return (
    <details>
      <summary>{heading}</summary>
      {ids}
    </details>
  );
}

/** Units of the drawing: one run is a bar of `step`, all requirements of a run are `height`. */
const drawing = { height: 100, step: 10, gap: 2, fewest: 12 } as const;

/** An outcome that occurs is drawn at least so high, or one failure among hundreds would not be seen. */
const leastShare = 0.04;

/** One bar a run, as high as the run judged requirements, its parts as high as their share. The table beside it says the same in numbers. */
function Trend({ runs }: { readonly runs: readonly Results[] }) {
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
