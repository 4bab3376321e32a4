import type { ComponentChildren } from 'preact';
import { InWords, Mark, Scroll } from '../html/parts.tsx';
import { several, visible } from '../../spec/run/plain.ts';
import { areasOf, coverage, duration, outcomeWords, verdictWords } from '../labels.ts';
import { outcomes } from '../../spec/run/results.ts';
import {
  type ComparedReading,
  type ComparedRequirement,
  type ComparedRun,
  type Comparison,
  minuteOf,
} from './compare-runs.ts';
import { type Finding, findingWords } from './changes.ts';
import { sidesInWords, topicOf } from '../html/readings.tsx';

/** What each run was, side by side: target, verdict, totals, suite. */
export function Runs({ runs }: { readonly runs: readonly ComparedRun[] }) {
  const present = outcomes.filter((outcome) => runs.some(({ counts }) => counts[outcome] > 0));
  return (
    <section aria-labelledby="runs">
      <h2 id="runs">Runs</h2>
      <Scroll name="Table of runs">
        <table class="facts-table">
          <thead>
            <tr>
              <th scope="col">Fact</th>
              {runs.map(({ label }) => (
                <th scope="col">{visible(label)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Facts
              name="Verdict"
              runs={runs}
              of={({ verdict }) => <strong class={`verdict-word ${verdict}`}>{verdictWords[verdict]}</strong>}
            />
            <Facts name="Target" runs={runs} of={({ target }) => visible(target.name)} />
            <Facts name="Base URL" runs={runs} of={({ target }) => <code>{visible(target.baseUrl)}</code>} />
            <Facts
              name="Date"
              runs={runs}
              of={({ startedAt }) => <time dateTime={startedAt}>{minuteOf(startedAt)} UTC</time>}
            />
            <Facts name="Judged" runs={runs} of={judgedOf} />
            {present.map((outcome) => (
              <Facts
                name={
                  <>
                    <Mark outcome={outcome} /> {outcomeWords[outcome].label}
                  </>
                }
                runs={runs}
                of={({ counts }) => counts[outcome]}
              />
            ))}
            <Facts name="Profile" runs={runs} of={({ profile }) => profile} />
            <Facts name="Seed" runs={runs} of={({ seed }) => <code>{seed}</code>} />
            <Facts
              name="Run"
              runs={runs}
              of={({ requests, durationMs }) => `${several(requests, 'request')} in ${duration(durationMs)}`}
            />
            <Facts
              name="Suite"
              runs={runs}
              of={({ suite }) => (
                <>
                  {visible(suite.version)} <code>{suite.digest.slice(0, 19)}</code>
                </>
              )}
            />
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

function judgedOf(run: ComparedRun): string {
  return run.complete ? coverage(run) : `${coverage(run)}, a filtered run`;
}

function Facts(props: {
  readonly name: ComponentChildren;
  readonly runs: readonly ComparedRun[];
  readonly of: (run: ComparedRun) => ComponentChildren;
}) {
  return (
    <tr>
      <th scope="row">{props.name}</th>
      {props.runs.map((run) => (
        <td>{props.of(run)}</td>
      ))}
    </tr>
  );
}

/** Requirement by run. The box above it works by style alone, so the page needs no script. */
export function Matrix({ comparison: { runs, requirements } }: { readonly comparison: Comparison }) {
  const differing = requirements.filter(({ differs }) => differs).length;
  return (
    <section aria-labelledby="matrix">
      <h2 id="matrix" tabIndex={-1}>
        Requirements <span class="count">{requirements.length}</span>
      </h2>
      {differing === 0 ? (
        <p class="note">The runs agree on every requirement that they judged.</p>
      ) : (
        <label class="only">
          <input type="checkbox" id="only-differences" checked /> Only the {differing} that differ
        </label>
      )}
      <Scroll name="Requirements by run" tall>
        <table class="run-matrix">
          <thead>
            <tr>
              <th scope="col">Requirement</th>
              {runs.map(({ label }) => (
                <th scope="col">{visible(label)}</th>
              ))}
            </tr>
          </thead>
          {areasOf(requirements).map(({ id: area, requirements: rows }) => (
            <tbody class={rows.some(({ differs }) => differs) ? undefined : 'same'}>
              <tr class="group">
                <th scope="rowgroup" colSpan={runs.length + 1}>
                  {visible(area.split('.').join(' › '))}
                </th>
              </tr>
              {rows.map((row) => (
                <Row row={row} />
              ))}
            </tbody>
          ))}
        </table>
      </Scroll>
    </section>
  );
}

function Row({ row: { id, says, evidence, findings, differs } }: { readonly row: ComparedRequirement }) {
  return (
    <tr class={differs ? 'differs' : 'same'}>
      <th scope="row">
        <InWords text={says} />{' '}
        <span class="id">
          <code>{visible(id)}</code> {evidence}
        </span>
      </th>
      {findings.map((finding) => (
        <td>
          <Cell finding={finding} />
        </td>
      ))}
    </tr>
  );
}

function Cell({ finding }: { readonly finding: Finding }) {
  if (finding.reason === undefined) return <Found finding={finding} />;
  return (
    <details>
      <summary>
        <Found finding={finding} />
      </summary>
      <p class="reason">{reasonOf(finding)}</p>
    </details>
  );
}

/** Which side of each contradiction of the source each target takes; where they differ it says so. */
export function ComparedReadings({ comparison: { runs, readings } }: { readonly comparison: Comparison }) {
  if (readings.length === 0) return null;
  const differing = readings.filter(({ differs }) => differs).length;
  return (
    <section aria-labelledby="readings">
      <h2 id="readings">
        Readings <span class="count">{differing === 0 ? 'all alike' : `${String(differing)} differ`}</span>
      </h2>
      <p class="note">
        Where the source contradicts itself or is silent, every side is accepted. A difference here is none in
        conformance, but a client has to cope with both.
      </p>
      <Scroll name="Readings by run">
        <table class="run-readings">
          <thead>
            <tr>
              <th scope="col">Question</th>
              {runs.map(({ label }) => (
                <th scope="col">{visible(label)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {readings.map((reading) => (
              <ReadingRow reading={reading} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

function ReadingRow({ reading: { id, sides, differs } }: { readonly reading: ComparedReading }) {
  return (
    <tr class={differs ? 'differs' : undefined}>
      <th scope="row">
        {differs ? <strong>differs: </strong> : null}
        <InWords text={topicOf(id)} /> <code class="id">{visible(id)}</code>
      </th>
      {sides.map((side) => (
        <td>{side === null ? 'not seen' : <InWords text={sidesInWords(id, side)} />}</td>
      ))}
    </tr>
  );
}

/** A finding as mark and word, the word of a waived one with what it excuses. */
export function Found({ finding: { outcome, waived } }: { readonly finding: Finding }) {
  const { label, mark } = findingWords[outcome];
  return (
    <>
      <span class={`mark ${outcome}`} aria-hidden="true">
        {mark}
      </span>{' '}
      <span class={`outcome ${outcome}`}>
        {label}
        {waived === undefined ? '' : ` (${outcomeWords[waived.outcome].label})`}
      </span>
    </>
  );
}

/** Reasons are told to a length that keeps the page small; the run's own report has all of them. */
export function reasonOf({ reason }: Finding): string {
  const text = visible(reason ?? 'no reason given');
  return text.length <= mostReason ? text : `${text.slice(0, mostReason)}…`;
}

const mostReason = 400;
