import { expect } from '../support/expect.ts';
import { requirement } from '../support/requirement.ts';
import { test } from '../support/test.ts';
import { added, address, markups, remark, scripts } from './added.scene.ts';
import {
  addressOf,
  companyOf,
  contactsOf,
  mainContactOf,
  optionsOf,
  tagIdsOf,
  tagsOf,
  valuesOf,
} from './customer.ts';
import { dateSideOf, emptySideOf } from './expected.ts';

test(...requirement('customers.add.is_deleted'), async ({ scene }) => {
  const { plain } = await scene(added);

  expect(plain).toBeStoredWith({ is_deleted: false });
});

test(...requirement('customers.add.name'), async ({ scene }) => {
  const { plain, longName } = await scene(added);

  expect(plain).toBeStoredWith({ name: plain.sent.name });
  expect(longName).toBeStoredWith({ name: longName.sent.name });
});

test(...requirement('customers.add.name.scripts'), async ({ scene }) => {
  const customers = await scene(added);

  for (const script of scripts) {
    expect(customers[script], script).toBeStoredWith({ name: customers[script].sent.name });
  }
});

test(...requirement('customers.add.name.markup'), async ({ scene }) => {
  const customers = await scene(added);

  for (const markup of markups) {
    expect(customers[markup], markup).toBeStoredWith({ name: customers[markup].sent.name });
  }
});

test(...requirement('customers.add.next_date'), async ({ scene }) => {
  const { nextDateAsNumber, nextDateAsString } = await scene(added);

  expect(nextDateAsNumber).toBeStoredWith({ next_date: nextDateAsNumber.sent.next_date });
  expect(nextDateAsString).toBeStoredWith({ next_date: Number(nextDateAsString.sent.next_date) });
});

test(...requirement('customers.add.created_at'), async ({ scene }) => {
  const { createdAtAsNumber, createdAtAsString } = await scene(added);

  expect(createdAtAsNumber).toBeStoredWith({ created_at: createdAtAsNumber.sent.created_at });
  expect(createdAtAsString).toBeStoredWith({ created_at: Number(createdAtAsString.sent.created_at) });
});

test(...requirement('customers.add.updated_at'), async ({ scene }) => {
  const { updatedAtAsNumber, updatedAtAsString } = await scene(added);

  const sides = [updatedAtAsNumber, updatedAtAsString].map(({ stored, sent, answeredAt }) =>
    dateSideOf(stored, sent.updated_at, answeredAt),
  );

  expect(updatedAtAsNumber).toBeStoredWith({});
  expect(updatedAtAsString).toBeStoredWith({});
  expect(sides, 'dated as sent, or at the moment of adding').not.toContain(null);
});

test(...requirement('customers.add.responsible_user_id'), async ({ scene, given }) => {
  const [first, second] = given.users(2);
  const customers = await scene(added);

  expect(customers.firstResponsibleAsNumber).toBeStoredWith({ responsible_user_id: first });
  expect(customers.firstResponsibleAsString).toBeStoredWith({ responsible_user_id: first });
  expect(customers.secondResponsibleAsNumber).toBeStoredWith({ responsible_user_id: second });
  expect(customers.secondResponsibleAsString).toBeStoredWith({ responsible_user_id: second });
});

test(...requirement('customers.add.created_by'), async ({ scene, given }) => {
  const [first, second] = given.users(2);
  const customers = await scene(added);

  expect(customers.createdByFirstAsNumber).toBeStoredWith({ created_by: first });
  expect(customers.createdByFirstAsString).toBeStoredWith({ created_by: first });
  expect(customers.createdBySecondAsNumber).toBeStoredWith({ created_by: second });
  expect(customers.createdBySecondAsString).toBeStoredWith({ created_by: second });
});

test(...requirement('customers.add.next_price'), async ({ scene }) => {
  const { nextPriceAsNumber, nextPriceAsString } = await scene(added);

  expect(nextPriceAsNumber).toBeStoredWith({ next_price: 5_001 });
  expect(nextPriceAsString).toBeStoredWith({ next_price: 7_350 });
});

test(...requirement('customers.add.next_price.bounds'), async ({ scene }) => {
  const { nextPriceOfZero, nextPriceThatIsLarge } = await scene(added);

  expect(nextPriceOfZero).toBeStoredWith({ next_price: 0 });
  expect(nextPriceThatIsLarge).toBeStoredWith({ next_price: 2_147_483_647 });
});

