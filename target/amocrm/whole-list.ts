import { MOST_ROWS } from '../../spec/limits.ts';
import { idOf, itemsOf, type Item } from '../answer.ts';
import type { Caller, Query } from '../caller.ts';

/** Every element of a list, asked for page by page until nothing new comes; those without an id are left out. */
export async function wholeList(caller: Caller, path: string, query: Query): Promise<readonly Item[]> {
  const found = new Map<number, Item>();
  for (;;) {
    const offset = found.size > 0 ? { limit_offset: found.size } : {};
    const page = itemsOf(await caller.get(path, { ...query, limit_rows: MOST_ROWS, ...offset }));
    const known = found.size;
    for (const item of page) {
      const id = idOf(item);
      if (id !== undefined) found.set(id, item);
    }
    if (page.length < MOST_ROWS || found.size === known) return [...found.values()];
  }
}
