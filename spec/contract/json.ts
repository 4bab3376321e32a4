/** A JSON object, or a node of the OpenAPI document: anything with named members. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Tells a JSON object from a list, a scalar and null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A body is read by several, soon after one another, while other bodies come in between: it is parsed once for all. */
const recent: { readonly text: string; readonly value: unknown }[] = [];

/** What is kept at hand: bodies of about as many requests as are on their way at once, but no hostile heaps. */
const most = { bodies: 16, characters: 4_000_000 } as const;

/**
 * The value of a JSON text, which nobody may change; undefined where it is none. Of duplicate keys the last counts,
 * and integers beyond 2^53 are rounded.
 */
export function parsedJson(text: string): unknown {
  if (text === '') return undefined;
  const known = recent.find((one) => one.text === text);
  if (known !== undefined) return known.value;
  const value = valueOf(text);
  recent.unshift({ text, value });
  const tooMany = (): boolean =>
    recent.length > most.bodies || recent.reduce((sum, one) => sum + one.text.length, 0) > most.characters;
  while (recent.length > 1 && tooMany()) recent.pop();
  return value;
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The own member of an object or list, undefined where there is none: inherited names don't count. */
export function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as JsonObject)[name];
}

/** The names or indices of what an object or list holds; none for anything else. */
export function namesIn(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

/** The elements of a list; none for anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** One segment of a JSON pointer (RFC 6901), escaped. */
export function escapeSegment(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The names along a JSON pointer, with or without a leading `#`: `#/a~1b/0` has `a/b` and `0`. */
export function segmentsOf(pointer: string): readonly string[] {
  return pointer
    .replace(/^#/, '')
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A positive integer id, as a number or as digits; undefined for anything else. */
export function idFrom(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : undefined;
}
