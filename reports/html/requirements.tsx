import type { ComponentChildren } from 'preact';
import { type OperationId, operations } from '../../spec/operations.ts';
import { evidences, outcomes, type RequirementResult, type Results } from '../../spec/run/results.ts';
import { type Area, areasOf, outcomeWords } from '../labels.ts';
import type { ShownEvidence } from './evidence.ts';
import { nameOf } from './map.tsx';
import { noOperation, Requirement } from './requirement.tsx';
import { Mark } from './parts.tsx';

interface RequirementsProps {
  readonly results: Results;
  readonly plan: ReadonlyMap<string, ShownEvidence>;
  readonly shown: ReadonlySet<number>;
}

/** Every requirement, grouped by operation and area in the order of the catalogue, with the filter over them. */
export function Requirements({ results, plan, shown }: RequirementsProps) {
  const { requirements } = results;
  return (
    <section id="requirements" aria-labelledby="requirements-title" tabIndex={-1}>
      <h2 id="requirements-title">
        Requirements <span class="count">{requirements.length}</span>
      </h2>
      <Filter requirements={requirements} />
      {byOperation(requirements).map(([operation, of]) => (
        <section class="group" data-group aria-labelledby={groupTitle(operation)}>
          <h3 id={groupTitle(operation)}>
            {operation === null ? (
              'Any operation'
            ) : (
              <>
                <code>
                  {operations[operation].method} {operations[operation].path}
                </code>{' '}
                <span class="count">{operation}</span>
              </>
            )}
          </h3>
          {areasOf(of).map((area) => (
            <AreaSection area={area} operation={operation} plan={plan} run={results} shown={shown} />
          ))}
        </section>
      ))}
      <p class="nothing" data-nothing hidden>
        No requirement matches the filter.
      </p>
    </section>
  );
}

function groupTitle(operation: OperationId | null): string {
  return `operation-${operation ?? noOperation}`;
}

/** Operations in the order in which the first requirement of each comes; what belongs to none comes last. */
function byOperation(
  requirements: readonly RequirementResult[],
): readonly (readonly [OperationId | null, readonly RequirementResult[]])[] {
  const found = [...new Set(requirements.map(({ operation }) => operation))];
  const order = [...found.filter((operation) => operation !== null), ...found.filter((one) => one === null)];
  return order.map(
    (operation) => [operation, requirements.filter((one) => one.operation === operation)] as const,
  );
}

function AreaSection(props: {
  readonly area: Area;
  readonly operation: OperationId | null;
  readonly plan: ReadonlyMap<string, ShownEvidence>;
  readonly run: Results;
  readonly shown: ReadonlySet<number>;
}) {
  const { area, operation, plan, run, shown } = props;
  const passed = area.requirements.filter(({ outcome }) => outcome === 'passed');
  const others = area.requirements
    .filter(({ outcome }) => outcome !== 'passed')
    .toSorted((a, b) => outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome));
  const entries = (of: readonly RequirementResult[]) =>
    of.map((result) => (
      <Requirement result={result} evidence={plan.get(result.id)} run={run} shown={shown} />
    ));
  return (
    <div class="area" data-area>
      <h4 id={`area-${operation ?? noOperation}-${area.id}`}>
        {area.title} <Tally area={area} />
      </h4>
      {entries(others)}
      {passed.length === 0 ? null : (
        <details class="fold passed-ones" data-passed>
          <summary>
            <Mark outcome="passed" /> <span data-count>{passed.length}</span> passed
          </summary>
          {entries(passed)}
        </details>
      )}
    </div>
  );
}

function Tally({ area }: { readonly area: Area }) {
  const passed = area.requirements.filter(({ outcome }) => outcome === 'passed').length;
  return (
    <span class="count">
      {passed} of {area.requirements.length} passed
    </span>
  );
}

/** Works by script only, so it is hidden until the script shows it. */
function Filter({ requirements }: { readonly requirements: readonly RequirementResult[] }) {
  const operations = countsOf(requirements.map(({ operation }) => operation ?? noOperation));
  const byOutcome = countsOf(requirements.map(({ outcome }) => outcome));
  const byEvidence = countsOf(requirements.map(({ evidence }) => evidence));
  return (
    <form class="filter" data-filter hidden role="search" aria-label="Filter the requirements">
      <label class="text">
        <span class="legend">Search</span>
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
            {nameOf(operation)}
          </Box>
        ))}
      </Facet>
      <p class="showing">
        <output data-showing aria-live="polite" />{' '}
        <button type="reset" data-all hidden>
          Show all
        </button>
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
