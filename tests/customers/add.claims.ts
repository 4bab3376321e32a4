import { companies, contacts, taking, textField } from '../support/account.ts';
import { inferred, restsOn, shown, stated } from '../support/claims.ts';
import { visibilityAfter } from '../../spec/readings.ts';
import { customersAddRefused } from './add-refused.claims.ts';
import { added, complete, firstPlain, plain, tagged } from './added.scenario.ts';
import { lostOf } from './adding.ts';
import { addedAtOnce, batches, known, linkOfAdded, orderOf, single } from './batches.scenario.ts';
import {
  ascending,
  companyOf,
  contactsOf,
  dateSideOf,
  emptySideOf,
  mainContactOf,
  tagIdsOf,
  tagNamesOf,
  tagsOf,
  unsentOf,
  valuesOf,
} from '../../target/amocrm/customer.ts';
import { expect } from './expect.ts';
import { customersAddFields } from './fields.claims.ts';
import { dayOfFifty } from './found.scenario.ts';
import { capitalTags, isCapital } from './samples.ts';
import { customersAddTexts } from './texts.claims.ts';
import { customersAddRequestIds } from './request-ids.claims.ts';
import { reservedDays } from './reserved-days.ts';

const operation = 'customers.change';

/** Adding customers: one by one, in batches, with every field. */
export const customersAdd = [
  stated('customers.add.single', 'One customer can be added.', {
    operation,
    source: [
      'customers.change: URL',
      'customers.change: parameter add',
      'customers.change: one by one or in batch',
      'customers.change: example of adding',
    ],
    readings: ['visibility'],
    given: { single },
    holds({ single: customer }, { observe }) {
      expect(customer.answer).toHaveStatus(200);
      expect(customer).toBeStoredWith({});
      observe('visibility', visibilityAfter(customer.lateness));
    },
  }),
  stated('customers.add.batch.two', 'Two customers can be added in one request.', {
    operation,
    source: [
      'customers.change: one by one or in batch',
      'customers.integration: several customers in one request',
    ],
    given: { batches },
    holds({ batches: { two } }) {
      expect(two.ids, 'acknowledgements').toHaveLength(2);
      expect(two.missing, 'places of customers that are not stored').toEqual([]);
    },
  }),
  stated('customers.add.batch.fifty', 'Fifty customers can be added in one request.', {
    operation,
    source: 'customers.change: one by one or in batch',
    given: { batches, dayOfFifty },
    holds({ batches: { fifty }, dayOfFifty: { surplus } }) {
      expect(fifty.ids, 'acknowledgements').toHaveLength(50);
      expect(fifty.missing, 'places of customers that are not stored').toEqual([]);
      expect(surplus, 'customers of the batch that were not acknowledged').toEqual([]);
    },
  }),
  stated(
    'customers.add.batch.twoHundredFifty',
    'Two hundred and fifty customers can be added in one request.',
    {
      operation,
      source: 'customers.change: one by one or in batch',
      given: { batches },
      holds({ batches: { twoHundredFifty } }) {
        expect(twoHundredFifty.ids, 'acknowledgements').toHaveLength(250);
        expect(twoHundredFifty.missing, 'places of customers that are not stored').toEqual([]);
      },
    },
  ),
  inferred('customers.add.batch.order', 'Acknowledgements stand in the order of the request.', {
    operation,
    source: 'customers.change: response _embedded/items',
    given: { batches },
    holds({ batches: { two, fifty, twoHundredFifty, crowd } }) {
      restsOn(
        'customers.add.batch.two',
        [two, fifty, twoHundredFifty, crowd].some((batch) => known(batch).length >= 2),
        'No two customers of a batch are stored.',
      );

      expect(orderOf(two)).toEqual(orderOf(two).toSorted(ascending));
      expect(orderOf(fifty)).toEqual(orderOf(fifty).toSorted(ascending));
      expect(orderOf(twoHundredFifty)).toEqual(orderOf(twoHundredFifty).toSorted(ascending));
    },
  }),
  stated('customers.add.id', 'Every added customer gets an id of its own.', {
    operation,
    source: 'customers.change: response id',
    given: { batches },
    holds({ batches: { two, fifty, twoHundredFifty, crowd } }) {
      const ids = [two, fifty, twoHundredFifty, crowd].flatMap((batch) => batch.ids);
      restsOn('customers.add.batch.two', ids.length >= 2, 'No batch is acknowledged.');

      expect(ids).not.toContain(null);
      expect(new Set(ids).size, 'different ids').toBe(ids.length);
    },
  }),
  inferred(
    'customers.add.atOnce',
    'Two customers that are added at the same time are both stored, each under an id of its own.',
    {
      operation,
      source: ['customers.change: parameter add', 'customers.change: response id'],
      given: { addedAtOnce, single },
      holds({ addedAtOnce: both, single: alone }) {
        restsOn('customers.add.single', alone.stored !== null, 'A customer is not stored alone either.');
        expect(new Set(both.map(({ id }) => id)).size, 'different ids').toBe(both.length);
        expect(
          both.map(({ stored }) => stored?.['name']),
          'names under the ids that they were acknowledged with',
        ).toEqual(both.map(({ name }) => name));
      },
    },
  ),
  ...customersAddRequestIds,
  shown('customers.add.link', 'The link of an acknowledgement leads to the new customer.', {
    operation,
    source: 'customers.change: example of an answer to adding',
    given: { linkOfAdded },
    holds({ linkOfAdded: { id, href, found } }) {
      expect(href, 'the acknowledgement has a link').not.toBeNull();
      expect(found, `found by ${href}`).toEqual([id]);
    },
  }),
  stated(
    'customers.add.separate',
    'A customer of a batch carries what was sent for it and nothing of its neighbours.',
    {
      operation,
      source: [
        'customers.integration: several customers in one request',
        'customers.integration: sample request',
      ],
      given: { companies: companies(1), textField, added, firstPlain, complete, plain, batches },
      holds({ added: all, plain: customer, batches: { two }, ...given }) {
        const { stored } = customer;
        const second = two.listed.find(({ next_price }) => next_price === 2);

        expect(lostOf(all), 'customers that the batch lost').toEqual([]);
        expect(customer).toBeStoredWith({});
        expect(stored?.['name']).not.toBe(given.complete.sent.name);
        expect(tagsOf(stored)).toEqual([]);
        expect(contactsOf(stored)).toEqual([]);
        expect(given.companies).not.toContain(companyOf(stored));
        expect(valuesOf(stored, given.textField)).toEqual([]);
        expect(unsentOf(stored), 'like the first of the batch').toEqual(unsentOf(given.firstPlain.stored));
        if (second === undefined) return;
        expect(tagsOf(second), 'tags of a second one, whose first has some').toEqual([]);
        expect(valuesOf(second, given.textField), 'values of a second one, whose first has some').toEqual([]);
      },
    },
  ),
  shown('customers.add.complete', 'A customer with every field is stored with every field.', {
    operation,
    source: ['customers.change: example of adding', 'customers.integration: sample request'],
    given: { contacts: contacts(1), complete },
    holds({ complete: customer }) {
      expect(customer).toBeStoredAsSent();
    },
  }),
  stated('customers.add.is_deleted', 'A new customer is not marked as deleted.', {
    operation,
    source: 'customers.list: response is_deleted',
    given: { plain },
    holds({ plain: customer }) {
      expect(customer).toBeStoredWith({ is_deleted: false });
    },
  }),
  ...customersAddFields,
  ...customersAddTexts,
  stated(
    'customers.add.updated_at',
    'The date of the last change is the one sent, or the moment of adding.',
    {
      operation,
      source: 'customers.change: parameter add/updated_at',
      readings: ['updatedAt'],
      given: {
        asNumber: added.customer('updated_at as number', ({ calendar }) => ({
          updated_at: calendar.created(reservedDays.createdAt).noon + 86_461,
        })),
        asDigits: added.customer('updated_at as digits', ({ calendar }) => ({
          updated_at: String(calendar.created(reservedDays.createdAt).noon + 90_061),
        })),
      },
      holds({ asNumber, asDigits }) {
        const sides = [asNumber, asDigits].map(({ stored, sent, answeredAt }) =>
          dateSideOf(stored, sent.updated_at, answeredAt),
        );

        expect(asNumber).toBeStoredWith({});
        expect(asDigits).toBeStoredWith({});
        expect(sides, 'dated as sent, or at the moment of adding').not.toContain(null);
      },
    },
  ),
  stated('customers.add.tags', 'Tags are split at commas; each has an id and a name.', {
    operation,
    source: ['customers.change: parameter add/tags', 'customers.list: response tags'],
    given: { tagged },
    holds({ tagged: customer }) {
      expect(customer).toBeStoredAsSent('tags');
      expect(new Set(tagIdsOf(customer.stored)).size, 'different ids of tags').toBe(3);
    },
  }),
  shown('customers.add.tags.trimmed', 'Blanks around a tag are dropped, those inside kept.', {
    operation,
    source: ['customers.change: example of adding', 'customers.list: example of an answer'],
    given: {
      withBlanks: added.customer('tags with blanks', { tags: '  key account ,markers,   new client  ' }),
    },
    holds({ withBlanks }) {
      expect(withBlanks).toBeStoredWith({});
      expect(tagsOf(withBlanks.stored)).toEqual(['key account', 'markers', 'new client']);
    },
  }),
  inferred(
    'customers.add.tags.case',
    'Tags keep their capitals, but for those that the account knew before.',
    {
      operation,
      source: 'customers.list: response tags/name',
      given: { capitals: added.customer('tags with capitals', { tags: capitalTags.join(', ') }) },
      holds({ capitals }) {
        expect(capitals).toBeStoredAsSent('tags');
        expect(tagNamesOf(capitals.stored).filter(isCapital), 'tags as they were sent').not.toEqual([]);
      },
    },
  ),
  stated('customers.add.main_contact', 'The main contact is one of the attached contacts.', {
    operation,
    source: ['customers.list: response main_contact', 'customers.list: response main_contact/id'],
    given: {
      contacts: contacts(3),
      ofOne: added.customer(
        'main contact of one',
        taking(contacts(3), ([, second]) => ({ contacts_id: [String(second)] })),
      ),
      ofThree: added.customer(
        'main contact of three',
        taking(contacts(3), ([a, b, c]) => ({ contacts_id: [a, b, c] })),
      ),
    },
    holds({ contacts: [a, b, c], ofOne, ofThree }) {
      expect(ofOne).toBeStoredWith({});
      expect(mainContactOf(ofOne.stored)).toBe(b);
      expect(ofThree).toBeStoredWith({});
      expect(mainContactOf(ofThree.stored)).toBeOneOf(a, b, c);
    },
  }),
  stated('customers.add.withoutContacts', 'A customer without contacts can be added and shows none.', {
    operation,
    source: 'customers.intro: attached to contacts, or to none',
    readings: ['emptyRelations'],
    given: { plain },
    holds({ plain: customer }, { observe }) {
      expect(customer).toBeStoredWith({});
      expect(contactsOf(customer.stored)).toEqual([]);
      expect(mainContactOf(customer.stored)).toBeUndefined();
      observe('emptyRelations', emptySideOf(customer.stored));
    },
  }),
  ...customersAddRefused,
];
