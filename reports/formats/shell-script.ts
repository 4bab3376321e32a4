import { isObject, namesIn, member, parsedJson } from '../../spec/contract/json.ts';
import type { Exchange } from '../../spec/run/exchange.ts';
import { oneLine } from '../../spec/run/plain.ts';

/** An id that an answer gave, by the name of its variable. */
interface Given {
  readonly id: string;
  readonly variable: string;
  /** Where it stands in the answer, as jq writes it. */
  readonly place: string;
}

/**
 * A script for sh, curl and jq that sends the same requests one after the other. Ids that answers give are carried
 * over into what is sent after them.
 * @param about what it shows, in one line
 */
export function shellScriptOf(exchanges: readonly Exchange[], baseUrl: string, about: string): string {
  const known: Given[] = [];
  const requests = exchanges.map((exchange, index) => {
    const command = commandOf(exchange, baseUrl, known);
    const sentLater = exchanges.slice(index + 1).map(({ request }) => `${request.url} ${request.body ?? ''}`);
    const fresh = idsIn(exchange)
      .filter(({ id }) => !known.some((one) => one.id === id) && sentLater.some((text) => holds(text, id)))
      .map((one, place) => ({ ...one, variable: `ID_${String(known.length + place + 1)}` }));
    known.push(...fresh);
    return [
      command,
      ...fresh.map(({ variable, place }) => `${variable}=$(printf '%s' "$ANSWER" | jq -r '${place}')`),
    ].join('\n');
  });
  return [
    '#!/bin/sh',
    `# ${oneLine(about, 300)}`,
    '# It takes curl and jq. Say who asks: AUTH="Authorization: Bearer …" sh this-file',
    'set -u',
    `BASE_URL="\${BASE_URL:-${baseUrl.replace(/["$`\\]/g, '')}}"`,
    'AUTH="${AUTH:?the header that says who asks}"',
    '',
    ...requests.flatMap((request) => [request, '']),
  ].join('\n');
}

function commandOf({ as, request, response }: Exchange, baseUrl: string, known: readonly Given[]): string {
  const { method, url, body } = request;
  const path = url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url;
  const asked = as === 'administrator' ? ' -H "$AUTH"' : '';
  const sent =
    body === undefined ? '' : ` -H 'Content-Type: application/json' --data-binary ${quoted(body, known)}`;
  return [
    `# ${oneLine(`${method} as ${as}: ${String(response?.status ?? 'no answer')}`, 100)}`,
    `ANSWER=$(curl -sS -g -X ${method.replace(/[^A-Z]/g, '')}${asked} "$BASE_URL"${quoted(path, known)}${sent})`,
    `printf '%s\\n' "$ANSWER"`,
  ].join('\n');
}

/** A word of the shell, in which ids that were given stand by their variables. */
function quoted(text: string, known: readonly Given[]): string {
  const single = (part: string): string => (part === '' ? '' : `'${part.replaceAll("'", String.raw`'\''`)}'`);
  const parts = text.split(/(\d+)/);
  const words = parts.map((part) => known.find(({ id }) => id === part)?.variable ?? null);
  const joined = parts.reduce<{ word: string; plain: string }>(
    ({ word, plain }, part, index) => {
      const variable = words[index] ?? null;
      return variable === null
        ? { word, plain: plain + part }
        : { word: `${word}${single(plain)}"$${variable}"`, plain: '' };
    },
    { word: '', plain: '' },
  );
  const word = `${joined.word}${single(joined.plain)}`;
  return word === '' ? `''` : word;
}

function holds(text: string, id: string): boolean {
  return text.split(/(\d+)/).includes(id);
}

/** Ids in an answer to a change, by where they stand. */
function idsIn({ request, response }: Exchange): readonly Omit<Given, 'variable'>[] {
  if (request.method === 'GET' || response === undefined) return [];
  const found: Omit<Given, 'variable'>[] = [];
  const visit = (value: unknown, place: string, depth: number): void => {
    if (depth > 6 || (!isObject(value) && !Array.isArray(value))) return;
    const id = member(value, 'id');
    if (typeof id === 'number' && Number.isSafeInteger(id))
      found.push({ id: String(id), place: `${place}["id"]` });
    for (const name of namesIn(value).slice(0, 600)) {
      if (!/^[\w-]+$/.test(name)) continue;
      visit(
        member(value, name),
        Array.isArray(value) ? `${place}[${name}]` : `${place}["${name}"]`,
        depth + 1,
      );
    }
  };
  visit(parsedJson(response.body), '.', 0);
  return found.map((one) => ({ ...one, place: one.place.replace(/^\.\[/, '.[') }));
}
