import type { Evidence } from '../../spec/requirement.ts';
import type { Exchange } from '../../spec/run/exchange.ts';
import { cut, several, visible } from '../../spec/run/plain.ts';
import { operationIds, operations } from '../../spec/operations.ts';
import { areasOf, grouped } from '../labels.ts';
import { requestInWords } from '../live.ts';
import { prettyJson } from '../pretty.ts';
import { Document, toFile } from './document.tsx';
import { Command, InWords } from './parts.tsx';

/** A requirement with all that is known of it without a run. */
export interface Documented {
  readonly id: string;
  readonly says: string;
  readonly evidence: Evidence;
  readonly operation: string | null;
  /** The rows of the source, in words. */
  readonly source: readonly string[];
  readonly readings: readonly {
    readonly id: string;
    readonly topic: string;
    readonly sides: Readonly<Record<string, string>>;
  }[];
  readonly given: readonly string[];
  /** What is checked, a line each. */
  readonly checked: readonly string[];
  readonly untestable?: string;
  readonly faults: readonly { readonly name: string; readonly describe: string }[];
  /** An exchange with the reference that shows it. */
  readonly example?: Exchange;
  /** The command that tries it. */
  readonly command: string;
}

interface Told {
  readonly api: string;
  readonly version: string;
  /** The file of the API reference beside the page; null where there is none. */
  readonly reference: string | null;
  readonly requirements: readonly Documented[];
}

/** Characters of a body that are shown. */
const longestBody = 1_500;

const means: Readonly<Record<Evidence, string>> = {
  stated: 'A sentence or a table row of the document says it. It decides the verdict.',
  shown: 'An example of the document shows it. It decides the verdict.',
  inferred: 'The rest of the document makes no sense without it. It only warns.',
};

const sheet = `
header { padding-top: 1.6rem; } .search { display: block; margin: 1rem 0; } .search[hidden] { display: none; }
.promise { border-top: 1px solid var(--rule); padding: .5rem 0; } .promise > dl:target { background: var(--well); scroll-margin-top: 5rem; }
.promise > summary { cursor: pointer; } .promise > summary .id { display: block; }
.promise .evidence { color: var(--soft); font-size: .8125rem; }
.promise dl { display: grid; grid-template-columns: 7rem minmax(0, 1fr); gap: .3rem 1rem; margin: .6rem 0; }
.promise dt { color: var(--soft); } .promise dd { margin: 0; } .promise dd ul { margin: 0; padding-left: 1.1rem; }
.promise pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--well); padding: .5rem .7rem; margin: .2rem 0; }
@media (max-width: 40rem) { .promise dl { grid-template-columns: minmax(0, 1fr); } }
`;

/** `index.html` of the documentation: every requirement by operation, in one file that loads nothing. */
export function toRequirementsHtml(told: Told): string {
  return toFile(<Page {...told} />);
}

