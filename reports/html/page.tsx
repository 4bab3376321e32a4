import type { Results } from '../../spec/run/results.ts';
import type { Defect } from '../defects.ts';
import { Diagnosis } from '../diagnosis.ts';
import { fieldsOf } from '../fields.ts';
import { several, visible } from '../../spec/run/plain.ts';
import type { Exchange } from '../../spec/run/exchange.ts';
import { exchangesById } from '../exchanges.ts';
import { type Reproduction, reproductionOf } from '../reproduction.ts';
import { timelineOf } from '../timeline.ts';
import { coverage, verdictWords } from '../labels.ts';
import { Defects } from './defects.tsx';
import { Counts } from './counts.tsx';
import { Coverage } from './coverage.tsx';
import { Document, toFile } from './document.tsx';
import { planEvidence } from './evidence.ts';
import { Fields } from './fields.tsx';
import { DefectsOnPaper, HandOver } from './hand-over.tsx';
import { Improvements, improvementsOf } from './improvement.tsx';
import { OutcomeMap } from './map.tsx';
import { Masthead } from './masthead.tsx';
import { Provenance } from './provenance.tsx';
import { Readings } from './readings.tsx';
import { Requirements } from './requirements.tsx';
import { script } from './script.ts';
import { TimelineSection } from './timeline.tsx';
import { kinds, Unsettled } from './unsettled.tsx';

/** A file of a report, and what it is for. */
export interface ReportFile {
  readonly file: string;
  readonly purpose: string;
}

/** What a report says beyond its run. */
export interface Surroundings {
  /** What lies beside it. */
  readonly files?: readonly ReportFile[];
  /** Of the same run. */
  readonly diagnosis?: Diagnosis;
}

/** The whole report as one HTML file. */
export function toHtml(
  results: Results,
  exchanges: readonly Exchange[],
  surroundings: Surroundings = {},
): string {
  return toFile(<Page results={results} exchanges={exchanges} {...surroundings} />);
}

interface PageProps extends Surroundings {
  readonly results: Results;
  readonly exchanges: readonly Exchange[];
}

function Page({ results, exchanges, files = [], diagnosis }: PageProps) {
  const title = `${verdictWords[results.verdict]}: ${visible(results.target.name)}`;
  const { requirements } = results;
  const { defects, since } = diagnosis ?? new Diagnosis(results, exchanges);
  const plan = planEvidence(requirements, exchangesById(exchanges));
  const shown = new Set([...plan.values()].flatMap(({ here }) => here.map(({ id }) => id)));
  const timeline = timelineOf(exchanges);
  return (
    <Document title={title} description={`Conformance report, ${coverage(results)}`} script={script} wide>
      <a class="skip" href="#requirements">
        Skip to the requirements
      </a>
      <Bar results={results} defects={defects} />
      <Masthead results={results} defects={defects} since={since} />
      <DefectsOnPaper defects={defects} />
      <div class="panes">
        <main>
          <Defects
            defects={defects}
            appeared={new Set(since?.appeared)}
            scripts={scriptsOf(defects, exchanges)}
            run={results}
            shown={shown}
          />
          <Requirements results={results} plan={plan} shown={shown} />
          <Improvements steps={improvementsOf(results)} />
          <Unsettled results={results} />
          <Counts results={results} />
          <Readings results={results} />
          <Fields fields={fieldsOf(exchanges)} judged={new Set(requirements.map(({ id }) => id))} />
          <Coverage rows={results.coverage ?? []} />
          <TimelineSection timeline={timeline} pace={results.pace} shown={shown} />
          <Provenance results={results} />
          <HandOver results={results} />
        </main>
        <aside class="index" aria-label="Where what stands">
          <OutcomeMap requirements={requirements} />
          <Contents parts={partsOf(results, defects, timeline !== null)} />
        </aside>
      </div>
      <Keys />
      <footer>
        <p>
          Rendered from <code>results.json</code> and <code>run.har</code>, which lie beside this file.
        </p>
        {files.length === 0 ? null : (
          <ul>
            {files.map(({ file, purpose }) => (
              <li>
                <code>{file}</code>: {purpose}
              </li>
            ))}
          </ul>
        )}
      </footer>
    </Document>
  );
}

