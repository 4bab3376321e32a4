import { expect } from '../support/expect.ts';
import { requirement } from '../support/requirement.ts';
import { test } from '../support/test.ts';
import { added, address, lostOf, markups, remark, scripts } from './added.scene.ts';
import { acknowledgedBatches, batches, orderOf, storedBatches } from './batches.scene.ts';
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
import {
  connectionsSent,
  connectionsStored,
  dateSideOf,
  emptySideOf,
  expectedOf,
  unsentOf,
} from './expected.ts';
import { partlyBad, sideOf } from './partly-bad.scene.ts';
import { refused } from './refused.scene.ts';
import { acknowledgedAlone, linkOfAdded, single } from './single.scene.ts';

const ascending = (a: number, b: number) => a - b;

test(...requirement('customers.add.single'), async ({ scene }) => {
  const customer = await scene(single);

  expect(customer.answer).toHaveStatus(200);
  expect(customer).toBeStoredWith({});
});

test(...requirement('customers.add.batch.two'), async ({ scene }) => {
  const { two } = await scene(batches);

  expect(two.ids, 'acknowledgements').toHaveLength(2);
  expect(two.missing, 'places of customers that are not stored').toEqual([]);
});

test(...requirement('customers.add.batch.fifty'), async ({ scene }) => {
  const { fifty } = await scene(batches);

  expect(fifty.ids, 'acknowledgements').toHaveLength(50);
  expect(fifty.missing, 'places of customers that are not stored').toEqual([]);
});

test(...requirement('customers.add.batch.twoHundredFifty'), async ({ scene }) => {
  const { twoHundredFifty } = await scene(batches);

  expect(twoHundredFifty.ids, 'acknowledgements').toHaveLength(250);
  expect(twoHundredFifty.missing, 'places of customers that are not stored').toEqual([]);
});

test(...requirement('customers.add.batch.order'), async ({ scene }) => {
  const { two, fifty, twoHundredFifty } = await scene(storedBatches);

  expect(orderOf(two)).toEqual(orderOf(two).toSorted(ascending));
  expect(orderOf(fifty)).toEqual(orderOf(fifty).toSorted(ascending));
  expect(orderOf(twoHundredFifty)).toEqual(orderOf(twoHundredFifty).toSorted(ascending));
});

test(...requirement('customers.add.batch.partlyBad'), async ({ scene, observe }) => {
  const batch = await scene(partlyBad);

  const side = sideOf(batch);

  expect(
    side,
    `refused whole, or its good part stored and its bad part listed; the answer was ${batch.answer}`,
  ).not.toBeNull();
  observe('partlyBadBatch', String(side));
});

test(...requirement('customers.add.id'), async ({ scene }) => {
  const { two, fifty, twoHundredFifty, crowd } = await scene(acknowledgedBatches);

  const ids = [two, fifty, twoHundredFifty, crowd].flatMap((batch) => batch.ids);

  expect(ids).not.toContain(null);
  expect(new Set(ids).size, 'different ids').toBe(ids.length);
});

test(...requirement('customers.add.request_id.echoed'), async ({ scene }) => {
  const { plain, tagged, requestIdAsString } = await scene(added);

  expect(plain.refusal, 'the customer is acknowledged').toBeNull();
  expect(String(requestIdAsString.acknowledgement?.['request_id'])).toBe('900719');
  expect(String(plain.acknowledgement?.['request_id'])).toBe(String(plain.sent.request_id));
  expect(String(tagged.acknowledgement?.['request_id'])).toBe(String(tagged.sent.request_id));
});

test(...requirement('customers.add.request_id.generated'), async ({ scene }) => {
  const { acknowledgement } = await scene(acknowledgedAlone);

  expect(['number', 'string']).toContain(typeof acknowledgement['request_id']);
});

test(...requirement('customers.add.link'), async ({ scene }) => {
  const { id, href, found } = await scene(linkOfAdded);

  expect(href, 'the acknowledgement has a link').not.toBeNull();
  expect(found, `found by ${href}`).toEqual([id]);
});

