/** Text as long as a format for machines may have it. */
import { oneLine, plain } from '../../spec/run/plain.ts';
import { cut } from '../pretty.ts';
import { several } from '../../spec/run/plain.ts';

/** Characters that are kept of a text: a CI server stores each report for years. */
export const longest = { message: 1000, text: 20_000, actual: 300 } as const;

/** How many times as long as what is kept a text may be that is looked through at all. */
const farTooLong = 10;

/** A text on one line and short; what is far too long is cut before it is looked through. */
export function line(text: string, most: number = longest.message): string {
  return oneLine(cut(text, most * farTooLong).text, most);
}

/** A longer text, without what steers a terminal, and cut with a note where it is too long. */
export function textOf(whole: string): string {
  const first = cut(whole, longest.text * farTooLong);
  const { text, left } = cut(plain(first.text), longest.text);
  const more = first.left + left;
  return more === 0 ? text : `${text}\n… ${several(more, 'more character')} in results.json`;
}
