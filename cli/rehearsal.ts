import { stringify } from 'yaml';
import { certify, type Certified } from '../engine/certification.ts';
import { furnished } from '../reference/furnished.ts';
import { startReference } from '../reference/server.ts';
import { hurriedClock } from '../target/clock.ts';
import { Ledger } from '../target/ledger.ts';
import { parseTarget } from '../target/target-file.ts';
import type { Target } from '../target/target.ts';
import { suite, type SuiteCertification } from './suite.ts';

/** What a run did where it was tried out. */
export interface Rehearsal extends Certified {
  /** How many records were created, by kind. */
  readonly created: Readonly<Record<string, number>>;
}

/** Judges the claims against the reference, furnished like the target; the target itself hears nothing of it. */
export async function rehearse(
  target: Target,
  run: Pick<SuiteCertification, 'claims' | 'seed' | 'profile' | 'filters'>,
): Promise<Rehearsal> {
  const clock = hurriedClock();
  const state = furnished(suite.api.account.named(target));
  const reference = await startReference({ clock: () => Math.floor(clock.now() / 1000), state });
  const stand = standFor(target, parseTarget(stringify(reference.targetFile), 'the reference', {}));
  try {
    const about = { name: 'amocrm-conformance', version: '', digest: '' };
    const ran = await certify({ ...suite, ...run, target: stand, clock, suite: about, isInProcess: true });
    return { ...ran, created: createdIn(ran) };
  } finally {
    await reference.close();
  }
}

function createdIn({ exchanges }: Certified): Rehearsal['created'] {
  const { records } = suite.api;
  const created = Object.fromEntries(Object.keys(records.kinds).map((kind) => [kind, 0]));
  const ledger = new Ledger(records, {
    write: (entry) => {
      if (entry.event === 'created') created[entry.kind] = (created[entry.kind] ?? 0) + entry.ids.length;
    },
  });
  for (const exchange of exchanges) ledger.note(exchange);
  return created;
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
