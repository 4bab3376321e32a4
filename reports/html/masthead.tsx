import type { ComponentChildren } from 'preact';
import type { Results } from '../../spec/run/results.ts';
import { visible } from '../plain.ts';
import { coverage, duration, several, strengthInWords, verdictReason, verdictWords } from '../words.ts';

/** The verdict, why, and what it is about. */
export function Masthead({ results }: { readonly results: Results }) {
  const { target, suite, verdict, obstacle, leftBehind } = results;
  return (
    <header class={`masthead ${verdict}`}>
      <p class="kicker">Conformance report · amoCRM API v2, customers</p>
      <h1>
        <span class="verdict">{verdictWords[verdict]}</span>
        <span class="target">{visible(target.name)}</span>
      </h1>
      <p class="because">{visible(verdictReason(results))}</p>
      {results.complete ? null : <Filtered results={results} />}
      {obstacle !== undefined && verdict === 'nonconformant' ? (
        <p class="notice">The run did not get through: {visible(obstacle)}</p>
      ) : null}
      {leftBehind.length > 0 ? <LeftBehind sentences={leftBehind} /> : null}
      <dl class="facts">
        <Fact term="Base URL">
          <code>{visible(target.baseUrl)}</code>
        </Fact>
        <Fact term="Date">
          <time dateTime={results.startedAt}>{dateInWords(results.startedAt)}</time>
        </Fact>
        <Fact term="Judged">{coverage(results.selection)}</Fact>
        <Fact term="Profile">{results.profile}</Fact>
        <Fact term="Seed">
          <code>{results.seed}</code>
        </Fact>
        <Fact term="Run">
          {several(results.requests, 'request')} in {duration(results.durationMs)}
        </Fact>
        <Fact term="Suite">
          {suite.name} {suite.version}
        </Fact>
        {suite.strength && (
          <Fact term="Strength of the suite" wide>
            It {strengthInWords(suite.strength)}.
          </Fact>
        )}
        <Fact term="Suite digest" wide>
          <code>{suite.digest}</code>
        </Fact>
      </dl>
    </header>
  );
}

function Fact(props: {
  readonly term: string;
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}) {
  return (
    <div class={props.wide === true ? 'wide' : undefined}>
      <dt>{props.term}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function Filtered({ results }: { readonly results: Results }) {
  return (
    <p class="notice">
      A filtered run, judged over {coverage(results.selection)} (
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

function LeftBehind({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <section class="notice" aria-labelledby="left-behind">
      <h2 id="left-behind">Left behind in the account</h2>
      <ul>
        {sentences.map((sentence) => (
          <li>{visible(sentence)}</li>
        ))}
      </ul>
    </section>
  );
}

/** `24 November 2026, 06:18 UTC` */
function dateInWords(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return visible(iso);
  const day = date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return `${day}, ${date.toISOString().slice(11, 16)} UTC`;
}
