import { createCore } from './core/core.ts';
import type { Policy } from './core/policy.ts';
import { type StateOptions, createState } from './core/seed.ts';
import type { Fault } from './faults/fault.ts';
import { all, unchanged } from './modifiers.ts';
import type { ReferenceOptions } from './server.ts';
import type { Variant } from './variants/variant.ts';
import type { Wire } from './wire.ts';

/**
 * What `startReference` needs to be the reference with some of its freedoms taken and some defects planted.
 * Where variants disagree the later one stands; faults come last, so that they show in any variant.
 */
export function assembled(
  variants: readonly Variant[] = [],
  faults: readonly Fault[] = [],
): Required<Pick<ReferenceOptions, 'core' | 'state' | 'wire'>> {
  const policy = variants.reduce<Partial<Policy>>((sum, variant) => ({ ...sum, ...variant.policy }), {});
  const account = variants.reduce<StateOptions>((sum, variant) => ({ ...sum, ...variant.account }), {});
  const wire = variants.reduce<Wire>((sum, variant) => ({ ...sum, ...variant.wire }), {});
  const freedoms = all(...variants.map(({ apply }) => apply ?? unchanged));
  const defects = all(...faults.map(({ apply }) => apply));
  return { core: defects(freedoms(createCore(policy))), state: createState(account), wire };
}
