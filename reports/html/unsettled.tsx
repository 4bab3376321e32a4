import type { Outcome, RequirementResult, Results } from '../../spec/run/results.ts';
import { visible } from '../../spec/run/plain.ts';
import { cut } from '../pretty.ts';
import { outcomeWords } from '../labels.ts';
import { byReason } from './by-reason.ts';
import { limits } from './evidence.ts';
import { Mark } from './mark.tsx';
import { RequirementLinks } from './requirement-links.tsx';
import { Waivers } from './waivers.tsx';

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
