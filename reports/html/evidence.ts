import type { RequirementResult } from '../../spec/run/results.ts';
import type { RecordedExchange } from '../recorded.ts';

/** The exchanges that one requirement's entry shows or points to. */
export interface ShownEvidence {
  /** Shown here, in the order in which they were sent. */
  readonly here: readonly RecordedExchange[];
  /** Shown in the entry of an earlier requirement. */
  readonly elsewhere: readonly number[];
  /** Only in `run.har`. */
  readonly inLog: readonly number[];
}

/** Limits that keep the page small however many exchanges a run has. */
export const limits = {
  /** Exchanges that one requirement shows: the last ones of a test are next to its claim. */
  exchanges: 6,
  /** Characters of one body. */
  body: 12_000,
  /** Characters of all bodies on the page. */
  page: 4_000_000,
} as const;

/**
 * Decides where each exchange is shown: once, in the first entry that needs it, while there is room.
 * Only what did not go well shows exchanges; the rest of them lie in `run.har`.
 */
export function planEvidence(
  requirements: readonly RequirementResult[],
  recorded: ReadonlyMap<number, RecordedExchange>,
): ReadonlyMap<string, ShownEvidence> {
  const placed = new Set<number>();
  let room: number = limits.page;
  const plan = new Map<string, ShownEvidence>();
  for (const { id, exchanges = [], outcome, violations } of requirements) {
    if (outcome !== 'failed' && outcome !== 'error' && outcome !== 'waived') {
      plan.set(id, { here: [], elsewhere: [], inLog: exchanges });
      continue;
    }
    const wanted = violations ? [...new Set(violations.map(({ exchange }) => exchange))] : exchanges;
    const near = wanted.slice(violations ? 0 : -limits.exchanges).slice(0, limits.exchanges);
    const elsewhere = near.filter((number) => placed.has(number));
    const here: RecordedExchange[] = [];
    for (const exchange of near.flatMap((number) => recorded.get(number) ?? [])) {
      const size = sizeOf(exchange);
      if (placed.has(exchange.id) || size > room) continue;
      room -= size;
      placed.add(exchange.id);
      here.push(exchange);
    }
    const told = new Set([...elsewhere, ...here.map((exchange) => exchange.id)]);
    plan.set(id, { here, elsewhere, inLog: exchanges.filter((number) => !told.has(number)) });
  }
  return plan;
}

/** Characters that an exchange takes on the page, laid out; the command repeats the request. */
function sizeOf({
  requestBody = '',
  responseBody,
  url,
  requestHeaders,
  responseHeaders,
}: RecordedExchange): number {
  const headers = [...requestHeaders, ...responseHeaders].flat().join('').length;
  return (
    Math.min(requestBody.length * 3, 2 * limits.body) +
    Math.min(responseBody.length * 2, limits.body) +
    url.length * 3 +
    headers * 2
  );
}
