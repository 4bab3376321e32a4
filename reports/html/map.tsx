import { type OperationId, operations } from '../../spec/operations.ts';
import { outcomes, type RequirementResult } from '../../spec/run/results.ts';
import { areaOf, grouped, outcomeWords } from '../labels.ts';
import { Mark } from './parts.tsx';
import { noOperation } from './requirement.tsx';

/** Operations by what is done with them: a tile each, that shows its requirements. */
export function OutcomeMap({ requirements }: { readonly requirements: readonly RequirementResult[] }) {
  const rows = [...grouped(requirements, ({ operation }) => operation ?? noOperation)];
  return (
    <section id="map" aria-labelledby="map-title">
      <h2 id="map-title">Map</h2>
      <p class="note">Each tile counts what was kept of what is promised, and shows it.</p>
      <dl class="map">
        {rows.map(([operation, of]) => (
          <div>
            <dt>
              <code>{nameOf(operation)}</code>
            </dt>
            <dd>
              {[...grouped(of, ({ id }) => areaOf(id))].map(([area, own]) => (
                <Tile operation={operation} area={area} of={own} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Tile(props: {
  readonly operation: string;
  readonly area: string;
  readonly of: readonly RequirementResult[];
}) {
  const { operation, area, of } = props;
  const worst = outcomes.find((outcome) => of.some((one) => one.outcome === outcome)) ?? 'passed';
  const passed = of.filter(({ outcome }) => outcome === 'passed').length;
  return (
    <a class={`tile ${worst}`} href={`#?operation=${operation}&text=${area}.`}>
      <Mark outcome={worst} />
      <span>{area.split('.').slice(1).join(' ') || area}</span>{' '}
      <span class="tally">
        {passed}/{of.length}
        <span class="spoken"> passed, {outcomeWords[worst].label}</span>
      </span>
    </a>
  );
}

/** `GET things`; `any` for what belongs to none. */
export function nameOf(operation: string): string {
  if (operation === noOperation) return 'any';
  const { method, path } = operations[operation as OperationId];
  return `${method} ${path.split('/').at(-1) ?? ''}`;
}
