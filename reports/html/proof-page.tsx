import type { ComponentChildren } from 'preact';
import type { Found, ProvenFault, Standing } from '../../spec/run/proof.ts';
import type { Results } from '../../spec/run/results.ts';
import { visible } from '../../spec/run/plain.ts';
import { explorationIn, type ExplorationRecord } from '../exploration-record.ts';
import { standingInWords } from '../standing.ts';
import { mutantsIn, type MutantsRecord } from '../mutants-record.ts';
import { Document, toFile } from './document.tsx';

/** One cell of the matrix, in units of the drawing. */
const CELL = 4;

const matrixStyle = `
.matrix { display: block; width: 100%; height: auto; background: var(--well); }
.matrix .named { fill: var(--passed); } .matrix .besides { fill: var(--unobserved); } .matrix .stray { fill: var(--failed); }
`;

interface Told {
  /** Whether what was found is still true of the suite. */
  readonly standing: Standing;
  readonly suite: Pick<Results['suite'], 'version'>;
  /** Ids of all requirements, in the order of the catalogue. */
  readonly columns: readonly string[];
  /** What was found beside the claims, whether it still holds or not. */
  readonly besides?: { readonly exploration?: ExplorationRecord; readonly mutants?: MutantsRecord };
}

/**
 * A proof as one HTML file: how strong the suite was found to be, the kill matrix, and what each fault and each
 * variant came to.
 */
export function toProofHtml(found: Found, told: Told): string {
  return toFile(<Page found={found} {...told} />);
}

