import { withoutMember } from '../../spec/run/signals.ts';
import { stated } from '../support/claims.ts';
import { expect } from './expect.ts';
import { handedOver, ofOneField } from './updated.scenario.ts';

const operation = 'customers.change';

/** What those may do who are no administrators. */
export const customersOfMembers = [
  stated(
    'customers.change.member',
    'What a member is told to have changed is changed, in the name of the member.',
    {
      operation,
      source: [
        'customers.change: parameter add',
        'customers.change: parameter update',
        'customers.list: response created_by',
      ],
      given: { handedOver, ofOneField },
      holds({ handedOver: byMember, ofOneField }) {
        if (byMember === null) throw withoutMember();
        const byAdministrator = ofOneField.stored?.['updated_by'];

        expect(byMember.isStored, 'a customer that was acknowledged to the member is stored').not.toBe(false);
        expect(byMember.isUpdated, 'an update that was acknowledged to the member is stored').not.toBe(false);
        expect(byMember.createdBy, 'created by the member').not.toBe(byAdministrator ?? 'nobody');
      },
    },
  ),
];
