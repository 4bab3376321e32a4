import type { ComponentChildren } from 'preact';
import type { RequirementResult, Results } from '../../spec/run/results.ts';
import { explainLine, logOf, onlyLine } from '../command.ts';
import { curlOf } from '../curl.ts';
import { cut, several, visible } from '../../spec/run/plain.ts';
import type { Exchange } from '../../spec/run/exchange.ts';
import { duration, outcomeWords } from '../labels.ts';
import { Command, InWords, Mark } from './parts.tsx';
import { Comparison, SchemaNodes, ViolationDiff } from './difference.tsx';
import { isPart, limits, type ShownEvidence } from './evidence.ts';
import { Steps, WholeExchange } from './exchange.tsx';
import { readingInWords } from './readings.tsx';

interface RequirementProps {
  readonly result: RequirementResult;
  readonly evidence: ShownEvidence | undefined;
  readonly run: Results;
  /** The exchanges that are shown whole somewhere on the page. */
  readonly shown: ReadonlySet<number>;
}

/** The word for requirements that belong to no operation, in the filter and in its fragment. */
export const noOperation = 'none';

/** One requirement: a line with its outcome that opens to all that is known of it. Its id is its address. */
export function Requirement(props: RequirementProps) {
  const { id, says, outcome, evidence, operation } = props.result;
  return (
    <details
      class={`requirement ${outcome}`}
      id={id}
      data-outcome={outcome}
      data-evidence={evidence}
      data-operation={operation ?? noOperation}
    >
      <summary>
        <Mark outcome={outcome} />{' '}
        <span class="what">
          <span class="says">
            <InWords text={says} />
          </span>{' '}
          <code class="id">{id}</code>
        </span>{' '}
        <span class="how">
          <span class={`outcome ${outcome}`}>{outcomeWords[outcome].label}</span>{' '}
          <span class="evidence">{kindInWords(props.result)}</span>
        </span>
      </summary>
      <More {...props} />
    </details>
  );
}

/** `inferred, provisional, unstable`: how firmly it is demanded, and how firmly it was settled. */
function kindInWords({ evidence, provisional, unstable }: RequirementResult): string {
  return [
    evidence,
    ...(provisional === true ? ['provisional'] : []),
    ...(unstable === true ? ['unstable'] : []),
  ].join(', ');
}

function More({ result, evidence, run, shown }: RequirementProps) {
  const { id, reason, violations = [], violationCount = violations.length } = result;
  return (
    <div class="more">
      {reason === undefined || violations.length > 0 ? null : (
        <p class="reason">{visible(cut(reason, limits.line).text)}</p>
      )}
      {violations.length === 0 ? null : (
        <Block title={`Expected against received: ${several(violationCount, 'violation')}`}>
          {violationCount > violations.length ? <p class="note">One of each kind.</p> : null}
          {violations.map((violation) => (
            <ViolationDiff violation={violation} shown={shown.has(violation.exchange)} />
          ))}
        </Block>
      )}
      {evidence?.detail ? <Detail {...evidence.detail} /> : null}
      <Facts result={result} />
      <Block title="In the contract">
        <SchemaNodes result={result} />
      </Block>
      {evidence === undefined ? null : (
        <Evidence result={result} evidence={evidence} shown={shown} log={logOf(run)} />
      )}
      <Block title="Try it again">
        <Command line={onlyLine(id, run)} label="Command that tries this requirement alone" />
        <LastRequest steps={evidence?.steps ?? []} shown={shown} log={logOf(run)} />
        <p class="note">
          What it stands on, what is sent and checked, and an example:{' '}
          <code>{explainLine(id, run.command)}</code>
        </p>
      </Block>
    </div>
  );
}

function Block({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <div class="block">
      <h5>{title}</h5>
      {children}
    </div>
  );
}

