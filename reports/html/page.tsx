import type { Results } from '../../spec/run/results.ts';
import { causesOf, type Cause } from '../causes.ts';
import { fieldsOf } from '../fields.ts';
import { visible } from '../../spec/run/plain.ts';
import type { RecordedExchange } from '../recorded.ts';
import { timelineOf } from '../timeline.ts';
import { coverage, verdictWords } from '../labels.ts';
import { Causes } from './causes.tsx';
import { Contents, type Part } from './contents.tsx';
import { Counts } from './counts.tsx';
import { Document, toFile } from './document.tsx';
import { planEvidence } from './evidence.ts';
import { Fields } from './fields.tsx';
import { Masthead } from './masthead.tsx';
import { Readings } from './readings.tsx';
import { Requirements } from './requirements.tsx';
import { script } from './script.ts';
import { TimelineSection } from './timeline.tsx';
import { kinds, Unsettled } from './unsettled.tsx';

/** What every part of the page is made from. */
export interface PageInput {
  readonly results: Results;
  /** The exchanges of `run.har` by number. */
  readonly recorded: ReadonlyMap<number, RecordedExchange>;
}

/** The whole report as one HTML file. */
export function toHtml(input: PageInput): string {
  return toFile(<Page {...input} />);
}

function Page({ results, recorded }: PageInput) {
  const title = `${verdictWords[results.verdict]}: ${visible(results.target.name)}`;
  const { requirements } = results;
  const exchanges = [...recorded.values()];
  const causes = causesOf(requirements, exchanges);
  const plan = planEvidence(requirements, recorded);
  const shown = new Set([...plan.values()].flatMap(({ here }) => here.map(({ id }) => id)));
  const timeline = timelineOf(exchanges);
  return (
    <Document
      title={title}
      description={`Conformance report, ${coverage(results.selection)}`}
      script={script}
    >
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
        <TimelineSection timeline={timeline} pace={results.pace} shown={shown} />
        <Requirements results={results} plan={plan} shown={shown} />
      </main>
      <footer>
        <p>
          Rendered from <code>results.json</code> and <code>run.har</code>, which lie beside this file.
        </p>
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
    ...(timed ? [{ id: 'timeline', title: 'Timeline' }] : []),
    { id: 'requirements', title: 'Requirements', count: results.requirements.length },
  ];
}
