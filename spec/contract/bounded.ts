import { isObject } from './json.ts';

const longestList = 1_000;
const mostNodes = 100_000;
/** Deeper than any schema reaches. */
const deepest = 24;

/**
 * A copy of a parsed body that is small enough to list every error in: long lists lose their tail, so do objects
 * their numbered members. Nothing else is left out, so whatever is wrong with the copy is wrong with the body.
 */
export function bounded(value: unknown): unknown {
  let nodes = 0;
  const copy = (found: unknown, depth: number): unknown => {
    nodes += 1;
    if (depth > deepest) return found;
    const room = nodes > mostNodes ? 0 : longestList;
    if (Array.isArray(found)) return found.slice(0, room).map((element) => copy(element, depth + 1));
    if (!isObject(found)) return found;
    let numbered = 0;
    const kept = Object.keys(found).filter((name) => !/^\d+$/.test(name) || (numbered += 1) <= room);
    // `fromEntries` makes `__proto__` an ordinary member, as `JSON.parse` does.
    return Object.fromEntries(kept.map((name) => [name, copy(found[name], depth + 1)]));
  };
  return copy(value, 0);
}
