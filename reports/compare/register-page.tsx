import { apiTitle } from '../../spec/openapi.ts';
import { several, visible } from '../../spec/run/plain.ts';
import { Document, toFile } from '../html/document.tsx';
import { RunTable } from '../html/parts.tsx';
import { compareStyle } from '../html/style.ts';
import { verdictWords } from '../labels.ts';
import { minuteOf } from './compare-runs.ts';
import type { Entry, Rejected } from './register.ts';

/** What a register links to beside its page. */
export interface RegisterLinks {
  /** The page that compares the newest versions; absent where there is one implementation only. */
  readonly comparison?: string;
  readonly feed: string;
  /** The badge of an entry. */
  readonly badgeOf: (entry: Entry) => string;
}

/** The register as one HTML file that loads and runs nothing. */
export function toRegisterHtml(
  entries: readonly Entry[],
  rejected: readonly Rejected[],
  links: RegisterLinks,
): string {
  const implementations = new Set(entries.map(({ about }) => about.implementation)).size;
  const extent = `${several(implementations, 'implementation')}, ${several(entries.length, 'version')}`;
  return toFile(
    <Document title="Register of conformance" description={extent} sheet={compareStyle} wide>
      <header class="masthead">
        <p class="kicker">Register of conformance · {apiTitle}</p>
        <h1>
          <span class="target">{extent}</span>
        </h1>
        <p class="because">
          Every submission was verified again: its verdict derived from its requirements, those held against
          the suite, its statement against its results. Those that do not conform are as welcome as those that
          do.
        </p>
        <p>
          {links.comparison === undefined ? null : (
            <>
              <a href={links.comparison}>Requirement by requirement, readings side by side</a> ·{' '}
            </>
          )}
          <a href={links.feed}>Feed</a>
        </p>
      </header>
      <main>
        <section aria-labelledby="implementations">
          <h2 id="implementations">Implementations</h2>
          <RunTable name="Table of implementations" columns={columns}>
            {entries.map((entry) => (
              <Row entry={entry} badge={links.badgeOf(entry)} />
            ))}
          </RunTable>
        </section>
        {rejected.length === 0 ? null : <LeftOut rejected={rejected} />}
      </main>
    </Document>,
  );
}

const columns = [
  'Implementation',
  'Verdict',
  'Passed',
  'Failed',
  'Date, UTC',
  'Suite',
  'Statement',
  'Badge',
  'How to do it again',
] as const;

/** What has to be known of results that another version of the suite came to. */
const remarks = {
  set: 'another version of the suite: its requirements were held against the set',
  nothing: 'another version of the suite: its requirements could not be checked',
} as const;

function Row({ entry, badge }: { readonly entry: Entry; readonly badge: string }) {
  const { about, results, heldAgainst, stated } = entry;
  const { verdict, counts, startedAt, suite, profile } = results;
  const name = `${visible(about.implementation)} ${visible(about.version)}`;
  const set = suite.requirements === undefined ? '' : `, requirements ${suite.requirements.name}`;
  return (
    <tr>
      <th scope="row">{about.url === undefined ? name : <a href={about.url}>{name}</a>}</th>
      <td>
        <strong class={`verdict-word ${verdict}`}>{verdictWords[verdict]}</strong>
      </td>
      <td>{counts.passed}</td>
      <td>{counts.failed}</td>
      <td>
        <time dateTime={startedAt}>{minuteOf(startedAt)}</time>
      </td>
      <td>
        {visible(suite.version)}
        {visible(set)}, {profile}
        {heldAgainst === 'suite' ? null : <p class="remark">{remarks[heldAgainst ?? 'nothing']}</p>}
      </td>
      <td>{stated === undefined ? 'none' : stated === 'PASSED' ? 'certificate' : `statement, ${stated}`}</td>
      <td>
        <a href={badge}>JSON</a>
      </td>
      <td>
        <details>
          <summary>Commands</summary>
          <pre>{visible(about.reproduce)}</pre>
        </details>
      </td>
    </tr>
  );
}

function LeftOut({ rejected }: { readonly rejected: readonly Rejected[] }) {
  return (
    <section aria-labelledby="rejected">
      <h2 id="rejected">Submitted, and not shown</h2>
      <ul>
        {rejected.map(({ name, why }) => (
          <li>
            <strong>{visible(name)}</strong>: {visible(why.slice(0, 3).join(' '))}
          </li>
        ))}
      </ul>
    </section>
  );
}
