import { idFrom, isObject, member, parsedJson } from '../../spec/contract/json.ts';
import { operations } from '../../spec/operations.ts';
import type { ReceivedResponse } from '../../spec/run/exchange.ts';
import type { Announced } from '../api.ts';

const DAY = 86_400;

/**
 * Whether an answer can be the one to a read, by what both say of themselves: the self link, and in a list what was
 * asked for. Where it can't be told, it can. What doesn't fit may belong to another request, or be wrong.
 */
export function fits({ path }: Announced, { status, body }: ReceivedResponse): boolean {
  if (status !== 200) return true;
  const answer = parsedJson(body);
  if (!isObject(answer)) return false;
  const items = member(member(answer, '_embedded'), 'items');
  const list = (Array.isArray(items) ? items : []) as readonly unknown[];
  const self = member(member(answer, '_links'), 'self');
  if (!isOf(path, member(self, 'href'))) return false;
  return member(self, 'method') !== 'post' && answers(new URL(path, base).searchParams, list);
}

const base = 'http://target';

/** Whether a self link names the path of a request; links that make no sense say nothing. */
function isOf(path: string, href: unknown): boolean {
  if (typeof href !== 'string' || !href.startsWith('/')) return true;
  const other = Object.values(operations).some((operation) => pathOf(operation.path) === pathOf(href));
  return !other || pathOf(href) === pathOf(path);
}

function pathOf(path: string): string {
  return URL.canParse(path, base) ? new URL(path, base).pathname.replace(/\/$/, '') : path;
}

/** Whether every item of a list is one that was asked for, and there are no more than that; ids stand alone. */
function answers(query: URLSearchParams, items: readonly unknown[]): boolean {
  const byId = oneOf(query, 'id', (item) => member(item, 'id'));
  if (byId.length > 0) return items.every((item) => byId.every((condition) => condition(item)));
  const rows = query.get('limit_rows');
  if (rows !== null && /^[1-9]\d*$/.test(rows) && items.length > Number(rows)) return false;
  const asked = conditionsIn(query);
  return items.every((item) => asked.every((condition) => condition(item)));
}

type Condition = (item: unknown) => boolean;

function conditionsIn(query: URLSearchParams): readonly Condition[] {
  const dated = query.get('filter[date][type]') === 'modify' ? 'updated_at' : 'created_at';
  return [
    ...oneOf(query, 'customer_id', (item) => member(member(item, 'customer'), 'id')),
    ...oneOf(query, 'filter[main_user]', (item) => member(item, 'responsible_user_id')),
    between(query, 'filter[date]', (item) => member(item, dated)),
    between(query, 'filter[next_date]', (item) => member(item, 'next_date')),
  ];
}

/** By a parameter with ids, in any of its forms; none where it is not sent. */
function oneOf(query: URLSearchParams, name: string, read: (item: unknown) => unknown): readonly Condition[] {
  const named = [...query].filter(([key]) => key === name || key.startsWith(`${name}[`));
  const wanted = named.flatMap(([, value]) => value.split(',')).map(Number);
  if (wanted.length === 0) return [];
  return [
    (item) => {
      const id = idFrom(read(item));
      return id === undefined || wanted.includes(id);
    },
  ];
}

/** Within the days of a filter, or a day to either side of them, whatever the time zone. */
function between(query: URLSearchParams, name: string, read: (item: unknown) => unknown): Condition {
  const earliest = (secondsOf(query.get(`${name}[from]`)) ?? -Infinity) - 1.5 * DAY;
  const latest = (secondsOf(query.get(`${name}[to]`)) ?? Infinity) + 2.5 * DAY;
  return (item) => {
    const moment = read(item);
    return typeof moment !== 'number' || (moment >= earliest && moment <= latest);
  };
}

/** The beginning of a day as filters take it, in Unix seconds, UTC. */
export function secondsOf(day: string | null): number | undefined {
  const [, date, month, year] = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(day ?? '') ?? [];
  const moment = Date.UTC(Number(year), Number(month) - 1, Number(date));
  return Number.isNaN(moment) ? undefined : moment / 1000;
}
