/** A script that shows a defect again: it creates, acts, reads back, and puts back what it made. */
import { createHash } from 'node:crypto';
import { isObject, member, parsedJson } from '../spec/contract/json.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import type { Defect } from './defects.ts';
import { escapedJson } from './curl.ts';
import { pathOf } from './exchanges.ts';
import { itemsIn } from './members.ts';
import { type Check, checkOf, isNarrow } from './reproduction-check.ts';
import { player } from './reproduction-player.ts';
import { suspectsIn } from './suspects.ts';

/** A request to send again, and the ids that the records of its answer had. */
interface Step {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly ids: readonly string[];
  /** Ids within those that the steps made, where the target draws them: `items` learns them in this order. */
  readonly within: readonly string[];
  /** A digest of what came: of the status and the records that the steps made. */
  readonly came: string;
}

/** Characters of a script for a shell with Node.js in it. */
const longest = 250_000;

/** What shows a defect again: a command for a POSIX shell, or why there is none. */
export type Reproduction = { readonly script: string } | { readonly lacks: string };

/**
 * @param exchanges all of the run, ascending
 * @returns a command for a POSIX shell that ends with status 1 as long as the defect shows and with 0 when it is gone;
 * a sentence instead where no few requests show it
 */
export function reproductionOf(defect: Defect, exchanges: readonly Exchange[]): Reproduction {
  const { lines, lead } = defect;
  if (isBelated(lead)) return { lacks: belated(lead, exchanges) };
  if (lines?.answer.response === undefined)
    return { lacks: 'No answer shows it, so there is nothing to send again.' };
  const check = checkOf(defect, lines.answer);
  const steps = stepsOf(defect, check, exchanges);
  const made = madeBy(steps);
  const madeElsewhere = new Set([...madeBy(exchanges)].filter((id) => !made.has(id)));
  const foreign = idsIn(lines.answer).filter((id) => !made.has(id)).length;
  if (check.kind === 'all' && !isNarrow(lines.answer.request.url) && foreign > made.size)
    return {
      lacks:
        'It shows in a list of records that the run did not make, which is another one in every account.',
    };
  if (
    check.kind === 'all' &&
    steps.some((step) => isWrite(step) && idsIn(step).some((id) => wasRead(id, step, exchanges)))
  )
    return {
      lacks: 'It shows in what the account held before the run, which is another thing in every account.',
    };
  const ranAt = Math.round(lines.answer.sentAt / 1000);
  const sent = new Set(steps.flatMap(namedIn));
  const text = JSON.stringify({
    base: new URL(lines.answer.request.url).origin,
    says: `${lead.says} (${lead.id})`,
    expected: lines.expected,
    steps: steps.map((step, at) =>
      stepOf(step, { made: madeBy(steps.slice(0, at + 1)), madeElsewhere, sent, ranAt }),
    ),
    check,
    ranAt,
    sent: [...sent],
    after: tidyingAfter(steps, exchanges).map((step) => stepOf(step, { made, madeElsewhere, sent, ranAt })),
  });
  if (text.includes('_FORGED'))
    return { lacks: 'It takes credentials that the run made up from yours, which are nowhere written down.' };
  const script = `node --input-type=module <<'REPRODUCE'\nconst run = ${escapedJson(text)};\n${player}REPRODUCE`;
  return script.length > longest ? { lacks: 'It takes more requests than can be pasted.' } : { script };
}

/** Why there is no script, and where to look instead. */
function belated({ reason = '' }: Defect['lead'], exchanges: readonly Exchange[]): string {
  const why =
    'It was seen when the whole run was over, in what was there before and stays as it is now: no few requests show it again.';
  return [why, suspectsIn(reason, exchanges)].filter((sentence) => sentence !== null).join(' ');
}

/** Whether what a claim watched was seen to be otherwise when the run was over. */
function isBelated({ reason = '' }: Defect['lead']): boolean {
  return /, which no request named, |could not be put back/.test(reason);
}

/** What has to be sent so that the last request means the same: it, and what made the records that it names. */
function stepsOf(
  { lead, decisive }: Defect,
  { kind }: Check,
  exchanges: readonly Exchange[],
): readonly Exchange[] {
  const isMessage = (lead.violations ?? []).length > 0;
  const own = new Set(isMessage ? [] : lead.exchanges);
  // What is wrong with a message shows in that message.
  const last = kind === 'all' && !isMessage ? Math.max(...own, 0) : (decisive?.answer ?? 0);
  const before = exchanges.filter(({ id }) => id <= last);
  const purpose = before.at(-1)?.purpose;
  // Who first tells of a record made it, or read what was there before.
  const sources = new Map(
    before.toReversed().flatMap((exchange) => idsIn(exchange).map((id) => [id, exchange] as const)),
  );
  const taken = new Set(
    before.filter(
      (one) =>
        one.id === last ||
        one.id === decisive?.request ||
        (own.has(one.id) && isAnswered(one)) ||
        (isMessage && one.purpose === purpose && isWrite(one)),
    ),
  );
  for (const one of taken) {
    for (const id of namedIn(one)) {
      const source = sources.get(id);
      if (source && source.id < one.id) taken.add(source);
    }
  }
  return [...taken].sort((a, b) => a.id - b.id);
}

function isAnswered({ response }: Exchange): boolean {
  return response !== undefined;
}

