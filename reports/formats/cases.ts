/** What the formats of CI servers share: they know tests that pass, fail or are skipped, and no verdict. */
import type { Exchange } from '../../spec/run/exchange.ts';
import { citedBy } from '../exchanges.ts';
import type { RequirementResult, Results } from '../../spec/run/results.ts';
import type { Waiver } from '../../spec/run/waivers.ts';
import { waiverInWords, waiversThatAre } from '../waivers.ts';
import { outcomeWords, verdictReason } from '../labels.ts';
import { kept, line } from '../pretty.ts';

/** Something that a run as a whole is held to, and that did not hold. */
export interface RunCase {
  readonly id: string;
  readonly says: string;
  readonly outcome: 'failed' | 'error';
  readonly reason: string;
}

/**
 * What keeps a run from success and is no requirement's own failure. Told as cases of their own, because a
 * CI server that sees nothing but skipped ones takes the run for a success.
 */
export function runCases(results: Results): readonly RunCase[] {
  return [
    ...(results.verdict === 'inconclusive' ? [unsettled(results)] : []),
    ...waiversThatAre('stale', results).map(staleWaiver),
  ];
}

function unsettled(results: Results): RunCase {
  return {
    id: 'run.settled',
    says: 'Every stated and shown requirement is settled.',
    outcome: 'error',
    reason: verdictReason(results),
  };
}

function staleWaiver({ requirement, kind }: Waiver): RunCase {
  return {
    id: `run.waiver.${kind}.${requirement}`,
    says: `The ${kind} that the waiver of ${requirement} excuses still happens.`,
    outcome: 'failed',
    reason: `The waiver of ${requirement} is stale: the ${kind} that it excuses no longer happens. Take it out of the waivers file.`,
  };
}

/** A failed inferred requirement only warns: it never decides the verdict. */
export function isWarning({ outcome, evidence }: RequirementResult): boolean {
  return outcome === 'failed' && evidence === 'inferred';
}

/**
 * Why a requirement is not passed, on one line that also names an outcome which the format does not know.
 * @param waiver the one that excuses it
 */
export function messageOf(result: RequirementResult, waiver?: Waiver): string {
  const { outcome, waived, reason = 'no reason given' } = result;
  if (isWarning(result)) return line(`warning (inferred requirement): ${reason}`);
  if (outcome === 'failed') return line(reason);
  if (waiver === undefined) return line(`${outcomeWords[outcome].label}: ${reason}`);
  const half = kept.message / 2;
  const accepted = line(`waived ${waiverInWords(waiver)}`, half);
  const without = waived === undefined ? reason : `${outcomeWords[waived.outcome].label}: ${reason}`;
  return `${accepted} (without it ${line(without, half - 20)})`;
}

/** How many requests that bear on a requirement were sent again, by requirement; only those with any. */
export function resentIn(
  { requirements }: Results,
  exchanges: readonly Exchange[],
): ReadonlyMap<string, number> {
  const requirementsOf = citedBy(requirements);
  const resent = new Map<string, number>();
  for (const exchange of exchanges.filter(({ retries }) => retries > 0)) {
    for (const id of requirementsOf(exchange)) resent.set(id, (resent.get(id) ?? 0) + exchange.retries);
  }
  return resent;
}
