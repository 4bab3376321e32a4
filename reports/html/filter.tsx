import type { ComponentChildren } from 'preact';
import type { RequirementResult } from '../../spec/run/results.ts';
import { outcomeWords } from '../labels.ts';
import { evidences, outcomes } from '../../spec/run/results.ts';
import { Mark } from './mark.tsx';
import { noOperation } from './requirement.tsx';

/** Works by script only, so it is hidden until the script shows it. */
export function Filter({ requirements }: { readonly requirements: readonly RequirementResult[] }) {
  const operations = countsOf(requirements.map(({ operation }) => operation ?? noOperation));
  const byOutcome = countsOf(requirements.map(({ outcome }) => outcome));
  const byEvidence = countsOf(requirements.map(({ evidence }) => evidence));
  return (
    <form class="filter" data-filter hidden role="search" aria-label="Filter the requirements">
      <label class="text">
        <span class="legend">Text</span>
        <input type="search" name="text" autocomplete="off" spellcheck={false} />
      </label>
      <Facet title="Outcome">
        {outcomes
          .filter((outcome) => byOutcome.has(outcome))
          .map((outcome) => (
            <Box name="outcome" value={outcome} count={byOutcome.get(outcome) ?? 0}>
              <Mark outcome={outcome} /> {outcomeWords[outcome].label}
            </Box>
          ))}
      </Facet>
      <Facet title="Evidence">
        {evidences
          .filter((evidence) => byEvidence.has(evidence))
          .map((evidence) => (
            <Box name="evidence" value={evidence} count={byEvidence.get(evidence) ?? 0}>
              {evidence}
            </Box>
          ))}
      </Facet>
      <Facet title="Operation">
        {[...operations].map(([operation, count]) => (
          <Box name="operation" value={operation} count={count}>
            {operation}
          </Box>
        ))}
      </Facet>
      <p class="showing">
        <output data-showing aria-live="polite" /> <button type="reset">Show all</button>
      </p>
    </form>
  );
}

function countsOf(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function Facet({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <fieldset>
      <legend>{title}</legend>
      <div class="boxes">{children}</div>
    </fieldset>
  );
}

function Box(props: {
  readonly name: string;
  readonly value: string;
  readonly count: number;
  readonly children: ComponentChildren;
}) {
  return (
    <label class="box">
      <input type="checkbox" name={props.name} value={props.value} />
      <span>
        {props.children} <span class="count">{props.count}</span>
      </span>
    </label>
  );
}
