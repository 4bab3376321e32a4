import { visible } from '../../spec/run/plain.ts';
import type { Results } from '../../spec/run/results.ts';
import { filesFor, statementFor } from '../certificate/statement.ts';
import { coverage, outcomeWords, verdictWords } from '../labels.ts';
import { dateInWords } from './dates.ts';

/** What a reviewer signs and files: what was judged, and how to check it. On paper it stands behind the verdict. */
export function HandOver({ results }: { readonly results: Results }) {
  const { target, verdict, complete, profile, suite, counts } = results;
  const left = [...reviewed].filter((outcome) => counts[outcome] > 0);
  return (
    <section id="hand-over" class="hand-over" aria-labelledby="hand-over-title">
      <h2 id="hand-over-title">For whoever signs it off</h2>
      <p>
        {suite.name} {suite.version} judged {visible(target.name)} at <code>{visible(target.baseUrl)}</code>{' '}
        on {dateInWords(results.startedAt)} {verdictWords[verdict].toLowerCase()}, over {coverage(results)} of
        the profile {profile}
        {complete ? '' : ', filtered: that is no verdict of the whole'}.
      </p>
      {left.length === 0 ? null : (
        <ul>
          {left.map((outcome) => (
            <li>
              {counts[outcome]} {outcomeWords[outcome].label}: {outcomeWords[outcome].means}
            </li>
          ))}
        </ul>
      )}
      <h3>How to verify</h3>
      <Verify results={results} />
      <dl class="signature">
        <div>
          <dt>Reviewed by</dt>
          <dd />
        </div>
        <div>
          <dt>Date</dt>
          <dd />
        </div>
        <div>
          <dt>Signature</dt>
          <dd />
        </div>
      </dl>
    </section>
  );
}

function Verify({ results }: { readonly results: Results }) {
  const statement = statementFor(results, { resultsBytes: new Uint8Array() });
  if ('refused' in statement) return <p>{visible(statement.refused)}</p>;
  const { result } = statement.predicate;
  const { line, page } = filesFor(result);
  return (
    <p>
      Ask for <code>results.json</code>, <code>{line}</code> and <code>{page}</code> of the run{' '}
      <code>{visible(results.runId)}</code>, and run <code>amocrm-conformance verify {line}</code> beside
      them: it tells whether they are of these results, of this suite, and signed by whom.
      {result === 'PASSED'
        ? ''
        : ` It states that the run ${result === 'FAILED' ? 'failed' : 'passed with reservations'}, and is no certificate.`}
    </p>
  );
}

const reviewed = ['untestable', 'unobserved', 'notApplicable', 'dependency', 'error', 'waived'] as const;
