import type { RequirementId } from '../../tests/catalogue.ts';
import type { Modifier } from '../modifiers.ts';

/** The groups that an id stands in: `customers.list.filter` and `customers.list` of `customers.list.filter.empty`. */
type GroupOf<Id extends string> = Id extends `${infer Head}.${infer Rest}`
  ? Head | `${Head}.${GroupOf<Rest>}`
  : never;

/** A requirement, or a group of them by the beginning of their ids. */
export type RequirementGroup = RequirementId | GroupOf<RequirementId>;

/** One defect of an otherwise right implementation: the smallest change to behaviour that breaks a requirement. */
export interface Fault {
  /** Kebab-case, unique. */
  readonly name: string;
  /** The requirement that has to catch it. */
  readonly breaks: RequirementId;
  /** Requirements that it breaks besides, because what they say is no longer true either. */
  readonly also?: readonly RequirementGroup[];
  /** What it does wrong, one sentence. */
  readonly describe: string;
  readonly apply: Modifier;
}

/** Whether a requirement is in a group: is the one named, or stands below it. */
export function isIn(id: RequirementId, group: RequirementGroup): boolean {
  return id === group || id.startsWith(`${group}.`);
}