function Facts({ result }: { readonly result: RequirementResult }) {
  const { source, evidence, provisional, reading = {}, operation, durationMs, unstable, waived } = result;
  return (
    <dl class="facts small">
      <div class="wide">
        <dt>Source</dt>
        <dd>
          {source.length === 0 ? 'none' : null}
          {source.map((row) => (
            <span class="row">{visible(row)}</span>
          ))}
        </dd>
      </div>
      <div class="wide">
        <dt>Evidence</dt>
        <dd>
          {evidence}: {evidenceWords[evidence]}
        </dd>
      </div>
      {Object.entries(reading).map(([id, side]) => (
        <div class="wide">
          <dt>Reading observed</dt>
          <dd>
            <InWords text={readingInWords(id, side)} /> <code class="id">{visible(id)}</code>
          </dd>
        </div>
      ))}
      {provisional === true ? (
        <div class="wide">
          <dt>Provisional</dt>
          <dd>It has come since the requirement set by which this run judged: it only warns.</dd>
        </div>
      ) : null}
      {unstable === true ? (
        <div class="wide">
          <dt>Unstable</dt>
          <dd>It was settled only after requests had been sent again.</dd>
        </div>
      ) : null}
      {waived === undefined ? null : (
        <div>
          <dt>Without its waiver</dt>
          <dd>{outcomeWords[waived.outcome].label}</dd>
        </div>
      )}
      {operation === null ? null : (
        <div>
          <dt>Operation</dt>
          <dd>
            <code>{operation}</code>
          </dd>
        </div>
      )}
      {durationMs === 0 ? null : (
        <div>
          <dt>Took</dt>
          <dd>{duration(durationMs)}</dd>
        </div>
      )}
    </dl>
  );
}

export const evidenceWords = {
  stated: 'a sentence or a row of a table says so; it decides the verdict',
  shown: 'an example shows it; it decides the verdict',
  inferred: 'the rest makes no sense without it; it only warns',
} as const satisfies Record<RequirementResult['evidence'], string>;

function Detail({ text, left }: { readonly text: string; readonly left: number }) {
  return (
    <Block title="Expected against received">
      <Comparison text={text} />
      {left > 0 ? (
        <p class="note">
          Cut: {left.toLocaleString('en-GB')} more characters in <code>results.json</code>.
        </p>
      ) : null}
    </Block>
  );
}

function Evidence(props: {
  readonly result: RequirementResult;
  readonly evidence: ShownEvidence;
  readonly shown: ReadonlySet<number>;
  readonly log: string;
}) {
  const { steps, moreSteps, here, inLog } = props.evidence;
  const sightings = isPart(props.result.id);
  return (
    <>
      {steps.length === 0 ? null : (
        <Block title={sightings ? 'Seen in' : 'Steps'}>
          {moreSteps > 0 && !sightings ? (
            <p class="note">{several(moreSteps, 'earlier step')} left out.</p>
          ) : null}
          <Steps steps={steps} shown={props.shown} scattered={sightings} />
          {moreSteps > 0 && sightings ? <p class="note">And in more answers.</p> : null}
        </Block>
      )}
      {here.length === 0 ? null : (
        <Block title="Exchanges">
          {here.map((exchange, at) => (
            <WholeExchange exchange={exchange} log={props.log} open={at === here.length - 1} />
          ))}
        </Block>
      )}
      {inLog.length === 0 ? null : (
        <p class="note">
          Headers and bodies of {inLog.length === 1 ? 'exchange' : 'exchanges'} {inLog.join(', ')} lie in{' '}
          <code>run.har</code>.
        </p>
      )}
    </>
  );
}

/** Bodies longer than this are taken from `run.har`. */
const longestBody = 600;

/** What repeats the last request, where no exchange on the page has that command. */
function LastRequest(props: {
  readonly steps: readonly Exchange[];
  readonly shown: ReadonlySet<number>;
  readonly log: string;
}) {
  const last = props.steps.at(-1);
  if (!last || props.shown.has(last.id)) return null;
  const label = `Command that repeats exchange ${String(last.id)}`;
  return (
    <>
      <p class="note">Its last request, exchange {last.id}:</p>
      <Command line={curlOf(last, { log: props.log, longestBody })} label={label} />
    </>
  );
}
