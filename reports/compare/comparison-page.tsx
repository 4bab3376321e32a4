import { visible } from '../../spec/run/plain.ts';
import { several } from '../../spec/run/plain.ts';
import { regressionsIn, type Changes } from './changes.ts';
import { ChangeLists } from './change-lists.tsx';
import type { Comparison } from './compare-runs.ts';
import { Document, toFile } from '../html/document.tsx';
import { compareStyle } from './compare-style.ts';
import { ComparedReadings } from './compared-readings.tsx';
import { Matrix } from './matrix.tsx';
import { Runs } from './runs.tsx';

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
        <p class="kicker">Comparison of conformance runs · amoCRM API v2, customers</p>
        <h1>
          {changes ? <span class="verdict">{wordsOf(changes)}</span> : null}
          <span class="target">{titleOf(comparison)}</span>
        </h1>
        <p class="because">
          {differing} of {several(comparison.requirements.length, 'requirement')} came out differently.
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
        <Runs runs={runs} />
        {changes ? <ChangeLists changes={changes} /> : null}
        <Matrix comparison={comparison} />
        <ComparedReadings comparison={comparison} />
      </main>
      <footer>
        <p>
          The same facts lie beside this file in <code>comparison.json</code>.
        </p>
      </footer>
    </Document>
  );
}

/** More runs are only counted in the title. */
const mostNamed = 4;

function titleOf({ runs, changes }: Comparison): string {
  const [first] = runs;
  if (changes && first) return `${visible(first.target.name)}, from one run to the next`;
  if (runs.length > mostNamed) return `${String(runs.length)} runs side by side`;
  return runs.map(({ label }) => visible(label)).join(' · ');
}

function wordsOf({ byKind }: Changes): string {
  if (byKind.worse.length > 0) return `${String(byKind.worse.length)} got worse`;
  return byKind.better.length > 0 ? `${String(byKind.better.length)} got better` : 'Nothing got worse';
}

function toneOf(changes: Changes): string {
  if (regressionsIn(changes).length > 0) return 'nonconformant';
  return changes.byKind.worse.length + changes.byKind.unsettled.length > 0 ? 'inconclusive' : 'conformant';
}
