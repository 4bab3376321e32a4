import { curlOf } from '../curl.ts';
import { visible } from '../../spec/run/plain.ts';
import { cut, readable } from '../pretty.ts';
import type { Header, RecordedExchange } from '../recorded.ts';
import { duration } from '../labels.ts';
import { several } from '../../spec/run/plain.ts';
import { Command } from './command.tsx';
import { headersText, limits } from './evidence.ts';
import { requestLine, senderInWords } from './request-line.ts';

/** One exchange: a line that opens to the request, the response and a command that repeats it. */
export function Exchange({
  exchange,
  open,
}: {
  readonly exchange: RecordedExchange;
  readonly open: boolean;
}) {
  const { id, as, method, url, status, durationMs, transportFailure } = exchange;
  return (
    <details class="exchange" id={`exchange-${String(id)}`} open={open}>
      <summary>
        <span class="number">{id}</span>
        <code class="call">
          <b>{visible(method)}</b> {requestLine(url)}
        </code>
        <span class="status">
          {status > 0 ? status : 'no response'} <span class="took">{duration(durationMs)}</span>
        </span>
      </summary>
      {transportFailure === undefined ? null : <p class="reason">{visible(transportFailure)}</p>}
      <p class="note">{timing(exchange)}</p>
      <div class="sides">
        <Side
          title={`Request by ${senderInWords(as)}`}
          line={`${method} ${cut(url, limits.headers).text}`}
          headers={exchange.requestHeaders}
          body={exchange.requestBody ?? ''}
        />
        {status > 0 ? (
          <Side
            title="Response"
            line={String(status)}
            headers={exchange.responseHeaders}
            body={exchange.responseBody}
          />
        ) : null}
      </div>
      <h6>Repeat it</h6>
      <Command line={curlOf(exchange)} label={`Command that repeats exchange ${String(id)}`} />
    </details>
  );
}

/** `Sent at 06:18:01.040 UTC for customers.list.all, answered after 12 ms, sent again 2 times.` */
function timing({ sentAt, purpose, durationMs, retries, status }: RecordedExchange): string {
  const at = Number.isFinite(sentAt) ? ` at ${new Date(sentAt).toISOString().slice(11, 23)} UTC` : '';
  const ended = `${status > 0 ? 'answered' : 'given up'} after ${duration(durationMs)}`;
  const again = retries > 0 ? `, sent again ${several(retries, 'time')}` : '';
  return `Sent${at} for ${visible(purpose)}, ${ended}${again}.`;
}

function Side(props: {
  readonly title: string;
  readonly line: string;
  readonly headers: readonly Header[];
  readonly body: string;
}) {
  const { text, left } = readable(props.body, limits.body);
  return (
    <div class="side">
      <h6>{props.title}</h6>
      <pre class="head" tabIndex={0}>
        <code>{visible(`${props.line}\n${headersText(props.headers)}`)}</code>
      </pre>
      {text === '' ? (
        <p class="note">No body.</p>
      ) : (
        <pre tabIndex={0}>
          <code>{visible(text)}</code>
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