test(...requirement('customers.add.periodicity'), async ({ scene }) => {
  const { periodicityAsNumber, periodicityAsString } = await scene(added);

  expect(periodicityAsNumber).toBeStoredWith({ periodicity: 7 });
  expect(periodicityAsString).toBeStoredWith({ periodicity: 31 });
});

test(...requirement('customers.add.tags'), async ({ scene }) => {
  const { tagged } = await scene(added);

  expect(tagged).toBeStoredWith({});
  expect(tagsOf(tagged.stored)).toEqual(['markers', 'sales', 'продажи']);
  expect(new Set(tagIdsOf(tagged.stored)).size, 'different ids of tags').toBe(3);
});

test(...requirement('customers.add.tags.trimmed'), async ({ scene }) => {
  const { taggedWithBlanks } = await scene(added);

  expect(taggedWithBlanks).toBeStoredWith({});
  expect(tagsOf(taggedWithBlanks.stored)).toEqual(['key account', 'markers', 'new client']);
});

test(...requirement('customers.add.period_id'), async ({ scene, given, observe }) => {
  const periods = given.periods(1);
  const { periodAsNumber, periodAsString } = await scene(added);

  expect(periodAsNumber).toBeStoredWith({ period_id: periods[0] });
  expect(periodAsString).toBeStoredWith({ period_id: periods.at(-1) });
  observe('periodIdType', 'integer');
});

test(...requirement('customers.add.contacts_id'), async ({ scene, given }) => {
  const [first = 0, second = 0, third = 0] = given.contacts(3);
  const { oneContact, threeContacts } = await scene(added);

  expect(oneContact).toBeStoredWith({});
  expect(contactsOf(oneContact.stored)).toEqual([second]);
  expect(threeContacts).toBeStoredWith({});
  expect(contactsOf(threeContacts.stored)).toEqual([first, second, third].sort((a, b) => a - b));
});

test(...requirement('customers.add.main_contact'), async ({ scene, given }) => {
  const [first, second, third] = given.contacts(3);
  const { oneContact, threeContacts } = await scene(added);

  expect(oneContact).toBeStoredWith({});
  expect(mainContactOf(oneContact.stored)).toBe(second);
  expect(threeContacts).toBeStoredWith({});
  expect([first, second, third]).toContain(mainContactOf(threeContacts.stored));
});

test(...requirement('customers.add.withoutContacts'), async ({ scene, observe }) => {
  const { plain } = await scene(added);

  expect(plain).toBeStoredWith({});
  expect(contactsOf(plain.stored)).toEqual([]);
  expect(mainContactOf(plain.stored)).toBeUndefined();
  observe('emptyRelations', emptySideOf(plain.stored));
});

test(...requirement('customers.add.company_id'), async ({ scene, given }) => {
  const companies = given.companies(1);
  const { companyAsNumber, companyAsString } = await scene(added);

  expect(companyAsNumber).toBeStoredWith({});
  expect(companyOf(companyAsNumber.stored)).toBe(companies[0]);
  expect(companyAsString).toBeStoredWith({});
  expect(companyOf(companyAsString.stored)).toBe(companies.at(-1));
});

test(...requirement('customers.add.custom_fields.text'), async ({ scene, given }) => {
  const field = given.textField();
  const { textByNumber, textByString } = await scene(added);

  expect(textByNumber).toBeStoredWith({});
  expect(valuesOf(textByNumber.stored, field)).toMatchObject([{ value: remark }]);
  expect(textByString).toBeStoredWith({});
  expect(valuesOf(textByString.stored, field)).toMatchObject([{ value: '00123' }]);
});

test(...requirement('customers.add.custom_fields.multiselect'), async ({ scene, given, observe }) => {
  const { id, enums } = given.multiselect();
  const { optionsAsStrings, optionsAsNumbers } = await scene(added);

  expect(optionsAsStrings).toBeStoredWith({});
  expect(optionsOf(optionsAsStrings.stored, id)).toEqual([enums[0], enums[1]].sort());
  expect(optionsAsNumbers).toBeStoredWith({});
  expect(optionsOf(optionsAsNumbers.stored, id)).toEqual([enums[0], enums[2]].sort());
  observe('multiselectValues', 'enum');
});

test(...requirement('customers.add.custom_fields.address'), async ({ scene, given }) => {
  const field = given.addressField();
  const { addressed } = await scene(added);

  expect(addressed).toBeStoredWith({});
  expect(addressOf(addressed.stored, field)).toEqual(address);
});