function isWrite({ request }: Exchange): boolean {
  return request.method !== 'GET' && request.method !== 'HEAD';
}

/** Read once: many defects of a run look through the same answers. */
const idsByExchange = new WeakMap<Exchange, readonly string[]>();

function idsIn(exchange: Exchange): readonly string[] {
  const read = idsByExchange.get(exchange);
  if (read !== undefined) return read;
  const ids = itemsIn(exchange.response?.body ?? '').map((item) => String(member(item, 'id')));
  idsByExchange.set(exchange, ids);
  return ids;
}

/** The ids that a request may name: whole numbers of four digits and more. */
function namedIn({ request }: Exchange): readonly string[] {
  return `${pathOf(request.url)} ${request.body ?? ''}`.match(/(?<!\d)\d{4,16}(?!\d)/g) ?? [];
}

function stepOf(exchange: Exchange, known: Known): Step {
  const { made, sent } = known;
  const { method, url, headers, body } = exchange.request;
  const kept = Object.entries(headers).filter(([name]) => !unsent.has(name.toLowerCase()));
  return {
    method,
    path: pathOf(url),
    headers: Object.fromEntries(kept),
    ...(body !== undefined && { body }),
    ids: idsIn(exchange),
    within: ownIn(exchange, made)
      .flatMap((item) => idsWithin(item))
      .filter((id) => !sent.has(id)),
    came: digestOf(exchange, known),
  };
}

/** Whether a record is not one that a request made, but was there when the run began. */
function wasRead(id: string, { id: number }: Exchange, exchanges: readonly Exchange[]): boolean {
  const first = exchanges.find((one) => one.id < number && idsIn(one).includes(id));
  return first !== undefined && !isWrite(first);
}

function madeBy(steps: readonly Exchange[]): ReadonlySet<string> {
  return new Set(steps.filter(isWrite).flatMap(idsIn));
}

interface Known {
  /** Ids of records that the steps made. */
  readonly made: ReadonlySet<string>;
  /** Ids of those that the run made besides: they are not there where the steps are sent alone. */
  readonly madeElsewhere: ReadonlySet<string>;
  /** Ids that requests name: what they are is the same on every server of the target file. */
  readonly sent: ReadonlySet<string>;
  readonly ranAt: number;
}

function ownIn({ response }: Exchange, made: ReadonlySet<string>): readonly unknown[] {
  return itemsIn(response?.body ?? '').filter((item) => made.has(String(member(item, 'id'))));
}

/** The ids of what stands within a record, in their order. */
function idsWithin(record: unknown, isRecord: unknown = true): readonly string[] {
  if (typeof record !== 'object' || record === null) return [];
  const own = isRecord !== true && 'id' in record ? [String(record.id)] : [];
  return [...own, ...Object.values(record).flatMap((value) => idsWithin(value, false))];
}

/** The same as `digest` of the player has it: other records and the time of day make no difference. */
function digestOf({ request, response }: Exchange, { made, madeElsewhere, ranAt }: Known): string {
  const body = response?.body ?? '';
  const value = parsedJson(body);
  const embedded = member(value, '_embedded');
  const items = itemsIn(body);
  const among = (ids: ReadonlySet<string>) => items.filter((item) => ids.has(String(member(item, 'id'))));
  const own = among(made);
  // What a narrow question finds besides was made by these steps, too: by some that were refused, perhaps.
  const others = isNarrow(request.url) && items.length > own.length + among(madeElsewhere).length;
  const kept =
    isObject(value) && isObject(embedded) && Array.isArray(embedded['items'])
      ? JSON.stringify({ ...value, _embedded: { ...embedded, items: own } })
      : body;
  const timeless = kept.replace(/(?<!\d)1\d{9}(?!\d)/g, (time) =>
    Math.abs(Number(time) - ranAt) < 86_400 ? 'NOW' : time,
  );
  return createHash('sha256')
    .update(`${String(response?.status)} ${String(others)} ${timeless}`)
    .digest('hex')
    .slice(0, 16);
}

const unsent: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'accept-encoding',
  'transfer-encoding',
]);

/** What the run sent to put back what these steps made, and nothing else. */
function tidyingAfter(steps: readonly Exchange[], exchanges: readonly Exchange[]): readonly Exchange[] {
  const made = madeBy(steps);
  const paths = new Set(steps.filter(isWrite).map(({ request }) => pathOf(request.url)));
  return exchanges
    .filter((one) => one.purpose === 'tidying up' && isWrite(one))
    .flatMap((one) => {
      const body = parsedJson(one.request.body ?? '');
      if (!isObject(body)) return [];
      const lists = Object.entries(body).map(([name, list]) => [name, keptIn(list, made)] as const);
      const isDeletion = lists.every(([, list]) => list !== null);
      if (!isDeletion) return paths.has(pathOf(one.request.url)) ? [one] : [];
      if (lists.every(([, list]) => list?.length === 0)) return [];
      return [{ ...one, request: { ...one.request, body: JSON.stringify(Object.fromEntries(lists)) } }];
    });
}

/** The ids of a list that were made here; null where it is no list of ids. */
function keptIn(list: unknown, made: ReadonlySet<string>): readonly unknown[] | null {
  if (!Array.isArray(list) || !list.every((one) => typeof one === 'number')) return null;
  return list.filter((id) => made.has(String(id)));
}
