import type { Results } from '../../spec/run/results.ts';
import { oneLine } from '../../spec/run/plain.ts';

/** What of a run names it. */
export type Named = Pick<Results, 'target' | 'startedAt'>;

/** A run, and the short name under which it is shown. */
export interface LabelledRun {
  readonly label: string;
  readonly results: Results;
}

/** `2026-11-24 06:18`, UTC. */
export function minuteOf(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}

/**
 * Names each run by its target, on one line and without control characters. Runs whose targets are named alike
 * are told apart by address, then by date, then by number.
 */
export function labelsOf(runs: readonly Named[]): readonly string[] {
  const tellings: readonly ((run: Named, at: number) => string)[] = [
    ({ target }) => `(${oneLine(target.baseUrl, 60)})`,
    ({ startedAt }) => minuteOf(startedAt),
    (_, at) => `#${String(at + 1)}`,
  ];
  const names = runs.map(({ target }) => oneLine(target.name, 40) || 'unnamed target');
  return tellings.reduce<readonly string[]>((labels, telling) => {
    const told = runs.map(telling);
    const apart = (label: string) => new Set(told.filter((_, at) => labels[at] === label)).size > 1;
    return labels.map((label, at) => (apart(label) ? `${label} ${told[at] ?? ''}` : label));
  }, names);
}

/**
 * Whether two runs were about one target: the same name at the same address. The target file may have changed
 * meanwhile, which its digest tells.
 */
export function isSameTarget(one: Named, other: Named): boolean {
  return identityOf(one) === identityOf(other);
}

/** The same for all runs of one target. */
export function identityOf({ target: { name, baseUrl } }: Named): string {
  return JSON.stringify([name, baseUrl]);
}
