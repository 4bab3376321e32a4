import type { Exchange } from '../spec/run/exchange.ts';
import { quote, word } from './command.ts';

/** Headers that curl writes itself, or that belong to one connection. */
const ownHeaders: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'accept-encoding',
  'transfer-encoding',
]);

/** Longest body that stands in the command itself, in characters, unless told otherwise. */
const longestInCommand = 8_000;

/** Where the log lies that long bodies are taken from, and how many characters stand in the command itself. */
export interface CurlOptions {
  readonly log: string;
  readonly longestBody?: number;
}

/**
 * A shell command that sends a recorded request again. Every text is single-quoted, so nothing in it is
 * run or expanded, save the names that stand for redacted credentials: `"$NAME"`.
 */
export function curlOf(
  { id, request, masks = [] }: Pick<Exchange, 'id' | 'request' | 'masks'>,
  { log, longestBody = longestInCommand }: CurlOptions,
): string {
  const credentialsOpen = opening(masks);
  const { method, url, body } = request;
  const headers = Object.entries(request.headers)
    .filter(([name]) => !ownHeaders.has(name.toLowerCase()) && !name.startsWith(':'))
    .map(([name, value]) => `-H ${credentialsOpen(`${name}: ${value}`)}`);
  const implied = method === 'GET' && body === undefined;
  // Without globoff curl reads the brackets of filter[date][from] as ranges.
  const start = [
    'curl',
    '--globoff',
    '-i',
    ...(implied ? [] : ['-X', word(method)]),
    credentialsOpen(shownUrl(url)),
  ];
  if (body !== undefined && body.length > longestBody) {
    const pick = `.log.entries[] | select(._exchange == ${String(id)}) | .request.postData.text`;
    const command = [start.join(' '), ...headers, '--data-binary @-'].join(' \\\n  ');
    return `jq -j ${quote(pick)} ${word(log)} | ${command}`;
  }
  const data = body === undefined ? [] : [`--data-raw ${credentialsOpen(escapedJson(body))}`];
  return [start.join(' '), ...headers, ...data].join(' \\\n  ');
}

/** What quotes a text, but leaves these names for the shell to fill in from the environment. */
function opening(masks: readonly string[]): (text: string) => string {
  if (masks.length === 0) return quote;
  const longestFirst = [...masks].sort((a, b) => b.length - a.length);
  const names = new RegExp(`(${longestFirst.map((mask) => mask.replace('$', '\\$')).join('|')})`);
  return (text) =>
    text
      .split(names)
      .map((part, at) => (at % 2 === 1 ? `"${part}"` : part === '' ? '' : quote(part)))
      .join('');
}

/** Invisible characters of a JSON text as escapes: the same message, and safe to copy. */
export function escapedJson(body: string): string {
  return /^\s*[[{"]/.test(body) ? body.replace(/[^\P{C}\n\r\t]/gu, unicodeEscape) : body;
}

/** One or two escapes: JSON spells a character beyond the first plane as a surrogate pair. */
function unicodeEscape(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

function shownUrl(url: string): string {
  return url.replace(/\p{Cs}/gu, '\ufffd').replace(/[\p{C}\s]/gu, encodeURIComponent);
}
