import type { Exchange } from '../spec/run/exchange.ts';

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

/**
 * A shell command that sends a recorded request again. Every text is single-quoted, so nothing in it is
 * run or expanded, save the names that stand for redacted credentials in headers: `"$NAME"`.
 * @param longestBody characters; a longer body is taken from `run.har`
 */
export function curlOf(
  { id, request }: Pick<Exchange, 'id' | 'request'>,
  longestBody = longestInCommand,
): string {
  const { method, url, body } = request;
  const headers = Object.entries(request.headers)
    .filter(([name]) => !ownHeaders.has(name.toLowerCase()) && !name.startsWith(':'))
    .map(([name, value]) => `-H ${credentialsOpen(`${name}: ${value}`)}`);
  const implied = method === 'GET' && body === undefined;
  // Without globoff curl reads the brackets of filter[date][from] as ranges.
  const start = ['curl', '--globoff', '-i', ...(implied ? [] : ['-X', word(method)]), quote(shownUrl(url))];
  if (body !== undefined && body.length > longestBody) {
    const pick = `.log.entries[] | select(._exchange == ${String(id)}) | .request.postData.text`;
    const command = [start.join(' '), ...headers, '--data-binary @-'].join(' \\\n  ');
    return `jq -j ${quote(pick)} run.har | ${command}`;
  }
  const data = body === undefined ? [] : [`--data-raw ${quote(escapedJson(body))}`];
  return [start.join(' '), ...headers, ...data].join(' \\\n  ');
}

/** The command that tries one requirement again. */
export function onlyLine(id: string, seed: number): string {
  return `npm start -- --only ${word(id)} --seed ${String(seed)}`;
}

/** The text as one word of a command, quoted where it needs to be. */
function word(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : quote(text);
}

/** Quotes a text for a POSIX shell: nothing inside is special. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Quoted, but with `$NAME` left for the shell to fill in from the environment. */
function credentialsOpen(text: string): string {
  return text
    .split(/(\$[A-Z][A-Z0-9_]*)/)
    .map((part, at) => (at % 2 === 1 ? `"${part}"` : part === '' ? '' : quote(part)))
    .join('');
}

/** Invisible characters of a JSON text as escapes: the same message, and safe to copy. */
function escapedJson(body: string): string {
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
