import { apiTitle } from '../../spec/openapi.ts';
import { several, visible } from '../../spec/run/plain.ts';
import {
  type Change,
  type ChangeKind,
  changeKinds,
  type Changes,
  changeWords,
  regressionsIn,
} from './changes.ts';
import { verdictWords } from '../labels.ts';
import type { Comparison } from './compare-runs.ts';
import { Document, toFile } from '../html/document.tsx';
import { compareStyle } from '../html/style.ts';
import { ComparedReadings, Found, Matrix, reasonOf, Runs } from './tables.tsx';
import { InWords } from '../html/parts.tsx';

/** The comparison as one HTML file that loads and runs nothing. Every text goes through components that escape. */
export function toComparisonHtml(comparison: Comparison): string {
  return toFile(<Page comparison={comparison} />);
}

function Page({ comparison }: { readonly comparison: Comparison }) {
  const { runs, remarks, changes } = comparison;
  const differing = comparison.requirements.filter(({ differs }) => differs).length;
  return (
    <Document
      title={`Comparison of ${several(runs.length, 'run')}`}
      description={`${several(differing, 'difference')} among ${several(runs.length, 'conformance run')}`}
      sheet={compareStyle}
      wide
    >
      <a class="skip" href="#matrix">
        Skip to the requirements
      </a>
      <header class={`masthead ${changes ? toneOf(changes) : ''}`}>
        <p class="kicker">Comparison of conformance runs · {apiTitle}</p>
        <h1>
          {changes ? <span class="verdict">{wordsOf(changes)}</span> : null}
          <span class="target">{titleOf(comparison)}</span>
        </h1>
        <p class="because">
          {differing} of {several(comparison.requirements.length, 'requirement')} came out differently.
        </p>
        <p class="scope">
          {runs.slice(0, mostNamed).map(({ label, verdict }, at) => (
            <>
              {at > 0 ? ' · ' : ''}
              {visible(label)}:{' '}
              <span class={`verdict-word ${verdict}`}>{verdictWords[verdict].toLowerCase()}</span>
            </>
          ))}
          {runs.length > mostNamed ? ' …' : ''}
        </p>
        {remarks.length > 0 ? (
          <div class="notice">
            {remarks.map((remark) => (
              <p>{visible(remark)}</p>
            ))}
          </div>
        ) : null}
      </header>
      <main>
        {changes ? <ChangeLists changes={changes} /> : null}
        <Matrix comparison={comparison} />
        <ComparedReadings comparison={comparison} />
        <Runs runs={runs} />
      </main>
      <footer>
        <p>
          The same facts lie beside this file in <code>comparison.json</code>.
        </p>
      </footer>
    </Document>
  );
}

/** So many runs are named in the head. */
const mostNamed = 4;

function titleOf({ runs, changes }: Comparison): string {
  const [first] = runs;
  if (changes && first) return `${visible(first.target.name)}, from one run to the next`;
  return `${String(runs.length)} runs side by side`;
}

function wordsOf({ byKind }: Changes): string {
  if (byKind.worse.length > 0) return `${String(byKind.worse.length)} got worse`;
  return byKind.better.length > 0 ? `${String(byKind.better.length)} got better` : 'Nothing got worse';
}

function toneOf(changes: Changes): string {
  if (regressionsIn(changes).length > 0) return 'nonconformant';
  return changes.byKind.worse.length + changes.byKind.unsettled.length > 0 ? 'inconclusive' : 'conformant';
}

/** What changed between two runs of one target, each kind for itself. */
function ChangeLists({ changes }: { readonly changes: Changes }) {
  const { byKind, unchanged, incomparable } = changes;
  return (
    <>
      {changeKinds.map((kind) => (
        <Kind kind={kind} changes={byKind[kind]} />
      ))}
      <p class="because">
        {several(unchanged, 'requirement')} came out as before
        {incomparable > 0 ? `; ${String(incomparable)} were not judged by both runs` : ''}.
      </p>
    </>
  );
}

function Kind({ kind, changes }: { readonly kind: ChangeKind; readonly changes: readonly Change[] }) {
  if (changes.length === 0) return null;
  const { heading, means } = changeWords[kind];
  const title = `change-${kind}`;
  return (
    <section class="changes" aria-labelledby={title}>
      <h2 id={title}>
        {heading} <span class="count">{changes.length}</span>
      </h2>
      <p class="note">
        {means}
        {kind === 'worse' && changes.some(({ evidence }) => evidence === 'inferred')
          ? ' Inferred ones only warn.'
          : ''}
      </p>
      <ul class="changes-list">
        {changes.map((change) => (
          <Entry change={change} />
        ))}
      </ul>
    </section>
  );
}

function Entry({ change: { id, says, evidence, from, to } }: { readonly change: Change }) {
  return (
    <li>
      <p class="move">
        <Found finding={from} /> <span aria-hidden="true">→</span> <span class="spoken">to</span>{' '}
        <Found finding={to} /> <span class="evidence">{evidence}</span>
      </p>
      <InWords text={says} /> <code class="id">{visible(id)}</code>
      {to.outcome === 'passed' ? null : <p class="reason">{reasonOf(to)}</p>}
    </li>
  );
}
