import { contacts, multiselect, taking, textField } from '../support/account.ts';
import { inferred, restsOn, shown, stated } from '../support/claims.ts';
import {
  ascending,
  contactsOf,
  dateSideOf,
  optionsOf,
  tagNamesOf,
  tagsOf,
  valuesOf,
} from '../../target/amocrm/customer.ts';
import { capitalTags, isCapital } from './samples.ts';
import { lostOf } from './adding.ts';
import { expect } from './expect.ts';
import { customersUpdateFields } from './fields.claims.ts';
import { customersOfMembers } from './members.claims.ts';
import { customersUpdateKept } from './update-kept.claims.ts';
import { customersUnlinkBeside } from './unlink-beside.claims.ts';
import { customersUnlink } from './unlink.claims.ts';
import { customersUpdateRefused } from './update-refused.claims.ts';
import { customersUpdateTexts } from './texts.claims.ts';
import { LAST_PRICE, together } from './together.scenario.ts';
import { SECOND_PRICE } from './unlinked.scenario.ts';
import { attached, handedOver, often, ofOneField, retagged, updated } from './updated.scenario.ts';
import { fieldsOf } from './sent.ts';
import { everyField, foreign, mixedUp, otherFields } from './updating.ts';

const operation = 'customers.change';

/** Everything of it changes. */
const ofEverything = updated.customer('everything', (setting) => ({
  add: everyField(setting, 'everything'),
  change: otherFields(setting, 'everything'),
}));
/** Of another user than the one who updates it. */
const renamed = updated.customer('of another user', ({ payloads, fixtures: { users } }) => ({
  add: foreign(users),
  change: { name: payloads.name('renamed', 'emoji') },
}));

