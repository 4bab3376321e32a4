import { distance } from 'fastest-levenshtein';

/** How many names are offered for a mistyped one. */
const OFFERED = 3;

/** The names that are nearest to a mistyped one, in words: `"a", "b" and "c"`. */
export function nearestTo(name: string, all: readonly string[]): string {
  const nearest = [...new Set(all)]
    .map((one) => ({ one, away: distance(name.toLowerCase(), one.toLowerCase()) }))
    .sort((a, b) => a.away - b.away)
    .slice(0, OFFERED)
    .map(({ one }) => `"${one}"`);
  const last = nearest.pop() ?? '';
  return nearest.length === 0 ? last : `${nearest.join(', ')} and ${last}`;
}
