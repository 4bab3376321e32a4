import { stringify } from 'yaml';
import { certify, type Certified } from '../../engine/certification.ts';
import { startReference, type ReferenceOptions } from '../../reference/server.ts';
import { hurriedClock } from '../../target/clock.ts';
import { parseTarget } from '../../target/target-file.ts';
import { suite, type SuiteCertification } from '../suite.ts';

/** How an implementation is to be examined. */
export type Examination = Pick<SuiteCertification, 'seed'> &
  Partial<Pick<SuiteCertification, 'claims' | 'atOnce' | 'profile' | 'exploration'>>;

/** Certifies an assembly of the reference over HTTP, in this process. */
export async function examine(assembly: ReferenceOptions, examination: Examination): Promise<Certified> {
  const clock = hurriedClock();
  const reference = await startReference({ clock: () => Math.floor(clock.now() / 1000), ...assembly });
  const target = parseTarget(stringify(reference.targetFile), 'the reference', {});
  try {
    return await certify({
      ...suite,
      suite: { name: 'amocrm-conformance', version: '0', digest: '' },
      ...examination,
      target,
      clock,
      isInProcess: true,
    });
  } finally {
    await reference.close();
  }
}
