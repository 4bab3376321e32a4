/** Lets an exchange be found in the target's own logs. */
import { randomBytes } from 'node:crypto';
import type { Headers } from '../spec/run/exchange.ts';

/** What the target file says of it. */
export interface TraceSettings {
  /** Whether requests carry `traceparent` and the id of their exchange. */
  readonly headers: boolean;
  /** The address of the target's logs, with placeholders. */
  readonly link?: string;
}

/** What an address of logs may have in braces; the times are those of the exchange with some seconds around it. */
export const placeholders = ['traceId', 'exchangeId', 'from', 'to'] as const;

type Placeholder = (typeof placeholders)[number];

/** Those that stand for what a header carries. */
const carried: readonly Placeholder[] = ['traceId', 'exchangeId'];

/** Clocks differ, and logs are late. */
const AROUND_MS = 5_000;

/** Names the exchanges of one client, by numbers that no other run draws. */
export class Tracing {
  readonly #run = randomBytes(8).toString('hex');
  readonly #settings: TraceSettings;

  constructor(settings: TraceSettings = { headers: false }) {
    this.#settings = settings;
  }

  /** By W3C Trace Context, each exchange a trace of its own; and by run and number, for logs that know no traces. */
  headersOf(exchange: number): Headers {
    if (!this.#settings.headers) return {};
    const { traceId, exchangeId } = this.#ids(exchange);
    return {
      traceparent: `00-${traceId}-${hex(exchange)}-01`,
      'X-Conformance-Exchange': exchangeId,
    };
  }

  /** @returns where the target's logs tell of an exchange; undefined where the target file does not say */
  linkOf(
    exchange: number,
    times: { readonly sentAt: number; readonly durationMs: number },
  ): string | undefined {
    const { link } = this.#settings;
    if (link === undefined) return undefined;
    const values: Readonly<Record<Placeholder, string>> = {
      ...this.#ids(exchange),
      from: new Date(times.sentAt - AROUND_MS).toISOString(),
      to: new Date(times.sentAt + times.durationMs + AROUND_MS).toISOString(),
    };
    return link.replace(/\{(\w+)\}/g, (whole, name: string) =>
      isPlaceholder(name) ? encodeURIComponent(values[name]) : whole,
    );
  }

  #ids(exchange: number) {
    return { traceId: `${this.#run}${hex(exchange)}`, exchangeId: `${this.#run}-${exchange}` };
  }
}

/** What is wrong with the settings of a target file, as sentences. */
export function* traceProblems({ headers = false, link }: Partial<TraceSettings>): Generator<string> {
  if (link === undefined) return;
  const names = [...link.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  const known = placeholders.map((name) => `{${name}}`).join(', ');
  const unknown = names.find((name) => !isPlaceholder(name));
  if (unknown !== undefined)
    yield `trace.link has {${unknown}}, which stands for nothing. It may have ${known}.`;
  if (names.length === 0) yield `trace.link would be the same for every exchange. Give it one of ${known}.`;
  if (!headers && names.some((name) => carried.some((one) => one === name))) {
    yield 'trace.link names what only the headers tell the target. Add trace.headers: true.';
  }
  const url = link.replace(/\{\w*\}/g, '1');
  if (!/^https?:/i.test(url) || !URL.canParse(url)) {
    yield 'trace.link is no address. Begin it with https:// or http://.';
  }
}

function isPlaceholder(name: string): name is Placeholder {
  return placeholders.some((one) => one === name);
}

/** Sixteen hexadecimal digits: never all zeros, which the standard forbids, since exchanges count from 1. */
function hex(number: number): string {
  return number.toString(16).padStart(16, '0');
}
