import { isDeepStrictEqual } from 'node:util';
import { isObject, namesIn } from '../spec/contract/json.ts';

/** Where two values differ. */
export interface Difference {
  /** `_links.self.href`, `tags[1].name`; empty for the whole value. */
  readonly path: string;
  /** Undefined where it is not there. */
  readonly expected: unknown;
  readonly received: unknown;
}

/** How many are looked for: a reader needs the first ones. */
const most = 20;

/** The smallest parts in which two values differ, in the order of the expected one; lists of other lengths as a whole. */
export function differencesOf(expected: unknown, received: unknown, path = ''): readonly Difference[] {
  if (isDeepStrictEqual(expected, received)) return [];
  if (Array.isArray(expected) && Array.isArray(received) && expected.length === received.length) {
    return expected
      .flatMap((one, at) => differencesOf(one, received[at], `${path}[${String(at)}]`))
      .slice(0, most);
  }
  if (!isObject(expected) || !isObject(received)) return [{ path, expected, received }];
  const names = new Set([...namesIn(expected), ...namesIn(received)]);
  return [...names]
    .flatMap((name) => differencesOf(expected[name], received[name], path === '' ? name : `${path}.${name}`))
    .slice(0, most);
}
