import { operations } from '../../spec/operations.ts';
import { idOf, itemsOf } from '../../target/answer.ts';
import { restsOn } from '../support/claims.ts';
import type { Scenario } from '../support/scenario.ts';
import { added } from './added.scenario.ts';
import { LAST } from './adding.ts';
import { others } from './bystanders.scenario.ts';
import { reservedDays } from './reserved-days.ts';

const { path } = operations['customers.change'];

/**
 * The newest customer of all deleted, and one added right after it: a target that counts on from the largest id that
 * there is gives that id again.
 */
export const replaced = {
  name: 'customers: one added after the newest was deleted',
  // Whoever else is added meanwhile would be the newest.
  first: true,
  async play(setting) {
    const { payloads, calendar, caller, play } = setting;
    await setting.after([others]);
    const newest = (await play(added))[LAST];
    restsOn('customers.add.single', newest?.stored !== null, 'Nothing was added to be deleted.');
    const administrator = caller('administrator');
    await administrator.post(path, { delete: [newest?.id] });
    const answer = await administrator.post(path, {
      add: [
        payloads.customer('after the newest', {
          name: payloads.name('after the newest', 'plain'),
          created_at: calendar.created(reservedDays.together).noon,
        }),
      ],
    });
    return { deleted: newest?.id, id: idOf(itemsOf(answer)[0]) ?? null };
  },
} satisfies Scenario<unknown>;
