import type { Outcome, RequirementResult, Results } from '../../spec/run/results.ts';
import { visible } from '../plain.ts';
import { outcomeWords } from '../words.ts';
import { Mark } from './mark.tsx';

/** What is neither passed nor failed: each kind for itself, its requirements under their reasons. */
export function Unsettled({ results }: { readonly results: Results }) {
  const kinds = ['error', 'dependency', 'untestable', 'unobserved', 'waived', 'notApplicable'] as const;
  return (
    <>
      {kinds.map((outcome) => (
        <Kind outcome={outcome} of={results.requirements.filter((one) => one.outcome === outcome)} />
      ))}
    </>
  );
}

function Kind({ outcome, of }: { readonly outcome: Outcome; readonly of: readonly RequirementResult[] }) {
  if (of.length === 0) return null;
  const { heading, means } = outcomeWords[outcome];
  const title = `kind-${outcome}`;
  return (
    <section aria-labelledby={title}>
      <h2 id={title}>
        {heading} <span class="count">{of.length}</span>
      </h2>
      <p class="note">{means}</p>
      <ul class="brief">
        {[...byReason(of)].map(([reason, requirements]) => (
          <li>
            <Mark outcome={outcome} />
            <div>
              <p class="reason">{visible(reason)}</p>
              <Ids requirements={requirements} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A few links stand open, many are folded away. */
function Ids({ requirements }: { readonly requirements: readonly RequirementResult[] }) {
  const links = (
    <ul class="ids">
      {requirements.map(({ id, says }) => (
        <li>
          <a href={`#${id}`} title={says}>
            <code>{id}</code>
          </a>
        </li>
      ))}
    </ul>
  );
  if (requirements.length <= 6) return links;
  return (
    <details>
      <summary>{requirements.length} requirements</summary>
      {links}
    </details>
  );
}

function byReason(results: readonly RequirementResult[]): ReadonlyMap<string, readonly RequirementResult[]> {
  const groups = new Map<string, RequirementResult[]>();
  for (const result of results) {
    const reason = result.reason ?? 'no reason given';
    groups.set(reason, [...(groups.get(reason) ?? []), result]);
  }
  return groups;
}
