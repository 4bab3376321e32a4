import type { Headers } from '../spec/run/exchange.ts';

/**
 * Headers of several sources as one list, names in the case in which they were last given; the last value of a
 * name counts, whatever its case, and an empty one takes the header away.
 */
export function merged(...sources: readonly Headers[]): Headers {
  const last = new Map(
    sources.flatMap((headers) =>
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [name, value] as const] as const),
    ),
  );
  return Object.fromEntries([...last.values()].filter(([, value]) => value !== ''));
}

/** The same headers by lower-case name, as they are recorded and judged. */
export function lowerCase(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
