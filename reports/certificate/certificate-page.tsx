import type { ComponentChildren } from 'preact';
import { apiTitle } from '../../spec/openapi.ts';
import { packageFacts } from '../../spec/root.ts';
import { several, visible } from '../../spec/run/plain.ts';
import { commandLine } from '../command.ts';
import { Document, toFile } from '../html/document.tsx';
import { dateInWords } from '../html/dates.ts';
import { Command, Fact } from '../html/parts.tsx';
import { countsInWords, verdictWords } from '../labels.ts';
import { standingInWords } from '../standing.ts';
import { type Attestation, identityIn, readStatements } from './attestation.ts';
import type { Finding } from './examine.ts';
import { filesFor, type Result, sha256, type Statement } from './statement.ts';

/** How many of a list stand on the page, so that it fits on one sheet; the results have all. */
const most = { reservations: 4, waived: 5, ids: 6 } as const;

const title = {
  PASSED: 'Certificate of conformance',
  WARNED: 'Statement of a run with reservations: no certificate',
  FAILED: 'Statement of a failed run: no certificate',
} as const satisfies Record<Result, string>;

const sheet = `
.certificate section > h2 { font-size: 1.25rem; margin: 1.6rem 0 .2rem; } .certificate .facts { margin: .6rem 0 0; padding: .8rem 0; gap: .5rem 1.5rem; } .certificate main ul { margin: .3rem 0; padding-left: 1.2rem; }
@media print {
  @page { margin: 13mm 16mm 14mm; @bottom-left { content: 'amocrm-conformance'; } }
  html { font-size: 8pt; } body { line-height: 1.35; } .certificate main { display: block; } .certificate .verdict { font-size: 2.2rem; } .certificate section > h2 { margin-top: .7rem; }
  .certificate .facts { gap: .2rem 1.2rem; padding: .3rem 0; } .certificate section, .certificate li { break-inside: avoid; } .certificate pre { padding: .3rem .6rem; }
}
`;

/**
 * A certificate, or a statement that is none, as one HTML file for people that loads nothing. It names the very file
 * that it tells of by digest, and the same bytes give the same page.
 * @param bytes the file of the statement
 * @returns null where the file holds something else than one statement
 */
export function toCertificateHtml(bytes: Buffer): string | null {
  const read = readStatements(bytes);
  if ('problem' in read) return null;
  const [attestation, ...more] = read;
  return attestation === undefined || more.length > 0
    ? null
    : toFile(<Page attestation={attestation} digest={sha256(bytes)} />);
}

/** Tells whether a page is the one that the suite writes of a statement's file. */
export function examinePage(given: {
  readonly name: string;
  readonly page: Buffer;
  /** The file of the statement. */
  readonly bytes: Buffer;
}): Finding {
  const { name, page, bytes } = given;
  const text = page.toString('utf8');
  if (text === toCertificateHtml(bytes))
    return { standing: 'holds', says: `${name} shows what it says, and nothing else.` };
  if (!text.includes(`content="sha256:${sha256(bytes)}"`))
    return { standing: 'broken', says: `${name} was not made of it: do not rely on what the page shows.` };
  return text.includes(`content="${generator}"`)
    ? { standing: 'broken', says: `${name} was changed since: do not rely on what the page shows.` }
    : {
        standing: 'open',
        says: `what ${name} shows: another version of the suite wrote it, or somebody who says so. Rely on what is told here.`,
      };
}

const { name: suiteName, version } = packageFacts();
const generator = `${suiteName} ${version}`;

