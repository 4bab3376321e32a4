import { stringify } from 'yaml';
import { certify, type Certification, type Certified } from '../../engine/certification.ts';
import { startReference, type ReferenceOptions } from '../../reference/server.ts';
import { Contract } from '../../spec/contract/contract.ts';
import { amocrm, type Furniture } from '../../target/amocrm/api.ts';
import { realClock, type Clock } from '../../target/clock.ts';
import { parseTarget } from '../../target/target-file.ts';
import { catalogue, claims } from '../../tests/catalogue.ts';

/** How an implementation is to be examined. */
export type Examination = Pick<Certification<Furniture>, 'seed'> &
  Partial<Pick<Certification<Furniture>, 'claims' | 'atOnce' | 'profile'>>;

const contract = Contract.load();

/** What every certification of the suite has in common, wherever it comes from. */
export const suiteAtWork = { api: amocrm, contract, catalogue, claims } as const;

/** Certifies an assembly of the reference over HTTP, in this process. */
export async function examine(assembly: ReferenceOptions, examination: Examination): Promise<Certified> {
  const clock = hurriedClock();
  const reference = await startReference({ clock: () => Math.floor(clock.now() / 1000), ...assembly });
  const target = parseTarget(stringify(reference.targetFile), 'the reference', {});
  const suite = { name: 'amocrm-conformance', version: '0', digest: '' };
  try {
    return await certify({
      ...suiteAtWork,
      suite,
      ...examination,
      target,
      clock,
      isInProcess: true,
    });
  } finally {
    await reference.close();
  }
}

/** A clock by which nobody waits: it is put forward instead, for the suite and the reference alike. */
export function hurriedClock(): Clock {
  let ahead = 0;
  return {
    now: () => realClock.now() + ahead,
    sleep(seconds) {
      ahead += seconds * 1000;
      return Promise.resolve();
    },
  };
}
