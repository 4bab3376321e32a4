import type { Results } from '../../spec/run/results.ts';
import type { Waiver, WaiversReport, WaiverState } from '../../spec/run/waivers.ts';
import { visible } from '../../spec/run/plain.ts';
import { outcomeWords } from '../labels.ts';

/** What the run made of its waivers file: the four counters, then every waiver with its reason and owner. */
export function Waivers({ report, results }: { readonly report: WaiversReport; readonly results: Results }) {
  const { counters } = report;
  return (
    <>
      <dl class="facts counters">
        <Counter says="unexpected failures" count={counters.unexpectedFailures} />
        <Counter says="unexpected gaps" count={counters.unexpectedGaps} />
        <Counter says="waived failures that no longer happen" count={counters.waivedFailuresGone} />
        <Counter says="waived gaps that no longer happen" count={counters.waivedGapsGone} />
      </dl>
      {report.waivers.length === 0 ? null : (
        <section class="scroll" aria-labelledby="waivers-caption" tabIndex={0}>
          <table class="waivers">
            <caption id="waivers-caption">
              Every waiver of the file, in its order, and what it came to
            </caption>
            <thead>
              <tr>
                <th scope="col">Requirement</th>
                <th scope="col">Excuses</th>
                <th scope="col">Reason</th>
                <th scope="col">Owner</th>
                <th scope="col">Expires</th>
                <th scope="col">State</th>
              </tr>
            </thead>
            <tbody>
              {report.waivers.map((waiver) => (
                <Row waiver={waiver} results={results} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      <p class="note">
        Waivers file <code>{visible(report.digest)}</code>
      </p>
    </>
  );
}

function Counter({ says, count }: { readonly says: string; readonly count: number }) {
  return (
    <div>
      <dt>{says}</dt>
      <dd>{count}</dd>
    </div>
  );
}

const stateWords = {
  applied: 'applied',
  expired: 'expired: its requirement counts again',
  stale: 'stale: what it excuses no longer happens; take it out',
  idle: 'idle: for another target, or not judged in this run',
} as const satisfies Record<WaiverState, string>;

function Row({ waiver, results }: { readonly waiver: Waiver; readonly results: Results }) {
  const { requirement, kind, target, reason, owner, expires, state } = waiver;
  const judged = results.requirements.find(({ id }) => id === requirement);
  return (
    <tr class={`waiver ${state}`}>
      <th scope="row">
        {judged ? (
          <a href={`#${requirement}`}>
            <code>{requirement}</code>
          </a>
        ) : (
          <code>{visible(requirement)}</code>
        )}
        {target === undefined ? null : <span class="row">only of {visible(target)}</span>}
      </th>
      <td>{kind === 'gap' && judged?.waived ? outcomeWords[judged.waived.outcome].label : kind}</td>
      <td>{visible(reason)}</td>
      <td>
        <Owner owner={owner} />
      </td>
      <td>{visible(expires)}</td>
      <td class="state">{stateWords[state]}</td>
    </tr>
  );
}

function Owner({ owner }: { readonly owner: string }) {
  return /^https?:\/\/\S+$/i.test(owner) ? (
    <a href={owner} rel="noreferrer noopener">
      {visible(owner)}
    </a>
  ) : (
    <>{visible(owner)}</>
  );
}
