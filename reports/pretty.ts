import { cut, oneLine, plain, several, type Cut } from '../spec/run/plain.ts';

/** Levels of nesting that are indented; deeper ones go on at the same depth, so that hostile nesting stays small. */
const deepestIndent = 24;

/**
 * Lays out a JSON text over lines without reading it into values: duplicate keys, large integers and the
 * spelling of numbers stay as they were sent.
 * @returns the text as it is when it is not JSON
 */
export function prettyJson(text: string): string {
  if (!isJson(text)) return text;
  const tokens = text.match(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/gs) ?? [];
  let depth = 0;
  let out = '';
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1];
    if (token === '{' || token === '[') {
      depth += 1;
      out += next === '}' || next === ']' ? token : token + newLine(depth);
    } else if (token === '}' || token === ']') {
      depth -= 1;
      const before = tokens[at - 1];
      out += before === '{' || before === '[' ? token : newLine(depth) + token;
    } else if (token === ',') out += `,${newLine(depth)}`;
    else out += token === ':' ? ': ' : token;
  }
  return out;
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

/** A body for reading: JSON laid out, cut to a length; a very long one is cut before it is laid out. */
export function readable(body: string, longest: number): Cut {
  const first = cut(body, longest * 20);
  const laidOut = first.left > 0 ? first.text : prettyJson(body);
  const second = cut(laidOut, longest);
  return { text: second.text, left: first.left + second.left };
}

/** Characters that are kept of a text: a CI server stores each report for years. */
export const kept = { message: 1000, text: 20_000, actual: 300 } as const;

/** How many times as long as what is kept a text may be that is looked through at all. */
const farTooLong = 10;

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
