import type { Subject } from './subjects.ts';
import type { Finding } from './verdict.ts';

/** What exploration alone makes of faults and variants. */
export interface ExplorationTable {
  readonly lines: readonly string[];
  readonly faults: { readonly found: number; readonly planted: number };
  /** Permitted ways to be on which something was found. */
  readonly wronged: readonly string[];
}

/** The share of faults that exploration has to find. */
export const LEAST_SHARE = 0.9;

/** A line for each subject, and what it comes to. */
export function tableOf(
  subjects: readonly Subject[],
  findings: ReadonlyMap<string, Finding>,
): ExplorationTable {
  const rows = subjects.flatMap((subject) => {
    const explored = findings.get(subject.name)?.explored;
    return explored ? [{ subject, ...explored }] : [];
  });
  const faults = rows.filter(({ subject }) => subject.kind === 'fault');
  return {
    lines: rows.map(
      ({ subject: { kind, name }, requests, found }) =>
        `${mark(kind, found)} ${name.padEnd(50)} ${String(requests).padStart(5)}  ${found ?? ''}`,
    ),
    faults: { found: faults.filter(({ found }) => found !== null).length, planted: faults.length },
    wronged: rows.flatMap(({ subject, found }) =>
      subject.kind !== 'fault' && found !== null ? [subject.name] : [],
    ),
  };
}

function mark(kind: Subject['kind'], found: string | null): string {
  return (kind === 'fault') === (found !== null) ? '✓' : '✗';
}