function Page({ api, version, reference, requirements }: Told) {
  const operations = [...grouped(requirements, ({ operation }) => operation ?? '')];
  return (
    <Document
      title="Requirements"
      description={`What the ${api} promises, requirement by requirement`}
      sheet={sheet}
      script={search}
    >
      <header>
        <p class="kicker">Requirements · {version}</p>
        <h1>What the {api} promises</h1>
        <p>
          {several(requirements.length, 'requirement')}, each with the rows of the document that it stands on,
          what is checked, an exchange with the reference implementation, and the planted defects that break
          it.
          {reference === null ? null : (
            <>
              {' '}
              Beside it: the <a href={reference}>API reference</a>, made from the contract.
            </>
          )}
        </p>
        <dl class="facts">
          {(Object.keys(means) as Evidence[]).map((evidence) => (
            <div class="wide">
              <dt>{evidence}</dt>
              <dd>
                {means[evidence]} ({requirements.filter((one) => one.evidence === evidence).length})
              </dd>
            </div>
          ))}
        </dl>
        <p class="search" data-search hidden>
          <label>
            Search <input type="search" autocomplete="off" spellcheck={false} />
          </label>{' '}
          <output aria-live="polite" />
        </p>
        <nav aria-label="Operations">
          <ul>
            {operations.map(([operation, of]) => (
              <li>
                <a href={`#${anchorOf(operation)}`}>{titleOf(operation)}</a>{' '}
                <span class="count">{of.length}</span>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main>
        {operations.map(([operation, of]) => (
          <section data-group id={anchorOf(operation)} aria-labelledby={`${anchorOf(operation)}-title`}>
            <h2 id={`${anchorOf(operation)}-title`}>
              {titleOf(operation)} <span class="count">{of.length}</span>
            </h2>
            {areasOf(of).map(({ title, requirements: ones }) => (
              <div data-group>
                <h3>{title}</h3>
                {ones.map((one) => (
                  <Requirement {...one} />
                ))}
              </div>
            ))}
          </section>
        ))}
      </main>
    </Document>
  );
}

/** `GET /things (things.list)`. */
function titleOf(operation: string): string {
  const id = operationIds.find((one) => one === operation);
  return id === undefined
    ? 'Outside of the operations'
    : `${operations[id].method} ${operations[id].path} (${id})`;
}

/** Shows those whose words, id or faults hold every word that is searched for. */
const search = `
(() => {
  'use strict';
  const label = document.querySelector('[data-search]');
  const [input, output] = [label.querySelector('input'), label.querySelector('output')];
  const entries = [...document.querySelectorAll('.promise')].map((one) => ({ one, text: one.textContent.toLowerCase() }));
  const groups = document.querySelectorAll('[data-group]');
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
    for (const { one, text } of entries) one.hidden = !words.every((word) => text.includes(word));
    for (const group of groups) group.hidden = !group.querySelector('.promise:not([hidden])');
    output.textContent = words.length === 0 ? '' : entries.filter(({ one }) => !one.hidden).length + ' of ' + entries.length;
  });
  label.hidden = false;
})();
`;

function anchorOf(operation: string): string {
  return `operation-${operation === '' ? 'none' : operation}`;
}

function Requirement(props: Documented) {
  const { id, says, evidence, source, readings, given, checked, untestable, faults, example, command } =
    props;
  return (
    <details class="promise">
      <summary>
        <InWords text={says} /> <span class="evidence">{evidence}</span> <code class="id">{id}</code>
      </summary>
      <dl id={id}>
        <Part title="Source" lines={source} />
        <Part
          title="Readings"
          lines={readings.map(
            ({ id: reading, topic, sides }) => `${reading}: ${topic}${sidesInWords(sides)}`,
          )}
        />
        <Part title="Given" lines={given} />
        <Part title="Not judged" lines={untestable === undefined ? [] : [untestable]} />
        {example === undefined ? null : <Example {...example} />}
        {checked.length === 0 ? null : (
          <>
            <dt>Checked</dt>
            <dd>
              <pre>
                <code>{checked.join('\n')}</code>
              </pre>
            </dd>
          </>
        )}
        <Part title="Broken by" lines={faults.map(({ name, describe }) => `${name}: ${describe}`)} />
      </dl>
      <Command line={command} label="Command that tries this requirement alone" />
    </details>
  );
}

function sidesInWords(sides: Readonly<Record<string, string>>): string {
  const accepted = Object.entries(sides).map(([side, says]) => `${side}: ${says}`);
  return accepted.length === 0 ? '' : ` (accepted: ${accepted.join('; ')})`;
}

function Part({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <dt>{title}</dt>
      <dd>
        <ul>
          {lines.map((line) => (
            <li>
              <InWords text={line} />
            </li>
          ))}
        </ul>
      </dd>
    </>
  );
}

function Example(exchange: Exchange) {
  const { request, response } = exchange;
  return (
    <>
      <dt>Example</dt>
      <dd>
        <pre>
          <code>
            {visible(requestInWords(exchange, 500))}
            {request.body === undefined ? '' : `\n${bodyOf(request.body)}`}
          </code>
        </pre>
        {response === undefined ? null : (
          <pre>
            <code>
              {String(response.status)}
              {response.body === '' ? '' : `\n${bodyOf(response.body)}`}
            </code>
          </pre>
        )}
      </dd>
    </>
  );
}

function bodyOf(body: string): string {
  const { text, left } = cut(prettyJson(body), longestBody);
  return visible(left > 0 ? `${text}\n… ${several(left, 'more character')}` : text, Infinity);
}
