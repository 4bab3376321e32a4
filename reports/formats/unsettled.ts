/** The parts of `summary.md` about what neither passed nor failed. */
import type { Outcome, Results } from '../../spec/run/results.ts';
import { appliedWaivers, waiversThatAre } from '../waivers.ts';
import { waiverInWords } from '../waivers/told.ts';
import { outcomeWords } from '../labels.ts';
import { capped, code, list } from './markdown.ts';

const most = { reasons: 10, ids: 4, waivers: 20 } as const;

/** Requirements of one outcome, those with the same reason together. */
export function reasonsOf(outcome: Outcome, { requirements }: Results): readonly string[] {
  const idsByReason = new Map<string, string[]>();
  const ofOutcome = requirements.filter((one) => one.outcome === outcome);
  for (const { id, reason = 'no reason given' } of ofOutcome) {
    const ids = idsByReason.get(reason) ?? [];
    idsByReason.set(reason, ids);
    ids.push(id);
  }
  const entries = [...idsByReason].map(([reason, ids]) => {
    const names = capped(
      ids.map((id) => code(id, 120)),
      most.ids,
    );
    return `${code(reason)}<br>${names.join(', ')}`;
  });
  return list(`${outcomeWords[outcome].heading} (${String(ofOutcome.length)})`, entries, most.reasons);
}

/** Requirements that a waiver excuses, with what it says and what came of them. */
export function waivedOnes(results: Results): readonly string[] {
  const waivers = appliedWaivers(results);
  const entries = results.requirements
    .filter(({ outcome }) => outcome === 'waived')
    .map(({ id, reason = 'no reason given', waived }) => {
      const waiver = waivers.get(id);
      const words = waiver === undefined ? '' : ` ${code(waiverInWords(waiver))}`;
      const without = waived === undefined ? '' : `${outcomeWords[waived.outcome].label} without it: `;
      return `${code(id, 120)}${words}<br>${without}${code(reason)}`;
    });
  return list(`Waived (${String(entries.length)})`, entries, most.waivers);
}

/** Waivers that excuse nothing any more: each asks for something to be done. */
export function endedWaivers(results: Results): readonly string[] {
  const stale = waiversThatAre('stale', results).map(
    ({ requirement, owner }) =>
      `${code(requirement, 120)} is stale, which fails the run: what it excuses no longer happens. Owner: ${code(owner, 80)}`,
  );
  const expired = waiversThatAre('expired', results).map(
    ({ requirement, owner, expires }) =>
      `${code(requirement, 120)} expired after ${code(expires, 20)}, so it counts again. Owner: ${code(owner, 80)}`,
  );
  const entries = [...stale, ...expired];
  return list(`Waivers that excuse nothing any more (${String(entries.length)})`, entries, most.waivers);
}
