/** Which runs can be compared: those that judged the same, in the same way. */
import { oneLine } from '../../spec/run/plain.ts';
import type { Results } from '../../spec/run/results.ts';

/** The kind of a run that tries everything. */
export const WHOLE = 'whole run';

/** What of a run tells of which kind it is. */
type Kinded = Pick<Results, 'profile' | 'complete' | 'selection'>;

/** `whole run`, `read-only run`, `exploring run`, `run filtered by only customers`: runs of one kind are alike. */
export function kindOf({ profile, complete, selection: { filters } }: Kinded): string {
  if (profile === 'explore') return 'exploring run';
  const begin = profile === 'read-only' ? 'read-only run' : 'run';
  if (complete) return profile === 'read-only' ? begin : WHOLE;
  return `${begin} filtered by ${filters.map((filter) => oneLine(filter, 80)).join(', ') || 'hand'}`;
}

/** `3 whole runs`, `1 read-only run`, `2 runs filtered by only customers`. */
export function countOf(count: number, kind: string): string {
  return count === 1 ? `1 ${kind}` : `${String(count)} ${kind.replace(/\brun\b/, 'runs')}`;
}

/** Said wherever runs stand one behind the other. */
export const LIKE_WITH_LIKE =
  'A run is compared with earlier ones of its kind alone: whole, read-only, exploring and filtered runs judge different things.';
