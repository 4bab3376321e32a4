import { visible } from '../../spec/run/plain.ts';
import { coverage, duration, verdictWords } from '../labels.ts';
import { several } from '../../spec/run/plain.ts';
import { changeKinds, type Change, type ChangeKind, type Changes } from './changes.ts';
import { Document, toFile } from '../html/document.tsx';
import { compareStyle } from './compare-style.ts';
import { Scroll } from './scroll.tsx';
import type { PastRun, TargetHistory } from './history.ts';
import { minuteOf } from './run-names.ts';
import { Trend } from './trend.tsx';
import { changeWords, unsettledIn } from './labels.ts';

/**
 * The history as one HTML file that loads and runs nothing: for each target a trend and a table of its runs.
 * @param leftOut why files were left out, one sentence each
 */
export function toHistoryHtml(histories: readonly TargetHistory[], leftOut: readonly string[]): string {
  return toFile(<Page histories={histories} leftOut={leftOut} />);
}

function Page(props: { readonly histories: readonly TargetHistory[]; readonly leftOut: readonly string[] }) {
  const { histories, leftOut } = props;
  const count = histories.reduce((sum, { runs }) => sum + runs.length, 0);
  const extent = `${several(count, 'run')} of ${several(histories.length, 'target')}`;
  return (
    <Document title="History of conformance runs" description={extent} sheet={compareStyle} wide>
      <header class="masthead">
        <p class="kicker">History of conformance runs · amoCRM API v2, customers</p>
        <h1>
          <span class="target">{extent}</span>
        </h1>
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
  const { name, baseUrl, runs } = history;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{visible(name)}</h2>
      <p class="note">
        <code>{visible(baseUrl)}</code> · {several(runs.length, 'run')}, the oldest first. In the drawing an
        outcome that occurs is at least a thin stripe.
      </p>
      <Trend runs={runs.map(({ results }) => results)} />
      <Scroll name={`Runs of ${visible(name)}`}>
        <table class="run-history">
          <thead>
            <tr>
              {columns.map((column) => (
                <th scope="col">{column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <Run run={run} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

const columns = [
  'Date, UTC',
  'Verdict',
  'Changes since the run before',
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
        {results.complete ? null : <p>A filtered run over {coverage(results.selection)}.</p>}
        {remarks.map((remark) => (
          <p class="remark">{visible(remark)}</p>
        ))}
        {changes === undefined ? <p>The first run.</p> : <Changed changes={changes} />}
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