function Page({ attestation, digest }: { readonly attestation: Attestation; readonly digest: string }) {
  const { statement } = attestation;
  const { predicate } = statement;
  const { result, amocrmConformance: said } = predicate;
  return (
    <Document
      title={`${title[result]}: ${visible(said.target.name, 80)}`}
      description={title[result]}
      sheet={sheet}
      facts={{ generator, statement: `sha256:${digest}` }}
    >
      <div class="certificate">
        <header class={`masthead ${result === 'WARNED' ? 'inconclusive' : said.verdict}`}>
          <p class="kicker">
            {title[result]} · {apiTitle}
          </p>
          <h1>
            <span class="verdict">
              {result === 'WARNED' ? 'With reservations' : verdictWords[said.verdict]}
            </span>{' '}
            <span class="target">
              {visible(said.target.name, 100)}{' '}
              <code class="address">{visible(said.target.baseUrl, 120)}</code>
            </span>
          </h1>
          <p class="because">{because(statement)}</p>
        </header>
        <main>
          <About statement={statement} />
          <Scope statement={statement} />
          <Waivers statement={statement} />
          <Signed attestation={attestation} digest={digest} />
        </main>
      </div>
    </Document>
  );
}

function because({ predicate }: Statement): string {
  const { result, passedTests, warnedTests, failedTests } = predicate;
  const passed = several(passedTests.length, 'requirement');
  if (result === 'FAILED') return `${several(failedTests.length, 'requirement')} failed, ${passed} passed.`;
  return warnedTests.length === 0
    ? `${passed} passed, none failed.`
    : `${passed} passed, ${String(warnedTests.length)} with a warning or a waiver.`;
}

/** What was judged, by what and when. */
function About({ statement }: { readonly statement: Statement }) {
  const { subject, predicate } = statement;
  const { configuration, url, amocrmConformance: said } = predicate;
  const suite = configuration.find(({ name }) => name === 'suite');
  const set = configuration.find(({ name }) => name.startsWith('requirements '));
  const named = (name: string) => configuration.find((one) => one.name === name)?.digest.sha256;
  return (
    <section aria-labelledby="about">
      <h2 id="about">What was judged</h2>
      <dl class="facts">
        {subject.map(({ name, digest }) => (
          <Fact term={said.subject === 'image' ? 'Subject, an image' : 'Subject, the target'} wide>
            {visible(name, 100)} <code class="digest">sha256:{digest.sha256}</code>
          </Fact>
        ))}
        <Fact term="Requirements" wide>
          {set === undefined
            ? 'those of the suite'
            : `set ${visible(set.name.replace('requirements ', ''), 40)}`}{' '}
          <code class="digest">sha256:{set?.digest.sha256 ?? suite?.digest.sha256 ?? ''}</code>
        </Fact>
        <Fact term="Suite" wide>
          {visible(suite?.annotations?.['name'] ?? '', 80)}{' '}
          {visible(suite?.annotations?.['version'] ?? '', 40)}{' '}
          <code class="digest">sha256:{suite?.digest.sha256 ?? ''}</code>
        </Fact>
        <Fact term="Run">
          {dateInWords(said.startedAt)}, profile {said.profile}, seed {said.seed}
        </Fact>
        {said.issuedAt === undefined ? null : <Fact term="Stated">{dateInWords(said.issuedAt)}</Fact>}
        <Fact term="Valid until">
          {said.validUntil === undefined ? 'no term was set' : dateInWords(said.validUntil)}
        </Fact>
        <Fact term="Results" wide>
          <a href="results.json">results.json</a>{' '}
          <code class="digest">sha256:{named('results.json') ?? ''}</code>, the{' '}
          <a href="index.html">report</a>
          {url === undefined ? null : (
            <>
              , and, by who made this, <a href={url}>{visible(url, 120)}</a>
            </>
          )}
        </Fact>
      </dl>
    </section>
  );
}

