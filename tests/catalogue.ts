import { byId } from '../engine/claim.ts';
import type { Catalogue } from '../engine/selection.ts';
import { contractRequirements } from '../spec/contract-requirements.ts';
import type { ContractRequirementId } from '../spec/messages.ts';
import type { Requirement } from '../spec/requirement.ts';
import { wordsOf } from '../spec/source-rows.ts';
import { customersAdd } from './customers/add.claims.ts';
import { customersBystanders } from './customers/bystanders.claims.ts';
import { customersDelete } from './customers/delete.claims.ts';
import { customersList } from './customers/list.claims.ts';
import { customersUpdate } from './customers/update.claims.ts';
import { periodsAround } from './periods/around.claims.ts';
import { periodsBounds } from './periods/bounds.claims.ts';
import { periodsChange } from './periods/change.claims.ts';
import { periodsList } from './periods/list.claims.ts';
import { protocol } from './protocol/protocol.claims.ts';
import type { Claim } from './support/claims.ts';
import { transactionsAdd } from './transactions/add.claims.ts';
import { transactionsComment } from './transactions/comment.claims.ts';
import { transactionsDelete } from './transactions/delete.claims.ts';
import { transactionsList } from './transactions/list.claims.ts';

const all = [
  ...customersAdd,
  ...customersUpdate,
  ...customersDelete,
  ...customersBystanders,
  ...customersList,
  ...transactionsAdd,
  ...transactionsList,
  ...transactionsComment,
  ...transactionsDelete,
  ...periodsList,
  ...periodsChange,
  ...periodsAround,
  ...periodsBounds,
  ...protocol,
];

/** The id of a requirement; a typo does not compile. */
export type RequirementId = (typeof all)[number]['id'] | ContractRequirementId;

/** Every claim of the suite. */
export const claims: readonly Claim<RequirementId>[] = all;

/** Everything that the document promises, by id: what claims are about, and what nodes of the contract own. */
export const requirements: Readonly<Record<RequirementId, Requirement>> = {
  ...byId(all),
  ...contractRequirements(),
};

export const requirementIds = Object.keys(requirements) as readonly RequirementId[];

/** Tells whether a string names a requirement of the catalogue. */
export function isRequirementId(id: string): id is RequirementId {
  return Object.hasOwn(requirements, id);
}

/** The same with the rows of the source in words, as results tell them. */
export const catalogue: Catalogue = Object.fromEntries(
  Object.entries<Requirement>(requirements).map(([id, { readings: _, source, ...entry }]) => [
    id,
    { ...entry, source: source.map(wordsOf) },
  ]),
);
