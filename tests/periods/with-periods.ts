import { added } from '../customers/added.scenario.ts';
import { unlinked } from '../customers/unlinked.scenario.ts';
import { updated } from '../customers/updated.scenario.ts';
import type { Setting } from '../support/scenario.ts';
import { CannotJudge, untestable } from '../../spec/run/signals.ts';
import { AccountPeriods } from '../../target/amocrm/account-periods.ts';

/**
 * Lets a scenario work on the account's periods, which nobody else does meanwhile, and puts them back as they were,
 * whatever happens. What can't be put back at once is tried again when the run ends.
 * @throws CannotJudge where the account has no periods, or none that could be put back
 */
export async function withPeriods<T>(
  setting: Setting,
  play: (periods: AccountPeriods) => Promise<T>,
): Promise<T> {
  if (!setting.target.features.periods) {
    throw new CannotJudge({
      outcome: 'notApplicable',
      reason: 'The target file says that it has no periods.',
    });
  }
  if (setting.profile === 'read-only') throw untestable('The read-only profile changes no periods.');
  await customersWithPeriods(setting);
  return setting.exclusively(async () => {
    const periods = await AccountPeriods.read(setting.caller('administrator'));
    try {
      return await play(periods);
    } finally {
      const left = await periods.settle().catch(() => ['unknown']);
      if (left.length > 0) setting.owe('periods', () => periods.settle());
    }
  });
}

/**
 * Plays first what stores customers with the ids of periods, so that a target whose ids change under a
 * replacement can't disturb it, whatever the order of tests.
 */
function customersWithPeriods({ after }: Setting): Promise<void> {
  return after([added, updated, unlinked]);
}
