import { customersDelete } from './customers/delete.claims.ts';
import { periodsBounds } from './periods/bounds.claims.ts';
import { periodsChange } from './periods/change.claims.ts';
import { periodsList } from './periods/list.claims.ts';
import { protocol } from './protocol/protocol.claims.ts';
import './customers/add-fields.claims.ts';
import './customers/add.claims.ts';
import './customers/filter.claims.ts';
import './customers/list.claims.ts';
import './customers/unlink.claims.ts';
import './customers/update.claims.ts';
import './transactions/add.claims.ts';
import './transactions/comment.claims.ts';
import './transactions/delete.claims.ts';
import './transactions/list.claims.ts';
import { byId } from '../engine/claim.ts';
import type { Catalogue } from '../engine/selection.ts';
import {
  requirements as specRequirements,
  type RequirementId as SpecRequirementId,
} from '../spec/requirements/index.ts';
import type { Requirement } from '../spec/requirements/requirement.ts';
import { wordsOf } from '../spec/source-rows.ts';
import type { Claim } from './support/claims.ts';
import { tests } from './support/test.ts';

/** Claims in their own files, see CONTRIBUTING. */
const converted = [...customersDelete, ...periodsList, ...periodsChange, ...periodsBounds, ...protocol];

/** Every claim of the suite. */
export const claims: readonly Claim<RequirementId>[] = [...tests, ...converted];

/** The id of a requirement; a typo does not compile. */
export type RequirementId = SpecRequirementId | (typeof converted)[number]['id'];

/** Everything that the document promises, by id. */
export const requirements: Readonly<Record<RequirementId, Requirement>> = {
  ...specRequirements,
  ...byId(converted),
};

export const requirementIds = Object.keys(requirements) as readonly RequirementId[];

/** Tells whether a string names a requirement of the catalogue. */
export function isRequirementId(id: string): id is RequirementId {
  return Object.hasOwn(requirements, id);
}

/** The same with the rows of the source in words, as results tell them. */
export const catalogue: Catalogue = Object.fromEntries(
  Object.entries<Requirement>(requirements).map(([id, { says, evidence, operation, proof, source }]) => [
    id,
    { says, evidence, operation, proof, source: source.map(wordsOf) },
  ]),
);
