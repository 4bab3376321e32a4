import { stringify } from 'yaml';
import { startReference } from '../../reference/server.ts';
import { parseTarget } from '../../target/target-file.ts';
import type { Target } from '../../target/target.ts';
import { certify, type Certification, type Certified } from '../../engine/certification.ts';
import type { Furniture } from '../../target/amocrm/api.ts';
import { hurriedClock, suiteAtWork } from '../proof/examine.ts';
import { furnished } from './furnished.ts';

/** What a run did where it was tried out. */
export interface Rehearsal extends Certified {
  readonly created: { readonly customers: number; readonly transactions: number };
}

/** Judges the claims against the reference, furnished like the target; the target itself hears nothing of it. */
export async function rehearse(
  target: Target,
  run: Pick<Certification<Furniture>, 'claims' | 'seed' | 'profile' | 'filters'>,
): Promise<Rehearsal> {
  const clock = hurriedClock();
  const state = furnished(target);
  const reference = await startReference({ clock: () => Math.floor(clock.now() / 1000), state });
  const stand = standFor(target, parseTarget(stringify(reference.targetFile), 'the reference', {}));
  try {
    const suite = { name: 'amocrm-conformance', version: '', digest: '' };
    const ran = await certify({ ...suiteAtWork, ...run, target: stand, clock, suite });
    const after = reference.snapshot();
    return {
      ...ran,
      created: {
        customers: after.customers.size - state.customers.size,
        transactions: after.transactions.size - state.transactions.size,
      },
    };
  } finally {
    await reference.close();
  }
}

/** A target as its file describes it, but for where it is and who asks. */
function standFor(target: Target, { baseUrl, auth, pace }: Target): Target {
  const { member } = auth;
  const { id: _, ...account } = target.account;
  return {
    ...target,
    account,
    baseUrl,
    pace,
    auth: {
      administrator: auth.administrator,
      ...(target.auth.member !== undefined && member !== undefined && { member }),
    },
  };
}
