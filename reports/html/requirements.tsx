import { operations, type OperationId } from '../../spec/operations.ts';
import type { RequirementResult, Results } from '../../spec/run/results.ts';
import { areasOf, type Area } from '../areas.ts';
import type { ShownEvidence } from './evidence.ts';
import { Filter } from './filter.tsx';
import { noOperation, Requirement } from './requirement.tsx';

interface RequirementsProps {
  readonly results: Results;
  readonly plan: ReadonlyMap<string, ShownEvidence>;
  readonly shown: ReadonlySet<number>;
}

/** Every requirement, grouped by operation and area in the order of the catalogue, with the filter over them. */
export function Requirements({ results, plan, shown }: RequirementsProps) {
  const { requirements, seed } = results;
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
              'No operation'
            ) : (
              <>
                <code>{operation}</code>{' '}
                <span class="count">
                  {operations[operation].method} {operations[operation].path}
                </span>
              </>
            )}
          </h3>
          {areasOf(of).map((area) => (
            <AreaSection area={area} operation={operation} plan={plan} seed={seed} shown={shown} />
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
  readonly seed: number;
  readonly shown: ReadonlySet<number>;
}) {
  const { area, operation, plan, seed, shown } = props;
  return (
    <div class="area" data-area>
      <h4 id={`area-${operation ?? noOperation}-${area.id}`}>
        {area.title} <Tally area={area} />
      </h4>
      {area.requirements.map((result) => (
        <Requirement result={result} evidence={plan.get(result.id)} seed={seed} shown={shown} />
      ))}
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
