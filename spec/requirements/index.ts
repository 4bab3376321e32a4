import { periods } from './periods.ts';
import { protocol } from './protocol.ts';
import type { Requirement } from './requirement.ts';
import { transactions } from './transactions.ts';

const catalogue = {
  ...transactions,
  ...periods,
  ...protocol,
} satisfies Record<string, Requirement>;

/** The id of a requirement; a typo does not compile. */
export type RequirementId = keyof typeof catalogue;

/** The behaviours that are not yet written as claims. */
export const requirements: Readonly<Record<RequirementId, Requirement>> = catalogue;

export const requirementIds = Object.keys(catalogue) as readonly RequirementId[];

/** Tells whether a string names a requirement of the catalogue. */
export function isRequirementId(id: string): id is RequirementId {
  return Object.hasOwn(catalogue, id);
}

export type { Evidence, Proof, Requirement } from './requirement.ts';
