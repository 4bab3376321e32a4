import { cut, oneLine, plain, several, type Cut } from '../spec/run/plain.ts';

/** Levels of nesting that are indented; deeper ones go on at the same depth, so that hostile nesting stays small. */
const deepestIndent = 24;

/** How many times as long as what is shown or kept a text may be that is looked through at all. */
const farTooLong = 20;

/**
 * Lays out a JSON text over lines without reading it into values: duplicate keys, large integers and the
 * spelling of numbers stay as they were sent.
 * @returns the text as it is when it is not JSON
 */
export function prettyJson(text: string): string {
  return readable(text, Infinity).text;
}

/**
 * A body for reading: JSON laid out, and cut to a length; no more of it is laid out than is shown.
 * @returns what is shown, and how many characters of the body, as it was sent, are not
 */
export function readable(body: string, longest: number): Cut {
  // What is far too long is cut before it is looked through.
  if (body.length > longest * farTooLong || !isJson(body)) return cut(body, longest);
  let depth = 0;
  let out = '';
  let before = '';
  let at = 0;
  for (const { 0: token, index } of body.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/gs)) {
    if (out.length > longest) break;
    const isOpening = token === '{' || token === '[';
    const isClosing = token === '}' || token === ']';
    const isEmpty = isClosing && (before === '{' || before === '[');
    if (isClosing) depth -= 1;
    if (before === '{' || before === '[' || before === ',' || isClosing) out += isEmpty ? '' : newLine(depth);
    out += token === ':' ? ': ' : token;
    if (isOpening) depth += 1;
    before = token;
    at = index + token.length;
  }
  const { text, left } = cut(out, longest);
  return { text, left: left + body.slice(at).trimEnd().length };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Not JSON, or nested deeper than the parser goes: shown as it came.
    return false;
  }
}

function newLine(depth: number): string {
  return `\n${'  '.repeat(Math.min(depth, deepestIndent))}`;
}

/** Characters that are kept of a text: a CI server stores each report for years. */
export const kept = { message: 1000, text: 20_000, actual: 300 } as const;

/** A text on one line and short; what is far too long is cut before it is looked through. */
export function line(text: string, most: number = kept.message): string {
  return oneLine(cut(text, most * farTooLong).text, most);
}

/** A longer text, without what steers a terminal, and cut with a note where it is too long. */
export function textOf(whole: string): string {
  const first = cut(whole, kept.text * farTooLong);
  const { text, left } = cut(plain(first.text), kept.text);
  const more = first.left + left;
  return more === 0 ? text : `${text}\n… ${several(more, 'more character')} in results.json`;
}