/** Updating customers: what is acknowledged, what changes, and what stays. */
export const customersUpdate = [
  shown('customers.update.acknowledged', 'An update is acknowledged with the id of the customer.', {
    operation,
    source: ['customers.change: example of an answer to updating', 'customers.change: response id'],
    given: { renamed },
    holds({ renamed: customer }) {
      expect(customer).toBeStoredWith({});
      expect(customer.acknowledgement?.['id'], 'acknowledged by its id').toBe(customer.sent?.id);
    },
  }),
  stated('customers.update.request_id', "The client's `request_id` comes back from an update too.", {
    operation,
    source: 'customers.change: response request_id',
    given: {
      customer: updated.customer('request id', { change: { request_id: 4711, next_price: 1 } }),
    },
    holds({ customer }) {
      expect(customer).toBeStoredWith({});
      expect(String(customer.acknowledgement?.['request_id'])).toBe(String(customer.sent?.request_id));
    },
  }),
  stated('customers.update.batch', 'Several customers can be updated in one request, each in its own way.', {
    operation,
    source: ['customers.change: one by one or in batch', 'customers.change: parameter update'],
    given: { updated },
    holds({ updated: all }) {
      expect(lostOf(all), 'customers whose updates the batch lost').toEqual([]);
      expect(mixedUp(all), 'customers that were updated with what was sent for others').toEqual([]);
    },
  }),
  stated('customers.update.again', 'A customer can be updated again and again, each time to what is sent.', {
    operation,
    source: 'customers.change: parameter update',
    given: { often, together },
    holds({ often: once, together: { status, answer, again } }) {
      restsOn('customers.change.together', status === 200, `The last update was not taken: ${answer}`);

      expect(once).toBeStoredAsSent('next_price');
      expect(again.before ?? SECOND_PRICE, 'the amount after the second update').toBe(SECOND_PRICE);
      expect(again.now, 'the amount after the last update').toEqual([LAST_PRICE]);
    },
  }),
  stated('customers.update.every', 'An update of every field at once changes all of them.', {
    operation,
    source: 'customers.change: all of add holds for update',
    given: { ofEverything },
    holds({ ofEverything: customer }) {
      const { tags: _tags, ...sent } = customer.sent ?? {};

      expect(customer).toBeStoredAsSent(...fieldsOf(sent));
      expect(tagsOf(customer.stored)).toContainAll(['retold', 'перенесённый']);
    },
  }),
  ...customersUpdateFields,
  ...customersUpdateTexts,
  stated('customers.update.tags', 'The tags sent are attached.', {
    operation,
    source: ['customers.change: all of add holds for update', 'customers.change: parameter add/tags'],
    given: { retagged },
    holds({ retagged: customer }) {
      expect(customer).toBeStoredWith({});
      expect(tagsOf(customer.stored)).toContainAll(['key account', 'продажи']);
    },
  }),
  inferred('customers.update.tags.replaced', 'The tags sent take the place of the former ones.', {
    operation,
    source: ['customers.change: all of add holds for update', 'customers.change: parameter add/tags'],
    given: { retagged },
    holds({ retagged: customer }) {
      expect(customer).toBeStoredAsSent('tags');
    },
  }),
  inferred(
    'customers.update.tags.case',
    'New tags keep their capitals, but for those that the account knew.',
    {
      operation,
      source: ['customers.change: all of add holds for update', 'customers.list: response tags/name'],
      given: {
        capitals: updated.customer('tags with capitals', { change: { tags: capitalTags.join(',') } }),
      },
      holds({ capitals }) {
        expect(capitals).toBeStoredWith({});
        expect(tagNamesOf(capitals.stored).filter(isCapital), 'tags as they were sent').not.toEqual([]);
      },
    },
  ),
  stated('customers.update.contacts_id', 'The contacts sent are attached.', {
    operation,
    source: ['customers.change: all of add holds for update', 'customers.change: parameter add/contacts_id'],
    given: { contacts: contacts(2), attached },
    holds({ contacts: [, sent], attached: customer }) {
      expect(customer).toBeStoredWith({});
      expect(contactsOf(customer.stored)).toContain(sent);
    },
  }),
  inferred(
    'customers.update.contacts_id.again',
    'A contact that is attached already is not attached twice.',
    {
      operation,
      source: [
        'customers.change: all of add holds for update',
        'customers.change: parameter add/contacts_id',
      ],
      given: {
        contacts: contacts(2),
        reattached: updated.customer(
          'contacts again',
          taking(contacts(2), ([first, second]) => ({
            add: { contacts_id: [first] },
            change: { contacts_id: [first, second] },
            rests: ['contacts_id'],
          })),
        ),
      },
      holds({ contacts: [first, second], reattached: customer }) {
        expect(customer).toBeStoredWith({});
        expect(contactsOf(customer.stored)).toEqual([first, second].sort(ascending));
      },
    },
  ),
  inferred('customers.update.contacts_id.kept', 'Contacts that were attached before stay attached.', {
    operation,
    source: ['customers.change: all of add holds for update', 'customers.change: parameter add/contacts_id'],
    given: { contacts: contacts(2), attached },
    holds({ contacts: [before], attached: customer }) {
      expect(customer).toBeStoredWith({});
      expect(contactsOf(customer.stored)).toContain(before);
    },
  }),
  inferred('customers.update.custom_fields.others', 'Custom fields that are not sent keep their values.', {
    operation,
    source: 'customers.change: all of add holds for update',
    given: {
      text: textField,
      options: multiselect,
      oneOfTwo: updated.customer('one custom field of two', async ({ play }) => {
        const text = await play(textField);
        const { id, enums } = await play(multiselect);
        return {
          add: {
            custom_fields: [
              { id: text, values: [{ value: 'Delayed payment' }] },
              { id, values: [enums[0], enums[2]] },
            ],
          },
          change: { custom_fields: [{ id: text, values: [{ value: 'Paid' }] }] },
          rests: ['custom_fields'],
        };
      }),
    },
    holds({ text, options: { id, enums }, oneOfTwo }) {
      expect(oneOfTwo).toBeStoredWith({});
      expect(valuesOf(oneOfTwo.stored, text)).toMatchObject([{ value: 'Paid' }]);
      expect(optionsOf(oneOfTwo.stored, id)).toEqual([enums[0], enums[2]].sort());
    },
  }),
  ...customersUpdateKept,
  shown('customers.update.id.digits', 'An update may name its customer by the digits of the id.', {
    operation,
    source: ['customers.change: example of updating', 'customers.change: parameter update/id'],
    given: {
      named: updated.customer('named in digits', { change: { next_price: 3_107 }, idInDigits: true }),
    },
    holds({ named }) {
      expect(named).toBeStoredAsSent('next_price');
    },
  }),
  stated('customers.update.created', 'An update leaves the creation date and the creator as they were.', {
    operation,
    source: ['customers.list: response created_at', 'customers.list: response created_by'],
    given: { renamed },
    holds({ renamed: customer }) {
      expect(customer).toBeStoredWith({
        created_at: customer.before?.['created_at'],
        created_by: customer.before?.['created_by'],
      });
    },
  }),
  stated(
    'customers.update.updated_at',
    'After an update the date of the last change is the one sent, or the moment of the update.',
    {
      operation,
      source: ['customers.change: parameter update/updated_at', 'customers.list: response updated_at'],
      readings: ['updatedAt'],
      given: { renamed },
      holds({ renamed: { before, sent, stored, answeredAt, ...customer } }, { observe }) {
        const side = dateSideOf(stored, sent?.updated_at, answeredAt, Number(before?.['updated_at']));

        expect({ stored, ...customer }).toBeStoredWith({});
        expect(
          side,
          `updated_at ${String(stored?.['updated_at'])} is the one sent (${sent?.updated_at}) or the moment of the update`,
        ).not.toBeNull();
        observe('updatedAt', String(side));
      },
    },
  ),
  stated('customers.update.updated_by', 'After an update the changing user is the one who sent it.', {
    operation,
    source: 'customers.list: response updated_by',
    given: {
      renamed,
      ofOneField,
      toAnother: updated.customer('handed to another user', ({ fixtures: { users } }) => ({
        change: foreign(users),
      })),
      handedOver,
    },
    holds({ renamed: { stored, refusal }, ofOneField, toAnother, handedOver: byMember }) {
      const byAdministrator = stored?.['updated_by'];

      expect({ stored, refusal }).toBeStoredWith({});
      expect(ofOneField).toBeStoredWith({ updated_by: byAdministrator });
      expect(toAnother).toBeStoredWith({ updated_by: byAdministrator });
      const byTwo = byMember?.updatedBy;
      expect(byTwo?.administrator ?? byAdministrator, 'changed last by the administrator').toBe(
        byAdministrator,
      );
      expect(byTwo?.member, 'changed last by the member').not.toBe(byAdministrator);
    },
  }),
  ...customersOfMembers,
  ...customersUpdateRefused,
  ...customersUnlink,
  ...customersUnlinkBeside,
];
