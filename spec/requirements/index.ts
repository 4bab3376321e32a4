import { customersAdd } from './customers-add.ts';
import { customersList } from './customers-list.ts';
import { customersUpdate } from './customers-update.ts';
import { envelopeOf } from './envelopes.ts';
import type { Requirement } from './requirement.ts';
import {
  customersChangeResponse,
  customersListResponse,
  periodsChangeResponse,
  periodsListResponse,
  transactionsChangeResponse,
  transactionsListResponse,
} from './responses.ts';
import { transactions } from './transactions.ts';

const catalogue = {
  ...customersAdd,
  ...customersUpdate,
  ...envelopeOf('customers.change'),
  ...customersChangeResponse,
  ...customersList,
  ...envelopeOf('customers.list'),
  ...customersListResponse,
  ...transactions,
  ...envelopeOf('transactions.change'),
  ...transactionsChangeResponse,
  ...envelopeOf('transactions.list'),
  ...transactionsListResponse,
  ...envelopeOf('periods.change'),
  ...periodsChangeResponse,
  ...envelopeOf('periods.list'),
  ...periodsListResponse,
} satisfies Record<string, Requirement>;

/** The id of a requirement; a typo does not compile. */
export type RequirementId = keyof typeof catalogue;

/** The catalogue: everything that the document promises, in its order. */
export const requirements: Readonly<Record<RequirementId, Requirement>> = catalogue;

export const requirementIds = Object.keys(catalogue) as readonly RequirementId[];

/** Tells whether a string names a requirement of the catalogue. */
export function isRequirementId(id: string): id is RequirementId {
  return Object.hasOwn(catalogue, id);
}

export type { Evidence, Proof, Requirement } from './requirement.ts';
