import { customersAdd } from './customers/add.claims.ts';
import { customersDelete } from './customers/delete.claims.ts';
import { customersList } from './customers/list.claims.ts';
import { customersUpdate } from './customers/update.claims.ts';
import './periods/bounds.claims.ts';
import './periods/change.claims.ts';
import './periods/list.claims.ts';
import './protocol/credentials.claims.ts';
import './protocol/requests.claims.ts';
import { transactionsAdd } from './transactions/add.claims.ts';
import { transactionsComment } from './transactions/comment.claims.ts';
import { transactionsDelete } from './transactions/delete.claims.ts';
import { transactionsList } from './transactions/list.claims.ts';
import { byId } from '../engine/claim.ts';
import type { Catalogue } from '../engine/selection.ts';
import { contractRequirements } from '../spec/contract-requirements.ts';
import type { ContractRequirementId } from '../spec/messages.ts';
import {
  requirements as specRequirements,
  type RequirementId as SpecRequirementId,
} from '../spec/requirements/index.ts';
import type { Requirement } from '../spec/requirements/requirement.ts';
import { wordsOf } from '../spec/source-rows.ts';
import type { Claim } from './support/claims.ts';
import { tests } from './support/test.ts';

/** Claims in their own files, see CONTRIBUTING. */
const converted = [...customersAdd, ...customersUpdate, ...customersDelete, ...customersList];
const converted = [
  ...customersDelete,
  ...transactionsAdd,
  ...transactionsList,
  ...transactionsComment,
  ...transactionsDelete,
];

/** Every claim of the suite. */
export const claims: readonly Claim<RequirementId>[] = [...tests, ...converted];

/** The id of a requirement; a typo does not compile. */
export type RequirementId = SpecRequirementId | ContractRequirementId | (typeof converted)[number]['id'];

/** Everything that the document promises, by id. */
export const requirements: Readonly<Record<RequirementId, Requirement>> = {
  ...specRequirements,
  ...byId(converted),
  ...contractRequirements(),
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
