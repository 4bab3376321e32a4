import type { Outcome, Results } from '../../spec/run/results.ts';
import { areasOf, type Area } from '../areas.ts';
import { outcomes, outcomeWords } from '../words.ts';
import { planEvidence, type ShownEvidence } from './evidence.ts';
import { Mark } from './mark.tsx';
import type { PageInput } from './page.tsx';
import { Requirement } from './requirement.tsx';

/** Every requirement, grouped by area in the order of the catalogue, with the filter over them. */
export function Requirements({ results, recorded }: PageInput) {
  const plan = planEvidence(results.requirements, recorded);
  return (
    <section aria-labelledby="requirements">
      <h2 id="requirements" tabIndex={-1}>
        Requirements
      </h2>
      <Filter results={results} />
      {areasOf(results.requirements).map((area) => (
        <AreaSection area={area} plan={plan} seed={results.seed} />
      ))}
      <p class="nothing" data-nothing hidden>
        No requirement matches the filter.
      </p>
    </section>
  );
}

function AreaSection(props: {
  readonly area: Area;
  readonly plan: ReadonlyMap<string, ShownEvidence>;
  readonly seed: number;
}) {
  const { area, plan, seed } = props;
  const title = `area-${area.id}`;
  return (
    <section class="area" data-area aria-labelledby={title}>
      <h3 id={title}>
        {area.title} <Tally area={area} />
      </h3>
      {area.requirements.map((result) => (
        <Requirement result={result} evidence={plan.get(result.id)} seed={seed} />
      ))}
    </section>
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
function Filter({ results }: { readonly results: Results }) {
  const present = outcomes.filter((outcome) => results.counts[outcome] > 0);
  return (
    <form class="filter" data-filter hidden role="search" aria-label="Filter the requirements">
      <label class="text">
        <span>Text</span>
        <input type="search" name="text" autocomplete="off" spellcheck={false} />
      </label>
      <fieldset>
        <legend>Outcome</legend>
        {present.map((outcome) => (
          <OutcomeBox outcome={outcome} count={results.counts[outcome]} />
        ))}
      </fieldset>
      <p class="showing">
        <output data-showing aria-live="polite" /> <button type="reset">Show all</button>
      </p>
    </form>
  );
}

function OutcomeBox({ outcome, count }: { readonly outcome: Outcome; readonly count: number }) {
  return (
    <label class="box">
      <input type="checkbox" name="outcome" value={outcome} />
      <Mark outcome={outcome} /> {outcomeWords[outcome].label} <span class="count">{count}</span>
    </label>
  );
}
