import type { RequirementId } from '../../tests/catalogue.ts';
import type { Policy } from '../core/policy.ts';
import type { StateOptions } from '../core/seed.ts';
import type { Modifier } from '../modifiers.ts';
import type { Wire } from '../wire.ts';

/** One freedom that an implementation may take: right, but not as the reference does it by default. */
export interface Variant {
  /** Kebab-case, unique. */
  readonly name: string;
  /** What leaves it open: `reading 17`, `field notes`, `silence`. */
  readonly freedom: string;
  /** What it does otherwise, one sentence. */
  readonly describe: string;
  /** Inferred requirements that it fails all the same: it is warned of them, and conformant. */
  readonly warns?: readonly RequirementId[];
  readonly policy?: Partial<Policy>;
  readonly apply?: Modifier;
  /** Another account to begin with. */
  readonly account?: StateOptions;
  /** Another way to put the same messages on the wire. */
  readonly wire?: Wire;
}
