import type { Violation } from '../spec/contract/violation.ts';
import type { Har, HarEntry, HarNamed } from '../spec/run/har.ts';

/** A header as it came, name and value. */
export type Header = readonly [name: string, value: string];

/** One exchange of `run.har`, as the reports show it. */
export interface RecordedExchange {
  /** The number under which `results.json` cites it. */
  readonly id: number;
  /** The operation of the contract; null for an unknown path or an unsupported method. */
  readonly operation: string | null;
  /** Under which role it was sent. */
  readonly as: string;
  /** The scenario or the test that it was sent for. */
  readonly purpose: string;
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: readonly Header[];
  readonly requestBody?: string;
  /** 0 when no response came. */
  readonly status: number;
  readonly responseHeaders: readonly Header[];
  readonly responseBody: string;
  /** When it was sent, milliseconds since the epoch. */
  readonly sentAt: number;
  readonly durationMs: number;
  /** How often it was sent again. */
  readonly retries: number;
  /** What the contract holds against the response. */
  readonly violations: readonly Violation[];
  /** Why no whole response came. */
  readonly transportFailure?: string;
}

/** The recorded exchanges by number, from the log that lies beside the report. */
export function recordedIn(har: Har): ReadonlyMap<number, RecordedExchange> {
  return new Map(har.log.entries.map((entry) => [entry._exchange, recorded(entry)]));
}

function recorded(entry: HarEntry): RecordedExchange {
  const { _transportFailure, request, response } = entry;
  return {
    id: entry._exchange,
    operation: entry._operation,
    as: entry._as,
    purpose: entry._purpose,
    method: request.method,
    url: request.url,
    requestHeaders: request.headers.map(pairOf),
    ...(request.postData === undefined ? {} : { requestBody: request.postData.text }),
    status: response.status,
    responseHeaders: response.headers.map(pairOf),
    responseBody: response.content.text ?? '',
    sentAt: Date.parse(entry.startedDateTime),
    durationMs: entry.time,
    retries: entry._retries,
    violations: entry._violations,
    ...(_transportFailure === undefined ? {} : { transportFailure: _transportFailure.says }),
  };
}

function pairOf({ name, value }: HarNamed): Header {
  return [name, value];
}
