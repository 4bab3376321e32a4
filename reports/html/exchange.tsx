import { curlOf } from '../curl.ts';
import { cut, several, visible } from '../../spec/run/plain.ts';
import { readable } from '../pretty.ts';
import type { Exchange, Headers } from '../../spec/run/exchange.ts';
import { statusOf } from '../exchanges.ts';
import { duration } from '../labels.ts';
import { Command, ExchangeNumber, requestLine, senderInWords } from './parts.tsx';
import { headersText, limits } from './evidence.ts';

/** One exchange: a line that opens to the request, the response and a command that repeats it. */
export function WholeExchange(props: {
  readonly exchange: Exchange;
  readonly open: boolean;
  /** Where the log of the run lies. */
  readonly log: string;
}) {
  const { exchange, open, log } = props;
  const { id, as, request, response, transportFailure } = exchange;
  const { method, url } = request;
  return (
    <details class="exchange" id={`exchange-${String(id)}`} open={open}>
      <summary>
        <span class="number">{id}</span>
        <code class="call">
          <b>{visible(method)}</b> {requestLine(url)}
        </code>
        <Status exchange={exchange} />
      </summary>
      {transportFailure === undefined ? null : <p class="reason">{visible(transportFailure.says)}</p>}
      <p class="note">{timing(exchange)}</p>
      <div class="sides">
        <Side
          title={`Request by ${senderInWords(as)}`}
          line={`${method} ${cut(url, limits.headers).text}`}
          headers={request.headers}
          body={request.body ?? ''}
        />
        {response === undefined ? null : (
          <Side
            title="Response"
            line={String(response.status)}
            headers={response.headers}
            body={response.body}
          />
        )}
      </div>
      <h6>Repeat it</h6>
      <Command line={curlOf(exchange, { log })} label={`Command that repeats exchange ${String(id)}`} />
    </details>
  );
}

/** What came of an exchange, and how long that took. */
export function Status({ exchange }: { readonly exchange: Pick<Exchange, 'response' | 'durationMs'> }) {
  return (
    <span class="status">
      {statusOf(exchange) || 'no response'} <span class="took">{duration(exchange.durationMs)}</span>
    </span>
  );
}

/** `Sent at 06:18:01.040 UTC for the scenario “all”, answered after 12 ms, sent again 2 times.` */
function timing({ sentAt, purpose, durationMs, retries, response }: Exchange): string {
  const at = Number.isFinite(sentAt) ? ` at ${new Date(sentAt).toISOString().slice(11, 23)} UTC` : '';
  const ended = `${response ? 'answered' : 'given up'} after ${duration(durationMs)}`;
  const again = retries > 0 ? `, sent again ${several(retries, 'time')}` : '';
  return `Sent${at} for ${visible(purpose)}, ${ended}${again}.`;
}

function Side(props: {
  readonly title: string;
  readonly line: string;
  readonly headers: Headers;
  readonly body: string;
}) {
  const { text, left } = readable(props.body, limits.body);
  return (
    <div class="side">
      <h6>{props.title}</h6>
      <pre class="head" tabIndex={0}>
        <code>{visible(`${props.line}\n${headersText(props.headers)}`, 2 * limits.headers)}</code>
      </pre>
      {text === '' ? (
        <p class="note">No body.</p>
      ) : (
        <pre tabIndex={0}>
          <code>{visible(text, limits.body)}</code>
        </pre>
      )}
      {left > 0 ? (
        <p class="note">
          Cut: {left.toLocaleString('en-GB')} more characters in <code>run.har</code>.
        </p>
      ) : null}
    </div>
  );
}

interface StepsProps {
  readonly steps: readonly Exchange[];
  /** The exchanges that are shown whole somewhere on the page. */
  readonly shown: ReadonlySet<number>;
  /** Where the steps belong to many scenarios and tests, each names its own. */
  readonly scattered?: boolean;
}

/** What was sent, in order: number, who, what, what came; under the scenario or test that it was sent for. */
export function Steps({ steps, shown, scattered = false }: StepsProps) {
  if (scattered) {
    return (
      <ul class="steps">
        {steps.map((step) => (
          <Step step={step} shown={shown} purpose={step.purpose} />
        ))}
      </ul>
    );
  }
  return (
    <>
      {byPurpose(steps).map(({ purpose, of }) => (
        <>
          <p class="note purpose">{visible(purpose)}</p>
          <ul class="steps">
            {of.map((step) => (
              <Step step={step} shown={shown} />
            ))}
          </ul>
        </>
      ))}
    </>
  );
}

interface StepProps {
  readonly step: Exchange;
  readonly shown: ReadonlySet<number>;
  readonly purpose?: string;
}

function Step({ step, shown, purpose }: StepProps) {
  const { id, as, request } = step;
  const { method, url, body = '' } = request;
  return (
    <li>
      <span class="number">
        <ExchangeNumber id={id} shown={shown} />
      </span>
      <span class="call">
        <code>
          <b>{visible(method)}</b> {requestLine(url, 100)}
        </code>{' '}
        {body === '' ? null : <code class="sent">{beginOf(body)}</code>}{' '}
        <span class="by">
          by {senderInWords(as)}
          {purpose === undefined ? '' : ` for ${visible(purpose)}`}
        </span>
      </span>
      <Status exchange={step} />
    </li>
  );
}

/** The beginning of what was sent, on one line: enough to tell an update from a deletion. */
function beginOf(body: string): string {
  const { text, left } = cut(body.slice(0, 200).replace(/\s+/g, ' '), 60);
  return visible(left > 0 || body.length > 200 ? `${text}…` : text);
}

interface Purposed {
  readonly purpose: string;
  readonly of: readonly Exchange[];
}

/** Steps that follow each other for the same purpose are told under it. */
function byPurpose(steps: readonly Exchange[]): readonly Purposed[] {
  return steps.reduce<readonly Purposed[]>((groups, step) => {
    const last = groups.at(-1);
    return last?.purpose === step.purpose
      ? [...groups.slice(0, -1), { purpose: last.purpose, of: [...last.of, step] }]
      : [...groups, { purpose: step.purpose, of: [step] }];
  }, []);
}
