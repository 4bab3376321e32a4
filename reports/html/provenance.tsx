import { visible } from '../../spec/run/plain.ts';
import type { Results } from '../../spec/run/results.ts';
import { apiTitle } from '../../spec/openapi.ts';
import { docsLine } from '../command.ts';
import { requestsInWords } from '../labels.ts';
import { standingInWords } from '../standing.ts';
import { Fact } from './parts.tsx';

/** Where the verdict comes from, for whoever wants to have it again or to check it: digests, seed, pace, strength. */
export function Provenance({ results }: { readonly results: Results }) {
  const { suite, target, waivers, pace } = results;
  const standing = standingInWords(suite);
  return (
    <section id="provenance" aria-labelledby="provenance-title">
      <h2 id="provenance-title">Provenance</h2>
      <p class="note">
        What this run was, so that it can be had again and a certificate of it can be checked.
      </p>
      <dl class="facts">
        <Fact term="Suite">
          {suite.name} {suite.version}
        </Fact>
        <Fact term="Seed">
          <code>{results.seed}</code>
        </Fact>
        <Fact term="Sent">{requestsInWords(results)}</Fact>
        {pace === undefined ? null : (
          <Fact term="Pace">
            {pace.requestsPerSecond === null
              ? 'no limit'
              : `${String(pace.requestsPerSecond)} requests per second`}
            , {pace.concurrency} at once
          </Fact>
        )}
        <Fact term="Source" wide>
          The vendor’s document of {apiTitle}. Requirements name its sections by their headings; the suite
          knows no lasting address of it that it could lead to. What was read out of it stands in{' '}
          <code>spec/openapi.yaml</code>, and requirement by requirement on the page that{' '}
          <code>{docsLine(results.command)}</code> writes.
        </Fact>
        <Fact term="Run id" wide>
          <code class="digest">{visible(results.runId)}</code>
        </Fact>
        {standing === '' ? null : (
          <Fact term="Strength of the suite" wide id="strength">
            A suite {standing}.
            {suite.staleProof?.subjects === 0 ? null : (
              <>
                {' '}
                <a href="proof.html">Kill matrix</a>
              </>
            )}
          </Fact>
        )}
        <Digest term="Suite digest" of={suite.digest} />
        <Digest term="Contract digest" of={suite.contract} />
        <Digest term="Target digest" of={target.digest} />
        <Digest term="Digest of the proof" of={suite.strength?.digest} />
        <Digest term="Waivers digest" of={waivers?.digest} />
      </dl>
    </section>
  );
}

function Digest({ term, of }: { readonly term: string; readonly of: string | undefined }) {
  return of === undefined ? null : (
    <Fact term={term} wide>
      <code class="digest">{visible(of)}</code>
    </Fact>
  );
}
