import { apiTitle } from '../../spec/openapi.ts';
import { several, visible } from '../../spec/run/plain.ts';
import { type Outcome, outcomes, type Results } from '../../spec/run/results.ts';
import { sweepLine } from '../command.ts';
import type { Since } from '../compare/since.ts';
import type { Defect } from '../defects.ts';
import {
  are,
  coverage,
  judgedIn,
  duration,
  outcomeWords,
  qualificationsOf,
  requestsInWords,
  verdictReason,
  verdictWords,
} from '../labels.ts';
import { Band } from './counts.tsx';
import { Command, Mark } from './parts.tsx';
import { SinceLast } from './since.tsx';
import { dateInWords } from './dates.ts';

interface MastheadProps {
  readonly results: Results;
  readonly defects: readonly Defect[];
  /** Null where no last run is known. */
  readonly since: Since | null;
}

/** The verdict, why, and how far it reaches. Prints on the first page. */
export function Masthead({ results, defects, since }: MastheadProps) {
  const { target, verdict, obstacle, leftBehind } = results;
  return (
    <header id="top" class={`masthead ${verdict}`}>
      <p class="kicker">
        Conformance report <span class="of-api">· {apiTitle} </span>·{' '}
        <time dateTime={results.startedAt}>{dateInWords(results.startedAt)}</time>
      </p>
      <h1>
        <span class="verdict">{verdictWords[verdict]}</span>{' '}
        <span class="target">
          {visible(target.name)} <code class="address">{visible(target.baseUrl)}</code>
        </span>
      </h1>
      <p class="because">{visible(sentenceOf(results, defects))}</p>
      <Band results={results} />
      <Scope results={results} />
      {since === null ? null : <SinceLast since={since} />}
      {results.complete ? null : <Filtered results={results} />}
      {qualificationsOf(results).map((sentence) => (
        <p class="notice">{visible(sentence)}</p>
      ))}
      {obstacle !== undefined && verdict === 'nonconformant' ? (
        <p class="notice">The run did not get through: {visible(obstacle)}</p>
      ) : null}
      {leftBehind.length > 0 ? (
        <LeftBehind sentences={leftBehind} command={sweepLine(results.command)} />
      ) : null}
    </header>
  );
}

/** `5 of 351 promises broken, by 2 likely defects.`, else why the verdict is what it is. */
export function sentenceOf(results: Results, defects: readonly Defect[]): string {
  const { counts } = results;
  if (counts.failed === 0) return verdictReason(results);
  const deciding = defects.filter(({ decides }) => decides).length;
  const warning = defects.length - deciding;
  const broken = `${String(counts.failed)} of ${several(judgedIn(counts), 'promise')} broken`;
  if (deciding === 0)
    return `${broken}, by ${several(warning, 'likely defect')} that only ${warning === 1 ? 'warns' : 'warn'}. ${verdictReason(results)}`;
  const alone = `${broken}, by ${several(deciding, 'likely defect')}`;
  return warning === 0
    ? `${alone}.`
    : `${alone} and ${several(warning, 'other')} that only ${warning === 1 ? 'warns' : 'warn'}.`;
}

/** What the bar shows in numbers that lead to what they count, and what the run was. */
function Scope({ results }: { readonly results: Results }) {
  const { counts, selection, requirements, complete, profile } = results;
  const outside = selection.of - requirements.length;
  return (
    <>
      <p class="legend-of-band">
        {outcomes
          .filter((outcome) => counts[outcome] > 0)
          .map((outcome) => (
            <>
              <span>
                <Mark outcome={outcome} />{' '}
                <a href={`#?outcome=${outcome}`} title={outcomeWords[outcome].means}>
                  {counts[outcome]} {plainWordsOf(outcome, results)}
                </a>
              </span>{' '}
            </>
          ))}
        {outside > 0 ? (
          <span>
            {outside} {complete && profile === 'read-only' ? 'about answers to changes' : 'left out'}
          </span>
        ) : null}
      </p>
      <p class="scope">
        Tested: {coverage(results)}, {requestsInWords(results)} in {duration(results.durationMs)}, profile{' '}
        {profile}.
      </p>
    </>
  );
}

function plainWordsOf(outcome: Outcome, { profile }: Results): string {
  return outcome === 'untestable' && profile === 'read-only'
    ? 'that take changes, or what the account lacks'
    : plainWords[outcome];
}

/** Outcomes in words that need no glossary. */
const plainWords = {
  failed: 'broken',
  passed: 'kept',
  waived: 'waived',
  error: 'where the suite or the network broke',
  dependency: 'not tried, behind something that failed',
  untestable: 'that need what the target lacks',
  unobserved: 'never seen',
  notApplicable: 'declared unsupported',
} as const satisfies Record<Outcome, string>;

function Filtered({ results }: { readonly results: Results }) {
  return (
    <p class="notice">
      A filtered run, judged over {coverage(results)} (
      {results.selection.filters.map((filter, at) => (
        <>
          {at > 0 ? ', ' : ''}
          <code>{visible(filter)}</code>
        </>
      ))}
      ). It is not a certificate.
    </p>
  );
}

/** Sentences that stand on the page; the others are in `results.json`. */
const mostSentences = 20;

function LeftBehind(props: { readonly sentences: readonly string[]; readonly command: string }) {
  const { sentences, command } = props;
  const more = sentences.length - mostSentences;
  return (
    <section class="notice" aria-labelledby="left-behind">
      <h2 id="left-behind">Left behind in the account</h2>
      <ul>
        {sentences.slice(0, mostSentences).map((sentence) => (
          <li>{visible(sentence)}</li>
        ))}
      </ul>
      {more > 0 ? (
        <p>
          {more} more {are(more)} in <code>results.json</code>.
        </p>
      ) : null}
      <p>Finish it:</p>
      <Command line={command} label="Command that finishes it" />
    </section>
  );
}
