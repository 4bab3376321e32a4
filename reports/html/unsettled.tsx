import type { Outcome, RequirementResult, Results } from '../../spec/run/results.ts';
import { cut, visible } from '../../spec/run/plain.ts';
import { byReason, outcomeWords } from '../labels.ts';
import { Mark, RequirementLinks } from './parts.tsx';
import { limits } from './evidence.ts';
import type { Waiver, WaiversReport, WaiverState } from '../../spec/run/waivers.ts';

/** Where each kind of what neither passed nor failed stands on the page, in the order in which a reader cares. */
export const kinds = [
  { outcome: 'error', id: 'errors' },
  { outcome: 'dependency', id: 'blocked' },
  { outcome: 'untestable', id: 'untestable' },
  { outcome: 'unobserved', id: 'unobserved' },
  { outcome: 'waived', id: 'waived' },
  { outcome: 'notApplicable', id: 'not-applicable' },
] as const satisfies readonly { readonly outcome: Outcome; readonly id: string }[];

/** What is neither passed nor failed: each kind for itself, its requirements under their reasons. */
export function Unsettled({ results }: { readonly results: Results }) {
  const found = kinds
    .map((kind) => ({ ...kind, of: results.requirements.filter(({ outcome }) => outcome === kind.outcome) }))
    .filter(({ id, of }) => of.length > 0 || (id === 'waived' && results.waivers !== undefined));
  if (found.length === 0) return null;
  return (
    <section id="unsettled" aria-labelledby="unsettled-title">
      <h2 id="unsettled-title">Neither passed nor failed</h2>
      {found.map(({ outcome, id, of }) => (
        <section id={id} aria-labelledby={`${id}-title`}>
          <h3 id={`${id}-title`}>
            {outcomeWords[outcome].heading} <span class="count">{of.length}</span>
          </h3>
          <p class="note">{outcomeWords[outcome].means}</p>
          {outcome === 'waived' && results.waivers !== undefined ? (
            <Waivers report={results.waivers} results={results} />
          ) : (
            <ByReason outcome={outcome} of={of} />
          )}
        </section>
      ))}
    </section>
  );
}

function ByReason({ outcome, of }: { readonly outcome: Outcome; readonly of: readonly RequirementResult[] }) {
  return (
    <ul class="brief">
      {[...byReason(of)].map(([reason, requirements]) => (
        <li>
          <Mark outcome={outcome} />
          <div>
            <p class="reason">{visible(cut(reason, limits.line).text)}</p>
            <RequirementLinks requirements={requirements} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What the run made of its waivers file: the four counters, then every waiver with its reason and owner. */
function Waivers({ report, results }: { readonly report: WaiversReport; readonly results: Results }) {
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
