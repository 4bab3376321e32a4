/** What renderers read of the exchanges of a run. */
import type { Exchange } from '../spec/run/exchange.ts';
import type { RequirementResult } from '../spec/run/results.ts';

/** The exchanges by the number under which results cite them. */
export function exchangesById(exchanges: readonly Exchange[]): ReadonlyMap<number, Exchange> {
  return new Map(exchanges.map((exchange) => [exchange.id, exchange]));
}

/** The status of the answer; 0 when none came. */
export function statusOf({ response }: Pick<Exchange, 'response'>): number {
  return response?.status ?? 0;
}

/** The path and query of a URL. */
export function pathOf(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/?#]*/i, '');
}

/** Tells which requirements an exchange bears on, by their ids. */
export type RequirementsOf = (exchange: Exchange) => readonly string[];

/** What the results of a run cite of its exchanges: for each one requirements in the order of the results. */
export function citedBy(results: readonly RequirementResult[]): RequirementsOf {
  const citing = new Map<number, string[]>();
  for (const { id, exchanges = [], violations = [] } of results) {
    for (const exchange of new Set([...exchanges, ...violations.map((one) => one.exchange)])) {
      const ids = citing.get(exchange) ?? [];
      citing.set(exchange, ids);
      ids.push(id);
    }
  }
  // Results list the first exchanges of a violated requirement only; an exchange knows what it breaks.
  return ({ id, violations }) => [
    ...new Set([...(citing.get(id) ?? []), ...violations.map(({ requirement }) => requirement)]),
  ];
}
