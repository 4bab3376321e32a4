import { operations } from '../../spec/operations.ts';
import { idOf, itemsOf } from '../support/answer.ts';
import type { Scene } from '../support/scene.ts';
import { filled } from './filled.scene.ts';
import { periodsOf } from './period.ts';

const { path } = operations['periods.list'];

/** The list as it is; and, where periods can be added, the longest that the account has room for. */
export const listed = {
  name: 'periods: listed',
  async play({ caller, play }) {
    const answer = await caller('administrator').get(path);
    // A target that takes no longer list is judged by its own.
    const full = await play(filled).catch(() => null);
    const items = itemsOf(answer);
    return {
      answer,
      /** null for an element without an id */
      ids: items.map((item) => idOf(item) ?? null),
      longest: full?.longest ?? periodsOf(answer),
      unlisted: full?.unlisted ?? [],
      linksSide: items.some((item) => '_links' in item) ? 'present' : 'absent',
    };
  },
} satisfies Scene<unknown>;
