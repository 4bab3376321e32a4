import { CannotJudge, untestable } from '../../spec/run/signals.ts';
import { AccountPeriods } from '../../target/amocrm/account-periods.ts';
import type { Period } from '../../target/amocrm/period.ts';
import { added } from '../customers/added.scenario.ts';
import { unlinked } from '../customers/unlinked.scenario.ts';
import { updated } from '../customers/updated.scenario.ts';
import type { Scenario, Setting } from '../support/scenario.ts';

/** For how many seconds a list that was read counts as the one that is there. */
const FRESH = 1;

/** The list as a scenario left it, and when: the next one need not read at once what was read just now. */
const leftLast: Scenario<{ list: readonly Period[]; at: number }> = {
  name: 'periods: as they were left',
  play: () => Promise.resolve({ list: [], at: 0 }),
};

/**
 * Lets a scenario work on the account's periods, which nobody else does meanwhile, and puts them back as they were,
 * whatever happens. What can't be put back at once is tried again when the run ends.
 * @throws CannotJudge where the account has no periods, or none that could be put back
 */
export async function withPeriods<T>(
  setting: Setting,
  work: (periods: AccountPeriods) => Promise<T>,
): Promise<T> {
  const { target, profile, now } = setting;
  if (!target.features.periods) {
    throw new CannotJudge({
      outcome: 'notApplicable',
      reason: 'The target file says that it has no periods.',
    });
  }
  if (profile === 'read-only') throw untestable('The read-only profile changes no periods.');
  // Customers are stored with the ids of periods: a target whose ids change under a replacement must not disturb it.
  await setting.after([added, updated, unlinked]);
  const left = await setting.play(leftLast);
  return setting.exclusively(async () => {
    const administrator = setting.caller('administrator');
    const periods =
      now() - left.at <= FRESH
        ? new AccountPeriods(administrator, left.list)
        : await AccountPeriods.read(administrator, setting.periods);
    try {
      return await work(periods);
    } finally {
      const amiss = await periods.settle().catch(() => ['unknown']);
      if (amiss.length > 0) setting.owe('periods', () => periods.settle());
      // What is not as it was has to be looked at anew.
      left.at = amiss.length > 0 ? 0 : now();
      left.list = periods.now;
    }
  });
}
