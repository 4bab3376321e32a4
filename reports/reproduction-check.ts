/** How a script of reproduction tells whether a defect still shows. */
import { member, parsedJson } from '../spec/contract/json.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import type { Defect } from './defects.ts';
import { idsOf, itemsIn, membersIn } from './members.ts';

/** What is wrong with the answer to the last step. */
export type Check =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'count'; readonly expected: number }
  | { readonly kind: 'tooMany'; readonly most: number }
  /** Records that are listed in vain, or lack, or stand there twice; `exactly`: all that belong there. */
  | {
      readonly kind: 'members';
      readonly strange: readonly string[];
      readonly lacking: readonly string[];
      readonly repeated: boolean;
      readonly exactly: readonly string[] | null;
    }
  /** What stands at a path is as wrong as it was: of one record, or of any where none is named or it is not there. */
  | {
      readonly kind: 'value';
      /** Of the answer: one of another status, a refusal as may be, has no such path. */
      readonly status: number;
      readonly path: readonly string[];
      readonly record: string | null;
      readonly came: unknown;
      /** Whether it is the very value, and no other of its kind, that is wrong of the record. */
      readonly isExact: boolean;
    }
  | { readonly kind: 'header'; readonly name: string; readonly came: string | null }
  /** All that came is what came then. */
  | { readonly kind: 'all' };

export function checkOf({ lead, decisive }: Defect, { response, request }: Exchange): Check {
  const { reason = '', violations } = lead;
  const status = response?.status ?? 0;
  const body = response?.body ?? '';
  const [violation] = violations ?? [];
  const header = /^header:(.+)$/.exec(violation?.pointer ?? '')?.[1];
  if (header !== undefined) {
    return { kind: 'header', name: header, came: response?.headers[header.toLowerCase()] ?? null };
  }
  if (
    violation?.pointer === 'status' ||
    /\bStatus [\dx, or]+ expected|Not refused|not taken: [45]\d\d\b/.test(reason)
  ) {
    return { kind: 'status', status };
  }
  const path = decisive?.path?.match(/[^.[\]]+/g);
  if (path && (violation || decisive?.exact === true)) {
    const came = path.reduce<unknown>((value, name) => member(value, name), parsedJson(body));
    const isExact = violation === undefined;
    const record = (isExact ? decisive?.record : undefined) ?? recordAt(body, path);
    return { kind: 'value', status, path, record: record ?? null, came: came ?? null, isExact };
  }
  return (request.method === 'GET' ? ofList(lead, body, decisive?.listed === true) : null) ?? { kind: 'all' };
}

/** What is wrong with a list as a whole, where a failure tells that. */
function ofList({ reason = '', detail = '' }: Defect['lead'], body: string, isListed: boolean): Check | null {
  const count = itemsIn(body).length;
  const members = isListed ? membersIn(reason) : null;
  if (members) return { kind: 'members', ...members, repeated: members.repeated.length > 0 };
  const [, most] = /^\d+ to (\d+) rows .*expected, and \d+ rows came/.exec(reason) ?? [];
  if (most !== undefined && count > Number(most)) return { kind: 'tooMany', most: Number(most) };
  const [, wanted = '', came = ''] = /(?:^|\n)Expected: (.*)\nReceived: (.*)$/s.exec(detail) ?? [];
  const [expected, received] = [parsedJson(wanted), parsedJson(came)];
  const [wantedCount, cameCount] = [wanted, came].map(
    (side) => /^(\d+)(?: of them(?:$|: )|$)/.exec(side)?.[1],
  );
  if (wantedCount !== undefined && wantedCount !== cameCount && Number(cameCount) === count)
    return { kind: 'count', expected: Number(wantedCount) };
  const once = new Set(idsOf(body)).size;
  if (once < count && (Number(cameCount) === once || isRepeated(expected, received, body)))
    return { kind: 'members', strange: [], lacking: [], repeated: true, exactly: null };
  // What came in the place of nothing is the list itself, and not what a claim made of it.
  const isNone = Array.isArray(expected) && expected.length === 0;
  const isInstead = isNone && Array.isArray(received) && received.length === count;
  return count > 0 && (isInstead || reason.startsWith('An empty list expected'))
    ? { kind: 'count', expected: 0 }
    : null;
}

/** Whether what came is the very ids of a list, and what was expected is each of them once. */
function isRepeated(expected: unknown, received: unknown, body: string): boolean {
  if (!Array.isArray(expected) || !Array.isArray(received)) return false;
  const ids = itemsIn(body).map((item) => member(item, 'id'));
  const once = [...new Set(ids)];
  return once.length < ids.length && String(received) === String(ids) && String(expected) === String(once);
}

/** The id of the element of a list in which a path leads. */
function recordAt(body: string, [embedded, items, place]: readonly string[]): string | undefined {
  if (embedded !== '_embedded' || items !== 'items') return undefined;
  const id = member(itemsIn(body)[Number(place)], 'id');
  return typeof id === 'number' || typeof id === 'string' ? String(id) : undefined;
}

/** Whether a request asks for something, and not for all that there is. */
export function isNarrow(url: string): boolean {
  return /[?&](?!limit_)\w/.test(url);
}