test(...requirement('customers.add.separate'), async ({ scene, given }) => {
  const customers = await scene(added);
  const { firstPlain, complete, plain } = customers;
  const companies = given.companies(1);

  expect(lostOf(customers), 'customers that the batch lost').toEqual([]);
  expect(plain).toBeStoredWith({});
  expect(plain.stored?.['name']).not.toBe(complete.sent.name);
  expect(tagsOf(plain.stored)).toEqual([]);
  expect(contactsOf(plain.stored)).toEqual([]);
  expect(companies).not.toContain(companyOf(plain.stored));
  expect(valuesOf(plain.stored, given.textField())).toEqual([]);
  expect(unsentOf(plain.stored), 'like the first of the batch').toEqual(unsentOf(firstPlain.stored));
});

test(...requirement('customers.add.complete'), async ({ scene, given }) => {
  given.contacts(1);
  const { complete } = await scene(added);

  expect(complete).toBeStoredWith(expectedOf(complete.sent));
  expect(connectionsStored(complete.stored, complete.sent)).toEqual(connectionsSent(complete.sent));
});

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

test(...requirement('customers.add.period_id'), async ({ scene, given }) => {
  const periods = given.periods(1);
  const { periodAsNumber, periodAsString } = await scene(added);

  expect(periodAsNumber).toBeStoredWith({ period_id: periods[0] });
  expect(periodAsString).toBeStoredWith({ period_id: periods.at(-1) });
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

test(...requirement('customers.add.custom_fields.multiselect'), async ({ scene, given }) => {
  const { id, enums } = given.multiselect();
  const { optionsAsStrings, optionsAsNumbers } = await scene(added);

  expect(optionsAsStrings).toBeStoredWith({});
  expect(optionsOf(optionsAsStrings.stored, id)).toEqual([enums[0], enums[1]].sort());
  expect(optionsAsNumbers).toBeStoredWith({});
  expect(optionsOf(optionsAsNumbers.stored, id)).toEqual([enums[0], enums[2]].sort());
});

test(...requirement('customers.add.custom_fields.address'), async ({ scene, given }) => {
  const field = given.addressField();
  const { addressed } = await scene(added);

  expect(addressed).toBeStoredWith({});
  expect(addressOf(addressed.stored, field)).toEqual(address);
});

test(...requirement('customers.add.required.name'), async ({ scene, observe }) => {
  const { withoutName } = await scene(refused);

  expect(withoutName.answer).toBeRefused();
  expect(withoutName.stored, 'stored all the same').toEqual([]);
  observe('requiredOnAdd', String(withoutName.by));
});

test(...requirement('customers.add.required.next_date'), async ({ scene, observe }) => {
  const { withoutNextDate } = await scene(refused);

  expect(withoutNextDate.answer).toBeRefused();
  expect(withoutNextDate.stored, 'stored all the same').toEqual([]);
  observe('requiredOnAdd', String(withoutNextDate.by));
});

test(...requirement('customers.add.unknown.contact'), async ({ scene }) => {
  const { unknownContact } = await scene(refused);

  expect(unknownContact.answer).toBeRefused();
  expect(unknownContact.stored, 'stored all the same').toEqual([]);
});

test(...requirement('customers.add.unknown.company'), async ({ scene }) => {
  const { unknownCompany } = await scene(refused);

  expect(unknownCompany.answer).toBeRefused();
  expect(unknownCompany.stored, 'stored all the same').toEqual([]);
});

test(...requirement('customers.add.unknown.period'), async ({ scene }) => {
  const { unknownPeriod } = await scene(refused);

  expect(unknownPeriod.answer).toBeRefused();
  expect(unknownPeriod.stored, 'stored all the same').toEqual([]);
});

test(...requirement('customers.add.unknown.customField'), async ({ scene }) => {
  const { unknownCustomField } = await scene(refused);

  expect(unknownCustomField.answer).toBeRefused();
  expect(unknownCustomField.stored, 'stored all the same').toEqual([]);
});
