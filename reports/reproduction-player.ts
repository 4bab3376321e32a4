/**
 * The part of a script of reproduction that is the same in all: it sends the steps of `run`, learns which id a record
 * has here, says of the last answer whether it is wrong in the same way, and puts back what was made.
 */
export const player = String.raw`
import { createHash } from 'node:crypto';

const base = process.env.BASE_URL ?? run.base;
const here = new Map();
const there = new Map();
const made = new Set();
const began = Math.round(Date.now() / 1000);

const lacking = new Set();
const filled = (text) => text.replace(/\$([A-Z][A-Z0-9_]*)/g, (all, name) => {
  if (process.env[name] === undefined) lacking.add(name);
  return process.env[name] ?? all;
});
for (const { headers } of run.steps) Object.values(headers).forEach(filled);
if (lacking.size > 0) {
  console.error('Set what the target file takes from the environment: ' + [...lacking].join(', '));
  process.exit(2);
}

const swapped = (text, ids) => text.replace(/(?<!\d)\d{1,16}(?!\d)/g, (id) => ids.get(id) ?? id);
const json = (text) => { try { return JSON.parse(text); } catch { return undefined; } };
/* Of what is keyed by place, as what several kinds of changes come to, by place. */
function itemsOf(value) {
  const items = value?._embedded?.items;
  if (Array.isArray(items)) return items;
  return Object.entries(items ?? {}).flatMap(([place, item]) => /^\d+$/.test(place) ? [item] : []);
}

async function send({ method, path, headers, body, ids, within, came }) {
  const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, filled(value)]));
  const response = await fetch(base + swapped(path, here), {
    method, headers: sent, body: body === undefined ? undefined : swapped(body, here), redirect: 'manual',
  });
  const text = await response.text();
  console.log(method + ' ' + decodeURI(path).slice(0, 100) + ' -> ' + response.status);
  const items = itemsOf(json(text));
  if (method !== 'GET' || items.length === ids.length) {
    ids.forEach((id, at) => {
      const now = items[at]?.id;
      if (now === undefined || here.has(id)) return;
      here.set(id, String(now));
      there.set(String(now), id);
      if (method !== 'GET') made.add(String(now));
    });
  }
  const inner = items.filter(({ id }) => made.has(String(id))).flatMap((item) => idsWithin(item)).filter((id) => !run.sent.includes(id));
  if (inner.length === within.length) {
    within.forEach((id, at) => {
      if (!here.has(id)) here.set(id, inner[at]);
      if (!there.has(inner[at])) there.set(inner[at], id);
    });
  }
  return { status: response.status, headers: response.headers, text, isSame: digest(response.status, text, path) === came };
}

function idsWithin(record, isRecord = true) {
  if (typeof record !== 'object' || record === null) return [];
  const own = !isRecord && 'id' in record ? [String(record.id)] : [];
  return [...own, ...Object.values(record).flatMap((value) => idsWithin(value, false))];
}

/* Other records and the time of day make no difference. */
function digest(status, text, path) {
  const value = json(text);
  const items = itemsOf(value);
  const own = items.filter(({ id }) => made.has(String(id)));
  const others = /[?&](?!limit_)\w/.test(path) && items.length > own.length;
  const kept = Array.isArray(value?._embedded?.items)
    ? JSON.stringify({ ...value, _embedded: { ...value._embedded, items: own } })
    : text;
  return createHash('sha256').update(status + ' ' + others + ' ' + timeless(kept, began)).digest('hex').slice(0, 16);
}

/* Times near the run, then or now, are the same time; digits of another length are another value. */
const timeless = (value, at) =>
  swapped(typeof value === 'string' ? value : JSON.stringify(value) ?? 'nothing', there)
    .replace(/(?<!\d)1\d{9}(?!\d)/g, (time) => Math.abs(time - at) < 86400 ? 'NOW' : time);
const same = (now, then) => timeless(now, began) === timeless(then, run.ranAt);
const shape = (value) => value === undefined || value === null ? String(value) : typeof value + ' ' + JSON.stringify(value).replace(/\d+/g, (digits) => '9'.repeat(digits.length));

function at(value, path) {
  return path.reduce((within, name) => within?.[name], value);
}

function shows({ status, headers, text }) {
  const { check } = run;
  const value = json(text);
  if (check.kind === 'status') return status === check.status;
  if (check.kind === 'count') return itemsOf(value).length !== check.expected;
  if (check.kind === 'tooMany') return itemsOf(value).length > check.most;
  if (check.kind === 'members') {
    const ids = itemsOf(value).map(({ id }) => String(id));
    const isListed = (id) => ids.includes(here.get(id) ?? id);
    const exactly = check.exactly?.map((id) => here.get(id) ?? id);
    return check.strange.some(isListed) || !check.lacking.every(isListed) || check.repeated && new Set(ids).size < ids.length ||
      exactly !== undefined && String([...ids].sort()) !== String([...exactly].sort());
  }
  if (check.kind === 'header') {
    const came = headers.get(check.name);
    return (came === null) === (check.came === null) && (came === null || shape(came) === shape(check.came));
  }
  if (check.kind === 'value') {
    if (status !== check.status) return false;
    const inItems = check.path[0] === '_embedded' && check.path[1] === 'items' && /^\d+$/.test(check.path[2] ?? '');
    if (!inItems) return check.isExact ? same(at(value, check.path) ?? null, check.came) : cameIn(value, check.path);
    const items = itemsOf(value);
    const record = check.record === null ? undefined : items.find(({ id }) => String(id) === (here.get(check.record) ?? check.record));
    if (check.isExact && check.record !== null) return record !== undefined && same(at(record, check.path.slice(3)) ?? null, check.came);
    if (record !== undefined) return cameIn(record, check.path.slice(3));
    return items.some((item) => cameIn(item, check.path.slice(3)));
  }
  return false;
}

/** Where nothing came, what it lacks in is there. */
function cameIn(value, path) {
  const around = at(value, path.slice(0, -1));
  return typeof around === 'object' && around !== null && within(at(value, path), run.check.came);
}

function within(now, then) {
  return shape(now ?? null) === shape(then) && (typeof now !== 'string' || !now.startsWith('/') || same(now, then));
}

let last;
try {
  let isSame = true;
  for (const step of run.steps) {
    last = await send(step);
    isSame &&= last.isSame;
  }
  const wrong = run.check.kind === 'all' ? isSame : shows(last);
  console.log('');
  console.log(run.says);
  if (run.expected !== null) console.log('expected: ' + run.expected);
  console.log('answer:   ' + last.status + ' ' + last.text.slice(0, 400));
  console.log(wrong ? 'The defect shows.' : 'The defect is gone.');
  process.exitCode = wrong ? 1 : 0;
} finally {
  for (const step of run.after) await send(step);
}
`;
