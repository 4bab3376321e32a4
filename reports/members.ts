/** What the words of a failure say of the records of a list: which are there in vain, which lack. */
import { member, parsedJson } from '../spec/contract/json.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import { pathOf } from './exchanges.ts';

/** Ids of records by what is wrong with them in a list. */
export interface Members {
  /** Listed, though they do not belong there. */
  readonly strange: readonly string[];
  /** Not listed, though they belong there. */
  readonly lacking: readonly string[];
  readonly repeated: readonly string[];
  /** All that belong there and nothing else; null where that is not told. */
  readonly exactly: readonly string[] | null;
}

/** @returns null where a failure tells of no members */
export function membersIn(reason: string): Members | null {
  const [, exactly] = /^Listed are .*?, and not the ids ([\d, ]+)\./.exec(reason) ?? [];
  const [, lacking = ''] = /^Not listed, but matching: (.*)$/s.exec(reason) ?? [];
  const [, strange = ''] = /^Listed, but not matching: (.*)$/s.exec(reason) ?? [];
  const [, clauses = ''] = /^The list is another one: (.*)$/s.exec(reason) ?? [];
  const members = {
    strange: [...leading(strange), ...behind(clauses, 'that do not belong there')],
    lacking: [...leading(lacking), ...behind(clauses, 'of \\d+ missing')],
    repeated: behind(clauses, 'more than once'),
    exactly: exactly?.match(/\d+/g) ?? null,
  };
  const isNone = [...members.strange, ...members.lacking, ...members.repeated].length === 0;
  return isNone && members.exactly === null ? null : members;
}

/** `12` and `13` of `12 ({"name":"x"}); 13 with price 4`. */
function leading(clauses: string): readonly string[] {
  return [...clauses.matchAll(/(?:^|; )(\d+) (?:\(|with )/g)].map(([, id = '']) => id);
}

/** `12` and `13` of `2 that do not belong there (12, 13, …)`. */
function behind(clauses: string, what: string): readonly string[] {
  const [, ids = ''] = new RegExp(`${what} \\(([^)]*)\\)`).exec(clauses) ?? [];
  return ids.match(/\d+/g) ?? [];
}

/**
 * The answer in which the members are as the failure says: of several that whose request does not name them, the last.
 * Undefined where none is, or where several lists lack them, of which some may do so by right.
 */
export function showing(
  { strange, lacking, repeated, exactly }: Members,
  all: readonly Exchange[],
): Exchange | undefined {
  const fitting = all.filter(({ request, response }) => {
    if (request.method !== 'GET' || response === undefined) return false;
    const ids = idsOf(response.body);
    const listed = new Set(ids);
    return (
      strange.every((id) => listed.has(id)) &&
      !lacking.some((id) => listed.has(id)) &&
      repeated.every((id) => ids.indexOf(id) < ids.lastIndexOf(id)) &&
      (exactly === null || isAsked(request.url, exactly))
    );
  });
  const isLackAlone = strange.length + repeated.length === 0 && exactly === null;
  if (isLackAlone && new Set(fitting.map(({ request }) => request.url)).size > 1) return undefined;
  return fitting.findLast(({ request }) => !isAsked(request.url, strange)) ?? fitting.at(-1);
}

/** Whether a request names one of these ids. */
function isAsked(url: string, ids: readonly string[]): boolean {
  const named = new Set(pathOf(url).match(/\d+/g));
  return ids.some((id) => named.has(id));
}

/** The records that an answer holds. Of what is keyed by place, as what several kinds of changes come to, by place. */
export function itemsIn(body: string): readonly unknown[] {
  const items = member(member(parsedJson(body), '_embedded'), 'items');
  if (Array.isArray(items)) return items as readonly unknown[];
  if (typeof items !== 'object' || items === null) return [];
  return Object.entries(items).flatMap(([place, item]) => (/^\d+$/.test(place) ? [item as unknown] : []));
}

/** The ids of the records of an answer, as often as they are listed. */
export function idsOf(body: string): readonly string[] {
  return itemsIn(body).map((item) => String(member(item, 'id')));
}
