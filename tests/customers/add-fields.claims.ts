import { expect } from '../support/expect.ts';
import { test } from '../support/test.ts';
import { added, address, markups, remark, scripts } from './added.scenario.ts';
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

test('customers.add.is_deleted', async ({ scenario }) => {
  const { plain } = await scenario(added);

  expect(plain).toBeStoredWith({ is_deleted: false });
});

test('customers.add.name', async ({ scenario }) => {
  const { plain, longName } = await scenario(added);

  expect(plain).toBeStoredWith({ name: plain.sent.name });
  expect(longName).toBeStoredWith({ name: longName.sent.name });
});

test('customers.add.name.scripts', async ({ scenario }) => {
  const customers = await scenario(added);

  for (const script of scripts) {
    expect(customers[script], script).toBeStoredWith({ name: customers[script].sent.name });
  }
});

test('customers.add.name.markup', async ({ scenario }) => {
  const customers = await scenario(added);

  for (const markup of markups) {
    expect(customers[markup], markup).toBeStoredWith({ name: customers[markup].sent.name });
  }
});

test('customers.add.next_date', async ({ scenario }) => {
  const { nextDateAsNumber, nextDateAsString } = await scenario(added);

  expect(nextDateAsNumber).toBeStoredWith({ next_date: nextDateAsNumber.sent.next_date });
  expect(nextDateAsString).toBeStoredWith({ next_date: Number(nextDateAsString.sent.next_date) });
});

test('customers.add.created_at', async ({ scenario }) => {
  const { createdAtAsNumber, createdAtAsString } = await scenario(added);

  expect(createdAtAsNumber).toBeStoredWith({ created_at: createdAtAsNumber.sent.created_at });
  expect(createdAtAsString).toBeStoredWith({ created_at: Number(createdAtAsString.sent.created_at) });
});

test('customers.add.updated_at', async ({ scenario }) => {
  const { updatedAtAsNumber, updatedAtAsString } = await scenario(added);

  const sides = [updatedAtAsNumber, updatedAtAsString].map(({ stored, sent, answeredAt }) =>
    dateSideOf(stored, sent.updated_at, answeredAt),
  );

  expect(updatedAtAsNumber).toBeStoredWith({});
  expect(updatedAtAsString).toBeStoredWith({});
  expect(sides, 'dated as sent, or at the moment of adding').not.toContain(null);
});

test('customers.add.responsible_user_id', async ({ scenario, given }) => {
  const [first, second] = given.users(2);
  const customers = await scenario(added);

  expect(customers.firstResponsibleAsNumber).toBeStoredWith({ responsible_user_id: first });
  expect(customers.firstResponsibleAsString).toBeStoredWith({ responsible_user_id: first });
  expect(customers.secondResponsibleAsNumber).toBeStoredWith({ responsible_user_id: second });
  expect(customers.secondResponsibleAsString).toBeStoredWith({ responsible_user_id: second });
});

test('customers.add.created_by', async ({ scenario, given }) => {
  const [first, second] = given.users(2);
  const customers = await scenario(added);

  expect(customers.createdByFirstAsNumber).toBeStoredWith({ created_by: first });
  expect(customers.createdByFirstAsString).toBeStoredWith({ created_by: first });
  expect(customers.createdBySecondAsNumber).toBeStoredWith({ created_by: second });
  expect(customers.createdBySecondAsString).toBeStoredWith({ created_by: second });
});

test('customers.add.next_price', async ({ scenario }) => {
  const { nextPriceAsNumber, nextPriceAsString } = await scenario(added);

  expect(nextPriceAsNumber).toBeStoredWith({ next_price: 5_001 });
  expect(nextPriceAsString).toBeStoredWith({ next_price: 7_350 });
});

test('customers.add.next_price.bounds', async ({ scenario }) => {
  const { nextPriceOfZero, nextPriceThatIsLarge } = await scenario(added);

  expect(nextPriceOfZero).toBeStoredWith({ next_price: 0 });
  expect(nextPriceThatIsLarge).toBeStoredWith({ next_price: 2_147_483_647 });
});

test('customers.add.periodicity', async ({ scenario }) => {
  const { periodicityAsNumber, periodicityAsString } = await scenario(added);

  expect(periodicityAsNumber).toBeStoredWith({ periodicity: 7 });
  expect(periodicityAsString).toBeStoredWith({ periodicity: 31 });
});