function Page({ found, standing, suite, columns, besides = {} }: Told & { readonly found: Found }) {
  const { faults, variants, unproven, seed } = found;
  return (
    <Document
      title="Proof of the suite"
      description="What the conformance suite was found to catch and to accept"
      sheet={matrixStyle}
    >
      <header class={`masthead ${standing.strength ? 'conformant' : 'inconclusive'}`}>
        <p class="kicker">Proof of the suite · {suite.version}</p>
        <h1>
          <span class="target">A suite {standingInWords(standing)}</span>
        </h1>
        <p class="because">
          Every fault is one defect planted in an implementation known to be right; every variant is a way to
          be that the document permits. Examined with seed {seed}
          {standing.strength ? '' : ', by the suite as it was then'}.
        </p>
      </header>
      <main>
        <Matrix faults={faults} columns={columns} />
        {unproven.length > 0 ? (
          <section>
            <h2>Without a fault</h2>
            <ul>
              {unproven.map((id) => (
                <li key={id}>
                  <code>{id}</code>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <Faults faults={faults} />
        <Variants variants={variants} />
        {besides.exploration ? <ByExploration record={besides.exploration} /> : null}
        {besides.mutants ? <Mutants record={besides.mutants} /> : null}
      </main>
    </Document>
  );
}

/** Faults downwards, requirements across; drawn, since most of its cells are empty. */
function Matrix({
  faults,
  columns,
}: {
  readonly faults: readonly ProvenFault[];
  readonly columns: readonly string[];
}) {
  const place = new Map(columns.map((id, index) => [id, index]));
  const kindOf = (fault: ProvenFault, id: string) =>
    id === fault.breaks ? 'named' : fault.stray.includes(id) ? 'stray' : 'besides';
  return (
    <section>
      <h2>Kill matrix</h2>
      <p class="note">
        A line for each of {faults.length} faults, a column for each of {columns.length} requirements in the
        order of the catalogue. Green: the requirement that the fault names; blue: others that it truly
        breaks; red: any other.
      </p>
      <svg
        class="matrix"
        role="img"
        aria-label="Which requirement catches which fault; the table below says the same in words."
        viewBox={`0 0 ${String(columns.length * CELL)} ${String(faults.length * CELL)}`}
      >
        {faults.flatMap((fault, row) =>
          fault.failed.map((id) => (
            <rect
              key={`${fault.name} ${id}`}
              class={kindOf(fault, id)}
              x={(place.get(id) ?? 0) * CELL}
              y={row * CELL}
              width={CELL}
              height={CELL}
            >
              <title>{`${fault.name} → ${id}`}</title>
            </rect>
          )),
        )}
      </svg>
    </section>
  );
}

function Faults({ faults }: { readonly faults: readonly ProvenFault[] }) {
  return (
    <Listing
      title="Faults"
      caption="What each fault does, and which requirement caught it."
      columns={['Fault', 'Breaks', 'Outcome']}
      count={faults.length}
    >
      {faults.map(({ name, breaks, describe, caught, failed, stray }) => (
        <tr key={name}>
          <Subject name={name} describe={describe} />
          <td>
            <code>{breaks}</code>
          </td>
          <td>
            {caught ? 'caught' : 'survived'}
            {failed.length > 1 ? `, with ${String(failed.length - 1)} besides` : ''}
            {stray.length > 0 ? `; unexplained: ${stray.join(', ')}` : ''}
          </td>
        </tr>
      ))}
    </Listing>
  );
}

function Variants({ variants }: { readonly variants: Found['variants'] }) {
  return (
    <Listing
      title="Permitted variants"
      caption="What each variant does otherwise, and the verdict it got."
      columns={['Variant', 'Verdict']}
      count={variants.length}
    >
      {variants.map(({ name, describe, verdict, complaints }) => (
        <tr key={name}>
          <Subject name={name} describe={describe} />
          <td>
            {verdict}
            {complaints.map(({ requirement, reason }) => (
              <p key={requirement} class="reason">
                <code>{requirement}</code> {visible(reason)}
              </p>
            ))}
          </td>
        </tr>
      ))}
    </Listing>
  );
}

function ByExploration({ record }: { readonly record: ExplorationRecord }) {
  const { subjects, entries, seed } = record;
  const { requests, faults, variants } = explorationIn(record);
  const missing = subjects - entries.length;
  return (
    <Listing
      title="By exploration alone"
      caption={`What is found without a claim, in ${String(requests)} requests at most, with seed ${String(seed)}: ${String(faults.found)} of ${String(faults.planted)} faults; something on ${String(variants.wronged)} of ${String(variants.tried)} permitted variants.${missing > 0 ? ` ${String(missing)} are not explored yet.` : ''}`}
      columns={['Explored', 'Requests', 'Found first']}
      count={entries.length}
    >
      {entries.map(({ name, requests: sent, found }) => (
        <tr key={name}>
          <th scope="row">
            <code>{name}</code>
          </th>
          <td>{sent}</td>
          <td>{found === null ? 'nothing' : visible(found)}</td>
        </tr>
      ))}
    </Listing>
  );
}

function Mutants({ record }: { readonly record: MutantsRecord }) {
  const { planted, counts, survivors } = record;
  const { caught, seen } = mutantsIn(record);
  const { unseen = 0, broken = 0 } = counts;
  const missing = planted - seen - unseen - broken;
  return (
    <Listing
      title="Planted by a machine"
      caption={`Of ${String(planted)} small changes of the reference ${String(seen)} change an answer, and ${String(caught)} of those are caught; ${String(unseen)} change none, ${String(broken)} make a program that can't be loaded.${missing > 0 ? ` ${String(missing)} are not tried yet.` : ''} These are not caught:`}
      columns={['Change', 'Outcome', 'Why the document permits it']}
      count={survivors.length}
    >
      {survivors.map(({ file, line, was, is, fate, why }) => (
        <tr key={`${file} ${String(line)} ${was} ${is}`}>
          <th scope="row">
            <code>{`${file}:${String(line)}`}</code>
            <br />
            <code>{was}</code> → <code>{is}</code>
          </th>
          <td>{fate}</td>
          <td>{why ?? 'nobody has said'}</td>
        </tr>
      ))}
    </Listing>
  );
}

/** A section with one table, whose rows are its children. */
function Listing(props: {
  readonly title: string;
  readonly caption: string;
  readonly columns: readonly string[];
  readonly count: number;
  readonly children: ComponentChildren;
}) {
  return (
    <section>
      <h2>
        {props.title} <span class="count">{props.count}</span>
      </h2>
      <div class="scroll">
        <table>
          <caption>{props.caption}</caption>
          <thead>
            <tr>
              {props.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{props.children}</tbody>
        </table>
      </div>
    </section>
  );
}

/** The head of a row: what was examined, and what it does. */
function Subject({ name, describe }: { readonly name: string; readonly describe: string }) {
  return (
    <th scope="row">
      <code>{name}</code>
      <br />
      {visible(describe)}
    </th>
  );
}
