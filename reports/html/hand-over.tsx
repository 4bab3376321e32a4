import type { Defect } from '../defects.ts';
import { oneLine, visible } from '../../spec/run/plain.ts';
import type { Results } from '../../spec/run/results.ts';
import { filesFor, statementFor } from '../certificate/statement.ts';
import { byReason, coverage, more, outcomeWords, verdictWords } from '../labels.ts';
import { dateInWords } from './dates.ts';
import { InWords } from './parts.tsx';

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
              <Reasons of={results.requirements.filter((one) => one.outcome === outcome)} />
            </li>
          ))}
        </ul>
      )}
      <WaiversInShort results={results} />
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

/** How many reasons of an outcome, or waivers, are told; the rest is counted. */
const mostTold = 3;
const mostWaivers = 8;

function Reasons({ of }: { readonly of: Results['requirements'] }) {
  const groups = [...byReason(of)].toSorted(([, a], [, b]) => b.length - a.length);
  // What no answer showed has that one reason, which was just told.
  if (groups.length === 1 && of[0]?.outcome === 'unobserved') return null;
  return (
    <ul>
      {groups.slice(0, mostTold).map(([reason, all]) => (
        <li>
          {all.length}: {visible(oneLine(reason, longestReason))}
        </li>
      ))}
      {more(groups.length, mostTold).map((line) => (
        <li>{line} reasons</li>
      ))}
    </ul>
  );
}

const longestReason = 140;

function WaiversInShort({ results: { waivers } }: { readonly results: Results }) {
  const all = waivers?.waivers ?? [];
  return (
    <>
      <h3>Waivers</h3>
      {all.length === 0 ? <p>None.</p> : null}
      {all.length === 0 ? null : (
        <ul>
          {all.slice(0, mostWaivers).map(({ requirement, owner, expires, state }) => (
            <li>
              <code>{visible(requirement)}</code>, {state}, until {visible(expires)},{' '}
              {visible(oneLine(owner, 80))}
            </li>
          ))}
          {more(all.length, mostWaivers).map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      )}
    </>
  );
}

const mostOnPaper = 12;

/** What is wrong in a line each, for the first sheet; on a screen the defects themselves stand there. */
export function DefectsOnPaper({ defects }: { readonly defects: readonly Defect[] }) {
  if (defects.length === 0) return null;
  return (
    <ol class="on-paper" hidden>
      {defects.slice(0, mostOnPaper).map(({ headline, decides }) => (
        <li>
          <InWords text={headline} />
          {decides ? '' : ' (only warns)'}
        </li>
      ))}
      {more(defects.length, mostOnPaper).map((line) => (
        <li>{line}</li>
      ))}
    </ol>
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

const reviewed = ['error', 'dependency', 'untestable', 'unobserved', 'notApplicable', 'waived'] as const;
