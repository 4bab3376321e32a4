import { customersAdd } from './customers-add.ts';
import { customersUpdate } from './customers-update.ts';
import { envelopeOf } from './envelopes.ts';
import { periods } from './periods.ts';
import { protocol } from './protocol.ts';
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
  ...envelopeOf('customers.list'),
  ...customersListResponse,
  ...transactions,
  ...envelopeOf('transactions.change'),
  ...transactionsChangeResponse,
  ...envelopeOf('transactions.list'),
  ...transactionsListResponse,
  ...periods,
  ...envelopeOf('periods.change'),
  ...periodsChangeResponse,
  ...envelopeOf('periods.list'),
  ...periodsListResponse,
  ...protocol,
} satisfies Record<string, Requirement>;

/** The id of a requirement; a typo does not compile. */
export type RequirementId = keyof typeof catalogue;

/** The catalogue: everything that the document promises, in its order. */
export const requirements: Readonly<Record<RequirementId, Requirement>> = catalogue;

export type { Evidence, Proof, Requirement } from './requirement.ts';
