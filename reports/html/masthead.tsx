import type { ComponentChildren } from 'preact';
import { apiTitle } from '../../spec/openapi.ts';
import type { Results } from '../../spec/run/results.ts';
import type { Cause } from '../causes.ts';
import { visible } from '../../spec/run/plain.ts';
import {
  coverage,
  duration,
  qualificationsOf,
  requestsInWords,
  standingInWords,
  verdictReason,
  verdictWords,
} from '../labels.ts';
import { sweepLine } from '../command.ts';
import { type Improvement, improvementsOf } from './improvement.ts';
import { Command, InWords } from './parts.tsx';

interface MastheadProps {
  readonly results: Results;
  readonly causes: readonly Cause[];
}

/** The verdict, why, what it is about, and what would have to change for a better one. Prints on the first page. */
export function Masthead({ results, causes }: MastheadProps) {
  const { target, verdict, obstacle, leftBehind } = results;
  return (
    <header class={`masthead ${verdict}`}>
      <p class="kicker">Conformance report · {apiTitle}</p>
      <h1>
        <span class="verdict">{verdictWords[verdict]}</span>{' '}
        <span class="target">{visible(target.name)}</span>
      </h1>
      <p class="because">{visible(verdictReason(results))}</p>
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
      <Facts results={results} />
      <Improvements steps={improvementsOf(results, causes)} />
    </header>
  );
}

function Facts({ results }: { readonly results: Results }) {
  const { suite, target, waivers } = results;
  const standing = standingInWords(suite);
  return (
    <dl class="facts">
      <Fact term="Base URL">
        <code>{visible(target.baseUrl)}</code>
      </Fact>
      <Fact term="Date">
        <time dateTime={results.startedAt}>{dateInWords(results.startedAt)}</time>
      </Fact>
      <Fact term="Judged">{coverage(results)}</Fact>
      <Fact term="Profile">{results.profile}</Fact>
      <Fact term="Seed">
        <code>{results.seed}</code>
      </Fact>
      <Fact term="Run">
        {requestsInWords(results)} in {duration(results.durationMs)}
      </Fact>
      <Fact term="Run id" wide>
        <code class="digest">{visible(results.runId)}</code>
      </Fact>
      <Fact term="Suite">
        {suite.name} {suite.version}
      </Fact>
      {standing !== '' && (
        <Fact term="Strength of the suite" wide id="strength">
          A suite {suite.staleProof?.subjects === 0 ? standing : <a href="proof.html">{standing}</a>}.
        </Fact>
      )}
      <Digest term="Suite digest" of={suite.digest} />
      <Digest term="Contract digest" of={suite.contract} />
      <Digest term="Target digest" of={target.digest} />
      <Digest term="Digest of the proof" of={suite.strength?.digest} />
      <Digest term="Waivers digest" of={waivers?.digest} />
    </dl>
  );
}

function Digest({ term, of }: { readonly term: string; readonly of: string | undefined }) {
  return of === undefined ? null : (
    <Fact term={term} wide>
      <code class="digest">{visible(of)}</code>
    </Fact>
  );
}

function Fact(props: {
  readonly term: string;
  readonly wide?: boolean;
  readonly id?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <div class={props.wide === true ? 'wide' : undefined} id={props.id}>
      <dt>{props.term}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function Improvements({ steps }: { readonly steps: readonly Improvement[] }) {
  return (
    <section id="better" class="better" aria-labelledby="better-title">
      <h2 id="better-title">What would have to change for a better verdict</h2>
      {steps.length === 0 ? <p>Nothing: this is the best verdict there is.</p> : null}
      {steps.length === 0 ? null : (
        <ol>
          {steps.map(({ says, href }) => (
            <li>
              {href === undefined ? (
                <InWords text={says} />
              ) : (
                <a href={href}>
                  <InWords text={says} />
                </a>
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

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
          {more} more in <code>results.json</code>.
        </p>
      ) : null}
      <p>Finish it:</p>
      <Command line={command} label="Command that finishes it" />
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
