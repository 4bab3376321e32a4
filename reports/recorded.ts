import type { Har, HarEntry, HarNamed } from '../spec/run/har.ts';

/** A header as it came, name and value. */
export type Header = readonly [name: string, value: string];

/** One exchange of `run.har`, as the reports show it. */
export interface RecordedExchange {
  /** The number under which `results.json` cites it. */
  readonly id: number;
  /** Under which role it was sent. */
  readonly as: string;
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: readonly Header[];
  readonly requestBody?: string;
  /** 0 when no response came. */
  readonly status: number;
  readonly responseHeaders: readonly Header[];
  readonly responseBody: string;
  readonly durationMs: number;
  /** Why no whole response came. */
  readonly breakdown?: string;
}

/** The recorded exchanges by number, from the log that lies beside the report. */
export function recordedIn(har: Har): ReadonlyMap<number, RecordedExchange> {
  return new Map(har.log.entries.map((entry) => [entry._exchange, recorded(entry)]));
}

function recorded({ _exchange, _as, _breakdown, time, request, response }: HarEntry): RecordedExchange {
  return {
    id: _exchange,
    as: _as,
    method: request.method,
    url: request.url,
    requestHeaders: request.headers.map(pairOf),
    ...(request.postData === undefined ? {} : { requestBody: request.postData.text }),
    status: response.status,
    responseHeaders: response.headers.map(pairOf),
    responseBody: response.content.text ?? '',
    durationMs: time,
    ...(_breakdown === undefined ? {} : { breakdown: _breakdown.says }),
  };
}

function pairOf({ name, value }: HarNamed): Header {
  return [name, value];
}
