import { curlOf } from '../curl.ts';
import { visible } from '../plain.ts';
import { readable } from '../pretty.ts';
import type { Header, RecordedExchange } from '../recorded.ts';
import { duration } from '../words.ts';
import { limits } from './evidence.ts';

/** One exchange: a line that opens to the request, the response and a command that repeats it. */
export function Exchange({
  exchange,
  open,
}: {
  readonly exchange: RecordedExchange;
  readonly open: boolean;
}) {
  const { id, as, method, url, status, durationMs, breakdown } = exchange;
  return (
    <details class="exchange" id={`exchange-${String(id)}`} open={open}>
      <summary>
        <span class="number">{id}</span>
        <code class="call">
          <b>{visible(method)}</b> {visible(pathOf(url))}
        </code>
        <span class="status">
          {status > 0 ? status : 'no response'} <span class="took">{duration(durationMs)}</span>
        </span>
      </summary>
      {breakdown === undefined ? null : <p class="reason">{visible(breakdown)}</p>}
      <div class="sides">
        <Side
          title={`Request by ${senders.get(as) ?? as}`}
          line={`${method} ${url}`}
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
      <h5>Repeat it</h5>
      <pre class="command" tabIndex={0}>
        <code>{visible(curlOf(exchange))}</code>
      </pre>
    </details>
  );
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
      <h5>{props.title}</h5>
      <pre class="head" tabIndex={0}>
        <code>
          {visible([props.line, ...props.headers.map(([name, value]) => `${name}: ${value}`)].join('\n'))}
        </code>
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

function pathOf(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/?#]*/i, '') || '/';
}

/** Who sent it, where that is more than a role's name. */
const senders: ReadonlyMap<string, string> = new Map([
  ['administrator', 'the administrator'],
  ['member', 'the member'],
  ['nobody', 'nobody (no credentials)'],
  ['stranger', 'a stranger (wrong credentials)'],
]);
