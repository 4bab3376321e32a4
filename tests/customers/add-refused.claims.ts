import type { Tools } from '../../engine/claim.ts';
import { refusalOf } from '../../target/answer.ts';
import { inferred, restsOn, stated } from '../support/claims.ts';
import { expect } from '../support/expect.ts';
import { single } from './batches.scenario.ts';
import { partlyBad, refused, sideOf, type Refused } from './refused.scenario.ts';

const operation = 'customers.change';

/** Customers that can't be added. */
export const customersAddRefused = [
  inferred(
    'customers.add.batch.partlyBad',
    'A batch with an invalid customer is refused whole, or its good part is stored and the bad one listed as an error.',
    {
      operation,
      source: 'customers.change: one by one or in batch',
      readings: ['partlyBadBatch'],
      given: { partlyBad, single },
      holds({ partlyBad: batches, single: alone }, { observe }) {
        restsOn('customers.add.single', alone.stored !== null, 'A good customer is not stored alone either.');
        for (const batch of batches) {
          const side = sideOf(batch);

          expect(
            side,
            `refused whole, or its good part stored and its bad part listed; the answer was ${batch.answer}`,
          ).not.toBeNull();
          observe('partlyBadBatch', String(side));
        }
      },
    },
  ),
  stated('customers.add.required.name', 'A customer without a name is refused and not stored.', {
    operation,
    source: 'customers.list: response name',
    readings: ['requiredOnAdd'],
    given: { customer: refused('without name', { lacks: 'name' }) },
    holds: isRefusedForLack,
  }),
  stated(
    'customers.add.required.next_date',
    'A customer without a next purchase date is refused and not stored.',
    {
      operation,
      source: 'customers.list: response next_date',
      readings: ['requiredOnAdd'],
      given: { customer: refused('without next date', { lacks: 'next_date' }) },
      holds: isRefusedForLack,
    },
  ),
  inferred('customers.add.unknown.contact', 'An unknown contact is refused and nothing stored.', {
    operation,
    source: 'customers.change: parameter add/contacts_id',
    given: {
      customer: refused('unknown contact', ({ unknownId }) => ({
        sends: { contacts_id: [unknownId(31)] },
      })),
    },
    holds: isRefused,
  }),
  stated('customers.add.unknown.company', 'A company that does not exist is refused and nothing stored.', {
    operation,
    source: 'customers.change: parameter add/company_id',
    given: {
      customer: refused('unknown company', ({ unknownId }) => ({
        sends: { company_id: unknownId(32) },
      })),
    },
    holds: isRefused,
  }),
  inferred('customers.add.unknown.period', 'An unknown period is refused and nothing stored.', {
    operation,
    source: 'customers.change: parameter add/period_id',
    given: {
      customer: refused('unknown period', ({ unknownId }) => ({
        sends: { period_id: unknownId(33) },
      })),
    },
    holds: isRefused,
  }),
  inferred('customers.add.unknown.customField', 'An unknown custom field is refused and nothing stored.', {
    operation,
    source: 'customers.change: parameter add/custom_fields/id',
    given: {
      customer: refused('unknown custom field', ({ unknownId }) => ({
        sends: { custom_fields: [{ id: unknownId(34), values: [{ value: 'x' }] }] },
      })),
    },
    holds: isRefused,
  }),
];

function isRefused({ customer }: { readonly customer: Refused }): void {
  expect(customer.answer).toBeRefused();
  expect(customer.stored, 'stored all the same').toEqual([]);
}

function isRefusedForLack(given: { readonly customer: Refused }, { observe }: Tools): void {
  isRefused(given);
  observe('requiredOnAdd', String(refusalOf(given.customer.answer)));
}