test('customers.add.tags', async ({ scenario }) => {
  const { tagged } = await scenario(added);

  expect(tagged).toBeStoredWith({});
  expect(tagsOf(tagged.stored)).toEqual(['markers', 'sales', 'продажи']);
  expect(new Set(tagIdsOf(tagged.stored)).size, 'different ids of tags').toBe(3);
});

test('customers.add.tags.trimmed', async ({ scenario }) => {
  const { taggedWithBlanks } = await scenario(added);

  expect(taggedWithBlanks).toBeStoredWith({});
  expect(tagsOf(taggedWithBlanks.stored)).toEqual(['key account', 'markers', 'new client']);
});

test('customers.add.period_id', async ({ scenario, given, observe }) => {
  const periods = given.periods(1);
  const { periodAsNumber, periodAsString } = await scenario(added);

  expect(periodAsNumber).toBeStoredWith({ period_id: periods[0] });
  expect(periodAsString).toBeStoredWith({ period_id: periods.at(-1) });
  observe('periodIdType', 'integer');
});

test('customers.add.contacts_id', async ({ scenario, given }) => {
  const [first = 0, second = 0, third = 0] = given.contacts(3);
  const { oneContact, threeContacts } = await scenario(added);

  expect(oneContact).toBeStoredWith({});
  expect(contactsOf(oneContact.stored)).toEqual([second]);
  expect(threeContacts).toBeStoredWith({});
  expect(contactsOf(threeContacts.stored)).toEqual([first, second, third].sort((a, b) => a - b));
});

test('customers.add.main_contact', async ({ scenario, given }) => {
  const [first, second, third] = given.contacts(3);
  const { oneContact, threeContacts } = await scenario(added);

  expect(oneContact).toBeStoredWith({});
  expect(mainContactOf(oneContact.stored)).toBe(second);
  expect(threeContacts).toBeStoredWith({});
  expect([first, second, third]).toContain(mainContactOf(threeContacts.stored));
});

test('customers.add.withoutContacts', async ({ scenario, observe }) => {
  const { plain } = await scenario(added);

  expect(plain).toBeStoredWith({});
  expect(contactsOf(plain.stored)).toEqual([]);
  expect(mainContactOf(plain.stored)).toBeUndefined();
  observe('emptyRelations', emptySideOf(plain.stored));
});

test('customers.add.company_id', async ({ scenario, given }) => {
  const companies = given.companies(1);
  const { companyAsNumber, companyAsString } = await scenario(added);

  expect(companyAsNumber).toBeStoredWith({});
  expect(companyOf(companyAsNumber.stored)).toBe(companies[0]);
  expect(companyAsString).toBeStoredWith({});
  expect(companyOf(companyAsString.stored)).toBe(companies.at(-1));
});

test('customers.add.custom_fields.text', async ({ scenario, given }) => {
  const field = given.textField();
  const { textByNumber, textByString } = await scenario(added);

  expect(textByNumber).toBeStoredWith({});
  expect(valuesOf(textByNumber.stored, field)).toMatchObject([{ value: remark }]);
  expect(textByString).toBeStoredWith({});
  expect(valuesOf(textByString.stored, field)).toMatchObject([{ value: '00123' }]);
});

test('customers.add.custom_fields.multiselect', async ({ scenario, given, observe }) => {
  const { id, enums } = given.multiselect();
  const { optionsAsStrings, optionsAsNumbers } = await scenario(added);

  expect(optionsAsStrings).toBeStoredWith({});
  expect(optionsOf(optionsAsStrings.stored, id)).toEqual([enums[0], enums[1]].sort());
  expect(optionsAsNumbers).toBeStoredWith({});
  expect(optionsOf(optionsAsNumbers.stored, id)).toEqual([enums[0], enums[2]].sort());
  observe('multiselectValues', 'enum');
});

test('customers.add.custom_fields.address', async ({ scenario, given }) => {
  const field = given.addressField();
  const { addressed } = await scenario(added);

  expect(addressed).toBeStoredWith({});
  expect(addressOf(addressed.stored, field)).toEqual(address);
});
