/** What can be wrong with a value, as far as its schema lets it be told. */
import { isObject, type JsonObject } from '../core/values.ts';
import type { Site } from './message-sites.ts';

/** One way to be wrong. */
export interface Defect {
  /** Stands at the end of a fault's name. */
  readonly name: string;
  /** Goes on from "… is". */
  readonly says: string;
  /** The wrong value in the place of the right one. */
  readonly change: (value: unknown) => unknown;
}

/** The largest number of seconds that the document takes for a moment. */
const latestMoment = 99_999_999_999;

/** A moment to be wrong about where there is none. */
const someMoment = 1_508_705_940;

const missing: Defect = { name: 'missing', says: 'left out', change: () => undefined };

const asText: Defect = { name: 'as-text', says: 'a string', change: (value) => textOf(value) };

function textOf(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

/** All defects that a place can have, those that only it can have first. */
export function defectsOf({ operation, schema, optional, path }: Site): readonly Defect[] {
  if (path.at(-1) === '_links' && path.length > 1) {
    // In their list periods have no links; elsewhere theirs lead to that list.
    if (operation === 'periods.list') return shapeless;
    return operation === 'periods.change'
      ? [...shapeless, ...misleading.filter(({ name }) => name !== 'to-another-id')]
      : [...shapeless, ...misleading];
  }
  return [...ownDefects(schema), ...(optional ? [] : [missing]), ...typeDefects(schema)];
}

/** Links of records: where they may be left out they come in the wrong form. */
const shapeless: readonly Defect[] = [
  { name: 'without-self', says: 'empty', change: () => ({}) },
  {
    name: 'without-href',
    says: 'without an address',
    change: () => ({ self: { method: 'get' } }),
  },
];

/** The same where they lead elsewhere. */
const misleading: readonly Defect[] = [
  inHref('to-another-id', 'with another id', (href) => href.replace(/\d+$/, (id) => String(Number(id) + 1))),
  inHref('to-another-resource', 'to what is no such record', (href) => href.replace(/\w+(?=\?|$)/, 'leads')),
  inHref('without-slash', 'without a slash at the beginning', (href) => href.slice(1)),
  {
    name: 'to-post',
    says: 'with the method POST',
    change: (value) =>
      isObject(value) && isObject(value.self) ? { self: { ...value.self, method: 'post' } } : value,
  },
];

/** A link to another address; where there is none it stays away. */
function inHref(name: string, says: string, change: (href: string) => string): Defect {
  return {
    name,
    says,
    change: (value) =>
      isObject(value) && isObject(value.self)
        ? { self: { ...value.self, href: change(String(value.self.href)) } }
        : value,
  };
}

const inList: Defect = {
  name: 'in-list',
  says: 'a list',
  change: (value) => (isEmpty(value) ? value : [value]),
};

/** By what the schema demands beyond a type. */
function ownDefects({
  maximum,
  minimum,
  pattern,
  enum: words,
  minLength,
  type,
}: JsonObject): readonly Defect[] {
  if (maximum === latestMoment) return [inMilliseconds];
  if (Array.isArray(words)) return [unknownWord];
  if (typeof pattern === 'string') return [withoutFirst];
  if (minLength === 1) return [emptied];
  if (minimum === 0 && maximum === undefined && type === 'integer') return [negative];
  return [];
}

const inMilliseconds: Defect = {
  name: 'in-milliseconds',
  says: 'in milliseconds',
  change: (value) => 1000 * (typeof value === 'number' && value > 0 ? value : someMoment),
};

const unknownWord: Defect = {
  name: 'unknown-word',
  says: 'a word that the document does not know',
  change: (value) => (value === undefined ? undefined : 'during'),
};

const withoutFirst: Defect = {
  name: 'cut',
  says: 'without its first character',
  change: (value) => (typeof value === 'string' ? value.slice(1) : value),
};

const emptied: Defect = { name: 'empty', says: 'empty', change: () => '' };

const negative: Defect = {
  name: 'negative',
  says: 'a negative number',
  change: (value) => (typeof value === 'number' ? -1 - value : value),
};

/** By the type; the first of several is what is there when there is something. */
function typeDefects({ type }: JsonObject): readonly Defect[] {
  const types = [type].flat();
  const [first, second] = types;
  const canBeNull = types.includes('null');
  if (first === 'integer' && second === 'string') return [inList];
  switch (first) {
    case 'integer':
      return [asText];
    case 'boolean':
      return [{ name: 'as-number', says: 'a number', change: Number }, asText];
    case 'string':
      return [
        { name: 'as-number', says: 'a number', change: (value) => (isEmpty(value) ? value : 7) },
        inList,
      ];
    case 'array':
      return second === 'object' && !canBeNull ? [isNull] : [asObject];
    case 'object':
      return [inList];
    default:
      return [];
  }
}

/** As PHP encodes a list whose numbers have a gap. */
const asObject: Defect = {
  name: 'as-object',
  says: 'an object with numbers',
  change: (value) => (Array.isArray(value) ? Object.fromEntries(value.entries()) : value),
};

const isNull: Defect = { name: 'null', says: 'null', change: () => null };

/** Nothing, `null` and `{}` remain: they stand for nothing. */
function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (isObject(value) && Object.keys(value).length === 0);
}
