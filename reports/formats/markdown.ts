/** Text made fit for Markdown as GitHub renders it. */
import { line } from './bounded.ts';

/**
 * Foreign text as a code span, on one line: the one place where neither markup nor HTML, links, mentions,
 * issue numbers or emoji are looked for.
 * @param longest characters that are kept
 */
export function code(text: string, longest = 300): string {
  const kept = line(text, longest);
  if (kept === '') return '`(empty)`';
  const inside = new Set((kept.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(shortestUnused(inside));
  const pad = kept.startsWith('`') || kept.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${kept}${pad}${fence}`;
}

/** A span ends at a run of backticks as long as the one that opened it. */
function shortestUnused(lengths: ReadonlySet<number>): number {
  let length = 1;
  while (lengths.has(length)) length += 1;
  return length;
}

/** Our own sentences as running text, on one line. */
export function sentence(text: string, longest = 400): string {
  return escaped(line(text, longest));
}

/** A sentence of ours in which backticks mark names. */
export function named(text: string, longest = 400): string {
  return line(text, longest)
    .split('`')
    .map((part, at) => (at % 2 === 1 ? code(part) : escaped(part)))
    .join('');
}

/** Text in which nothing is left that Markdown takes for markup or for the beginning of a link. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>&~|$@:#!+=-]/g, '\\$&').replace(/\.(?=\S)/g, '\\.');
}

/** A headed list of at most so many entries; nothing where there is nothing to list. */
export function list(title: string, entries: readonly string[], most: number): readonly string[] {
  if (entries.length === 0) return [];
  return [`### ${title}`, '', ...capped(entries, most).map((entry) => `- ${entry}`)];
}

/** The first entries, and `+12 more` where there are more. */
export function capped(entries: readonly string[], most: number): readonly string[] {
  const more = entries.length - most;
  return more > 0 ? [...entries.slice(0, most), `+${String(more)} more`] : entries;
}
