import type { ComponentChildren } from 'preact';
import type { RequirementResult } from '../../spec/run/results.ts';
import { onlyLine } from '../curl.ts';
import { visible } from '../plain.ts';
import { duration, outcomeWords, several } from '../words.ts';
import type { ShownEvidence } from './evidence.ts';
import { Exchange } from './exchange.tsx';
import { InWords } from './in-words.tsx';
import { Mark } from './mark.tsx';

interface RequirementProps {
  readonly result: RequirementResult;
  readonly evidence: ShownEvidence | undefined;
  readonly seed: number;
}

/** One requirement: a line with its outcome that opens to all that is known of it. Its id is its address. */
export function Requirement({ result, evidence, seed }: RequirementProps) {
  const { id, says, outcome } = result;
  const gap = outcome !== 'passed' && outcome !== 'notApplicable';
  return (
    <details class={`requirement ${outcome}`} id={id} data-outcome={outcome}>
      <summary>
        <Mark outcome={outcome} />
        <span class="what">
          <span class="says">
            <InWords text={says} />
          </span>{' '}
          <code class="id">{id}</code>
        </span>
        <span class="how">
          <span class={`outcome ${outcome}`}>{outcomeWords[outcome].label}</span>{' '}
          <span class="evidence">{result.evidence}</span>
        </span>
      </summary>
      <div class="more">
        {result.reason === undefined ? null : <p class="reason">{visible(result.reason)}</p>}
        <Violations result={result} />
        {result.detail === undefined ? null : <Detail text={visible(result.detail)} />}
        <Facts result={result} />
        {evidence === undefined ? null : <Exchanges evidence={evidence} />}
        {gap ? (
          <Block title="Try it again">
            <pre class="command" tabIndex={0}>
              <code>{onlyLine(id, seed)}</code>
            </pre>
            <p class="note">
              Add the <code>--config</code> that this run had, if it had one.
            </p>
          </Block>
        ) : null}
      </div>
    </details>
  );
}

function Block({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <div class="block">
      <h4>{title}</h4>
      {children}
    </div>
  );
}

function Facts({ result }: { readonly result: RequirementResult }) {
  const readings = Object.entries(result.reading ?? {});
  return (
    <dl class="facts small">
      <div class="wide">
        <dt>Source</dt>
        <dd>
          {result.source.length === 0 ? 'none' : null}
          {result.source.map((row) => (
            <span class="row">{row}</span>
          ))}
        </dd>
      </div>
      {readings.length === 0 ? null : (
        <div class="wide">
          <dt>Reading</dt>
          <dd>{visible(readings.map(([id, side]) => `${id}: ${side}`).join(', '))}</dd>
        </div>
      )}
      {result.operation === null ? null : (
        <div>
          <dt>Operation</dt>
          <dd>
            <code>{result.operation}</code>
          </dd>
        </div>
      )}
      {result.durationMs === 0 ? null : (
        <div>
          <dt>Took</dt>
          <dd>{duration(result.durationMs)}</dd>
        </div>
      )}
    </dl>
  );
}

function Violations({ result }: { readonly result: RequirementResult }) {
  const { id, violations = [], violationCount = violations.length } = result;
  if (violations.length === 0) return null;
  const caption = `violations-${id}`;
  return (
    <div class="scroll" role="region" aria-labelledby={caption} tabIndex={0}>
      <table class="violations">
        <caption id={caption}>
          {several(violationCount, 'violation')} of the contract
          {violationCount > violations.length ? ', one of each kind' : ''}
        </caption>
        <thead>
          <tr>
            <th scope="col">Where</th>
            <th scope="col">Expected</th>
            <th scope="col">Received</th>
            <th scope="col">Exchange</th>
            <th scope="col">Contract</th>
          </tr>
        </thead>
        <tbody>
          {violations.map(({ pointer, expected, actual, exchange, schema }) => (
            <tr>
              <td>
                <code>{visible(pointer)}</code>
              </td>
              <td>{visible(expected)}</td>
              <td>
                <code>{visible(actual)}</code>
              </td>
              <td>{exchange}</td>
              <td>
                <code>{visible(schema)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The assertion's text; lines of a diff that were expected or received are told apart. */
function Detail({ text }: { readonly text: string }) {
  return (
    <Block title="Expected against received">
      <pre tabIndex={0}>
        <code>
          {text.split('\n').map((line) => (
            <span class={lineClass(line)}>{`${line}\n`}</span>
          ))}
        </code>
      </pre>
    </Block>
  );
}

function lineClass(line: string): string | undefined {
  if (/^(?:-(?!-)|Expected\b)/.test(line)) return 'expected';
  return /^(?:\+(?!\+)|Received\b)/.test(line) ? 'received' : undefined;
}

function Exchanges({ evidence: { here, elsewhere, inLog } }: { readonly evidence: ShownEvidence }) {
  if (here.length + elsewhere.length + inLog.length === 0) return null;
  return (
    <Block title="Exchanges">
      {here.map((exchange, at) => (
        <Exchange exchange={exchange} open={at === here.length - 1} />
      ))}
      {elsewhere.length === 0 ? null : (
        <p class="note">
          Shown above at an earlier requirement:{' '}
          {elsewhere.map((id, at) => (
            <>
              {at > 0 ? ', ' : ''}
              <a href={`#exchange-${String(id)}`}>exchange {id}</a>
            </>
          ))}
        </p>
      )}
      {inLog.length === 0 ? null : (
        <p class="note">
          {here.length + elsewhere.length > 0 ? 'More in' : 'In'} <code>run.har</code>: {inLog.join(', ')}
        </p>
      )}
    </Block>
  );
}
