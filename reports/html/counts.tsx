import type { Evidence } from '../../spec/requirement.ts';
import { evidences, type Outcome, outcomes, type Results } from '../../spec/run/results.ts';
import { outcomeWords } from '../labels.ts';
import { Mark } from './parts.tsx';

/** Outcomes by evidence: a band for the eye, a table for the facts. */
export function Counts({ results }: { readonly results: Results }) {
  const present = outcomes.filter((outcome) => results.counts[outcome] > 0);
  return (
    <section id="counts" aria-labelledby="counts-title">
      <h2 id="counts-title">Outcomes</h2>
      <section class="scroll" aria-labelledby="counts-caption" tabIndex={0}>
        <table class="counts">
          <caption id="counts-caption">
            Requirements by outcome and by how firmly the source says them. Stated and shown ones decide the
            verdict, inferred ones only warn.
          </caption>
          <thead>
            <tr>
              <th scope="col">Outcome</th>
              {evidences.map((evidence) => (
                <th scope="col">{evidence}</th>
              ))}
              <th scope="col">all</th>
              <th scope="col" class="means">
                What it means
              </th>
            </tr>
          </thead>
          <tbody>
            {present.map((outcome) => (
              <tr>
                <th scope="row">
                  <Mark outcome={outcome} /> {outcomeWords[outcome].label}
                </th>
                {evidences.map((evidence) => (
                  <Count
                    of={results.countsByEvidence[evidence][outcome]}
                    outcome={outcome}
                    evidence={evidence}
                  />
                ))}
                <Count of={results.counts[outcome]} outcome={outcome} />
                <td class="means">{outcomeWords[outcome].means}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

/** Leads to what it counts. Zeros step back, so that the numbers that matter stand out. */
function Count(props: { readonly of: number; readonly outcome: Outcome; readonly evidence?: Evidence }) {
  const { of, outcome, evidence } = props;
  if (of === 0) return <td class="zero">0</td>;
  const filter = `#?outcome=${outcome}${evidence === undefined ? '' : `&evidence=${evidence}`}`;
  const what = [outcomeWords[outcome].label, ...(evidence === undefined ? [] : [evidence])].join(', ');
  return (
    <td>
      <a href={filter} aria-label={`Show the ${String(of)} requirements: ${what}`}>
        {of}
      </a>
    </td>
  );
}

/** One strip, its parts as long as their share. Told again by the table, so hidden from screen readers. */
export function Band({ results }: { readonly results: Results }) {
  const total = Math.max(1, results.requirements.length);
  const shares = outcomes.map((outcome) => ({ outcome, share: results.counts[outcome] / total }));
  return (
    <svg
      class="band"
      viewBox="0 0 1000 8"
      width="100%"
      height="8"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {shares.map(({ outcome, share }, at) => {
        const before = shares.slice(0, at).reduce((sum, one) => sum + one.share, 0);
        return share > 0 ? (
          <rect
            class={`fill-${outcome}`}
            fill={unstyled[outcome]}
            x={before * 1000}
            y={0}
            width={share * 1000}
            height={8}
          />
        ) : null;
      })}
    </svg>
  );
}

/** Colours where the style of the page is not allowed, as under the content policy of some CI servers. */
const unstyled = {
  passed: '#1c6a3f',
  failed: '#b0221b',
  error: '#8a4700',
  dependency: '#63479c',
  untestable: '#57534d',
  unobserved: '#40607a',
  waived: '#735700',
  notApplicable: '#65615a',
} as const satisfies Record<Outcome, string>;