/** What was tested, what was not, and what has to be known of it. */
function Scope({ statement }: { readonly statement: Statement }) {
  const { predicate } = statement;
  const { failedTests, amocrmConformance: said } = predicate;
  const { passed, failed, ...others } = said.counts;
  const isAll = Object.values(others).every((count) => count === 0);
  const standing = standingInWords(said);
  return (
    <section aria-labelledby="scope">
      <h2 id="scope">How far it reaches</h2>
      <p>
        Tested: {countsInWords({ passed, failed })}. Not tested:{' '}
        {isAll ? 'nothing of the suite' : countsInWords(others)}. It says nothing of what the document of the
        API does not promise, nor of another version, address or time.
        {standing === '' ? '' : ` A suite ${standing}.`}
      </p>
      <Listed name="Failed" ids={failedTests} />
      <Listed name="Could not be settled" ids={said.unsettled} />
      <Listed name="Declared missing" ids={said.notApplicable} />
      {said.reservations.length === 0 ? null : (
        <Few of={said.reservations} atMost={most.reservations}>
          {(sentence) => visible(sentence, 160)}
        </Few>
      )}
    </section>
  );
}

function Listed({ name, ids }: { readonly name: string; readonly ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <p>
      {name}:{' '}
      {ids.slice(0, most.ids).map((id, at) => (
        <>
          {at > 0 ? ', ' : ''}
          <code>{visible(id, 60)}</code>
        </>
      ))}
      {ids.length > most.ids ? ` and ${String(ids.length - most.ids)} more` : ''}.
    </p>
  );
}

function Few<Of>(props: {
  readonly of: readonly Of[];
  readonly atMost: number;
  readonly children: (one: Of) => ComponentChildren;
}) {
  const more = props.of.length - props.atMost;
  return (
    <ul>
      {props.of.slice(0, props.atMost).map((one) => (
        <li>{props.children(one)}</li>
      ))}
      {more > 0 ? (
        <li>
          {more} more in <code>results.json</code>
        </li>
      ) : null}
    </ul>
  );
}

function Waivers({ statement }: { readonly statement: Statement }) {
  const { waived } = statement.predicate.amocrmConformance;
  return (
    <section aria-labelledby="waivers">
      <h2 id="waivers">Waivers</h2>
      {waived.length === 0 ? (
        <p>None.</p>
      ) : (
        <Few of={waived} atMost={most.waived}>
          {({ requirement, reason, owner, expires }) => (
            <>
              <code>{visible(requirement, 100)}</code>, until {visible(expires, 20)}: {visible(reason, 100)} (
              {visible(owner, 40)})
            </>
          )}
        </Few>
      )}
    </section>
  );
}

/** Who signed, by the file's own word, and how that is checked. */
function Signed({ attestation, digest }: { readonly attestation: Attestation; readonly digest: string }) {
  const { statement, envelope, bundle } = attestation;
  const files = filesFor(statement.predicate.result);
  const file = bundle === undefined ? files.line : files.bundle;
  const identity = bundle && identityIn(bundle);
  const proof = identity
    ? ['--identity', identity.name, '--issuer', identity.issuer, '--trusted-root', 'trusted-root.json']
    : ['--key', 'public.pem'];
  return (
    <section aria-labelledby="signed">
      <h2 id="signed">Who signed it, and how to verify</h2>
      {envelope?.signatures.map(({ keyid }) => (
        <p>
          It names the key <code>{keyid}</code>.
        </p>
      ))}
      {identity ? (
        <p>
          It names <code>{visible(identity.name, 300)}</code>, for whom{' '}
          <code>{visible(identity.issuer, 200)}</code> vouched.
        </p>
      ) : null}
      {envelope === undefined && bundle === undefined ? (
        <p>
          <strong>Nobody signed it</strong>: anyone can have written it.
        </p>
      ) : null}
      <p>
        This page proves nothing by itself. It shows <a href={file}>{file}</a>,{' '}
        <code class="digest">sha256:{digest}</code>. With the results and this page beside it, the suite tells
        what is proven, and whether the page agrees:
      </p>
      <Command
        line={commandLine(
          ['verify', file, '--results', 'results.json', ...((envelope ?? bundle) ? proof : ['--unsigned'])],
          [suiteName],
        )}
        label="Command that verifies it"
      />
    </section>
  );
}
