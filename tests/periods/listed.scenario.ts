import { operations } from '../../spec/operations.ts';
import { idOf, itemsOf } from '../../target/answer.ts';
import type { Scenario } from '../support/scenario.ts';
import { untestable } from '../../spec/run/signals.ts';
import { filled } from './filled.scenario.ts';
import { afterPurchase, periodsOf, reachOf } from '../../target/amocrm/period.ts';
import { WITHOUT_AFTER } from './replaced.scenario.ts';

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
} satisfies Scenario<unknown>;

type Listed = Awaited<ReturnType<typeof listed.play>>;

/** The same list where it has periods before the purchase; those of a run's own always are there. */
export const listedBefore: Scenario<Listed> = {
  name: 'periods: listed before the purchase',
  play: ({ play }) => play(listed),
  async fromExisting({ play }) {
    const list = await play(listed);
    if (reachOf(list.longest) !== '') return list;
    throw untestable(
      'It takes a period before the purchase in the account, and it has none that can be told.',
    );
  },
};

/** The periods after the purchase: their own days, and the days after the purchase that they show. */
export const listedAfter = {
  name: 'periods: listed after the purchase',
  async play({ play }) {
    const after = afterPurchase((await play(listed)).longest);
    if (after.length === 0) throw untestable(WITHOUT_AFTER);
    return {
      days: after.map(({ period }) => period).join(', '),
      shown: after.map(({ after_buy }) => after_buy).join(', '),
    };
  },
} satisfies Scenario<unknown>;
