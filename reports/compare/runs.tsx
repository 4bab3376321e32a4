import { Mark } from '../html/mark.tsx';
import { visible } from '../../spec/run/plain.ts';
import { coverage, duration, outcomeWords, verdictWords } from '../labels.ts';
import { outcomes } from '../../spec/run/results.ts';
import { several } from '../../spec/run/plain.ts';
import type { ComponentChildren } from 'preact';
import type { ComparedRun } from './compare-runs.ts';
import { Scroll } from './scroll.tsx';
import { minuteOf } from './run-names.ts';

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

function judgedOf({ selection, complete }: ComparedRun): string {
  return complete ? coverage(selection) : `${coverage(selection)}, a filtered run`;
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