/** Characters of all scripts of reproduction on the page. */
const roomForScripts = 1_000_000;

/** What reproduces defects, of the first ones and while there is room. */
function scriptsOf(
  defects: readonly Defect[],
  exchanges: readonly Exchange[],
): ReadonlyMap<string, Reproduction> {
  let room = roomForScripts;
  const scripts = new Map<string, Reproduction>();
  for (const defect of defects.slice(0, mostScripts)) {
    const reproduction = reproductionOf(defect, exchanges);
    const length = 'script' in reproduction ? reproduction.script.length : 0;
    if (length > room) continue;
    room -= length;
    scripts.set(defect.id, reproduction);
  }
  return scripts;
}

const mostScripts = 50;

/** How many defects decide; where none does, how many only warn. */
function counted(defects: readonly Defect[]): number {
  return defects.filter(({ decides }) => decides).length || defects.length;
}

/** What stays at the top: the verdict in a line, and the way to what is looked for most. */
function Bar({ results, defects }: { readonly results: Results; readonly defects: readonly Defect[] }) {
  return (
    <nav class="bar" aria-label="Report">
      <a class={`outcome ${results.verdict}`} href="#top">
        {verdictWords[results.verdict]}
      </a>{' '}
      <span class="bar-target">{visible(results.target.name, 60)}</span>{' '}
      {defects.length === 0 ? null : (
        <a href={defects.some(({ decides }) => decides) ? '#defects' : '#warnings'}>
          {several(counted(defects), 'defect')}
        </a>
      )}{' '}
      <a href="#requirements">Requirements</a> <a href="#provenance">Provenance</a>
    </nav>
  );
}

/** What the script listens to; shown on `?`. */
function Keys() {
  return (
    <dialog class="keys" data-keys aria-labelledby="keys-title">
      <h2 id="keys-title">Keys</h2>
      <dl>
        {keys.map(([key, does]) => (
          <div>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}

const keys = [
  ['j', 'the next defect or requirement'],
  ['k', 'the one before'],
  ['/', 'search the requirements'],
  ['?', 'these keys'],
] as const;

/** What the page has, in its order; a part without content is left out. */
function partsOf(results: Results, defects: readonly Defect[], timed: boolean): readonly Part[] {
  const deciding = defects.filter(({ decides }) => decides).length;
  const readings = Object.keys(results.readings).length;
  const unsettled = results.requirements.filter(({ outcome }) =>
    kinds.some((kind) => kind.outcome === outcome),
  );
  const parts = [
    { id: 'defects', title: 'Likely defects', count: deciding },
    { id: 'warnings', title: 'Warnings', count: defects.length - deciding },
    { id: 'requirements', title: 'Requirements', count: results.requirements.length },
    { id: 'unsettled', title: 'Neither passed nor failed', count: unsettled.length },
    { id: 'readings', title: 'Readings', count: readings },
  ];
  return [
    ...parts.filter(({ count }) => count > 0),
    { id: 'fields', title: 'Fields' },
    ...(results.coverage === undefined ? [] : [{ id: 'coverage', title: 'Coverage' }]),
    ...(timed ? [{ id: 'timeline', title: 'Timeline' }] : []),
    { id: 'provenance', title: 'Provenance' },
  ];
}

/** A part of the page that there is, and how much stands in it. */
interface Part {
  readonly id: string;
  readonly title: string;
  readonly count?: number;
}

/** Ways to the parts of the page. */
function Contents({ parts }: { readonly parts: readonly Part[] }) {
  return (
    <nav class="contents" aria-label="Parts of the report">
      <ul>
        {parts.map(({ id, title, count }) => (
          <li>
            <a href={`#${id}`}>{title}</a>
            {count === undefined ? null : <span class="count"> {count}</span>}
          </li>
        ))}
      </ul>
    </nav>
  );
}
