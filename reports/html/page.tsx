import type { Results } from '../../spec/run/results.ts';
import { type Cause, causesOf } from '../causes.ts';
import { fieldsOf } from '../fields.ts';
import { visible } from '../../spec/run/plain.ts';
import type { Exchange } from '../../spec/run/exchange.ts';
import { exchangesById } from '../exchanges.ts';
import { timelineOf } from '../timeline.ts';
import { coverage, verdictWords } from '../labels.ts';
import { Causes } from './causes.tsx';
import { Counts } from './counts.tsx';
import { Coverage } from './coverage.tsx';
import { Document, toFile } from './document.tsx';
import { planEvidence } from './evidence.ts';
import { Fields } from './fields.tsx';
import { Masthead } from './masthead.tsx';
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

/**
 * The whole report as one HTML file.
 * @param files what lies beside it
 */
export function toHtml(
  results: Results,
  exchanges: readonly Exchange[],
  files: readonly ReportFile[] = [],
): string {
  return toFile(<Page results={results} exchanges={exchanges} files={files} />);
}

interface PageProps {
  readonly results: Results;
  readonly exchanges: readonly Exchange[];
  readonly files: readonly ReportFile[];
}

function Page({ results, exchanges, files }: PageProps) {
  const title = `${verdictWords[results.verdict]}: ${visible(results.target.name)}`;
  const { requirements } = results;
  const causes = causesOf(requirements, exchanges);
  const plan = planEvidence(requirements, exchangesById(exchanges));
  const shown = new Set([...plan.values()].flatMap(({ here }) => here.map(({ id }) => id)));
  const timeline = timelineOf(exchanges);
  return (
    <Document title={title} description={`Conformance report, ${coverage(results)}`} script={script}>
      <a class="skip" href="#requirements">
        Skip to the requirements
      </a>
      <Masthead results={results} causes={causes} />
      <Contents parts={partsOf(results, causes, timeline !== null)} />
      <main>
        <Counts results={results} />
        <Causes causes={causes} shown={shown} />
        <Unsettled results={results} />
        <Readings results={results} />
        <Fields fields={fieldsOf(exchanges)} judged={new Set(requirements.map(({ id }) => id))} />
        <Coverage rows={results.coverage ?? []} />
        <TimelineSection timeline={timeline} pace={results.pace} shown={shown} />
        <Requirements results={results} plan={plan} shown={shown} />
      </main>
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

/** What the page has, in its order; a part without content is left out. */
function partsOf(results: Results, causes: readonly Cause[], timed: boolean): readonly Part[] {
  const deciding = causes.filter(({ decides }) => decides).length;
  const readings = Object.keys(results.readings).length;
  const unsettled = results.requirements.filter(({ outcome }) =>
    kinds.some((kind) => kind.outcome === outcome),
  );
  const parts = [
    { id: 'causes', title: 'Root causes', count: deciding },
    { id: 'warnings', title: 'Warnings', count: causes.length - deciding },
    { id: 'unsettled', title: 'Neither passed nor failed', count: unsettled.length },
    { id: 'readings', title: 'Readings', count: readings },
  ];
  return [
    ...parts.filter(({ count }) => count > 0),
    { id: 'fields', title: 'Fields' },
    ...(results.coverage === undefined ? [] : [{ id: 'coverage', title: 'Coverage' }]),
    ...(timed ? [{ id: 'timeline', title: 'Timeline' }] : []),
    { id: 'requirements', title: 'Requirements', count: results.requirements.length },
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
