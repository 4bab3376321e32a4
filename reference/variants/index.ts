import { formVariants } from './forms.ts';
import { policyVariants } from './policies.ts';
import { refusalVariants } from './refusals.ts';
import type { Variant } from './variant.ts';

export type { Variant } from './variant.ts';

/** Every permitted way to be that the suite has to accept. */
export const variants: readonly Variant[] = [...policyVariants, ...formVariants, ...refusalVariants];

/** The variant of a name, undefined where there is none. */
export function variantNamed(name: string): Variant | undefined {
  return variants.find((variant) => variant.name === name);
}
