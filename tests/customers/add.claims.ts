import { expect } from '../support/expect.ts';
import { test } from '../support/test.ts';
import { added, lostOf } from './added.scenario.ts';
import { acknowledgedBatches, batches, orderOf, storedBatches } from './batches.scenario.ts';
import { companyOf, contactsOf, tagsOf, valuesOf } from './customer.ts';
import { connectionsSent, connectionsStored, expectedOf, unsentOf } from './expected.ts';
import { partlyBad, sideOf } from './partly-bad.scenario.ts';
import { refused } from './refused.scenario.ts';
import { acknowledgedAlone, linkOfAdded, single } from './single.scenario.ts';

const ascending = (a: number, b: number) => a - b;

test('customers.add.single', async ({ scenario }) => {
  const customer = await scenario(single);

  expect(customer.answer).toHaveStatus(200);
  expect(customer).toBeStoredWith({});
});

test('customers.add.batch.two', async ({ scenario }) => {
  const { two } = await scenario(batches);

  expect(two.ids, 'acknowledgements').toHaveLength(2);
  expect(two.missing, 'places of customers that are not stored').toEqual([]);
});

test('customers.add.batch.fifty', async ({ scenario }) => {
  const { fifty } = await scenario(batches);

  expect(fifty.ids, 'acknowledgements').toHaveLength(50);
  expect(fifty.missing, 'places of customers that are not stored').toEqual([]);
});

test('customers.add.batch.twoHundredFifty', async ({ scenario }) => {
  const { twoHundredFifty } = await scenario(batches);

  expect(twoHundredFifty.ids, 'acknowledgements').toHaveLength(250);
  expect(twoHundredFifty.missing, 'places of customers that are not stored').toEqual([]);
});

test('customers.add.batch.order', async ({ scenario }) => {
  const { two, fifty, twoHundredFifty } = await scenario(storedBatches);

  expect(orderOf(two)).toEqual(orderOf(two).toSorted(ascending));
  expect(orderOf(fifty)).toEqual(orderOf(fifty).toSorted(ascending));
  expect(orderOf(twoHundredFifty)).toEqual(orderOf(twoHundredFifty).toSorted(ascending));
});

test('customers.add.batch.partlyBad', async ({ scenario, observe }) => {
  const batch = await scenario(partlyBad);

  const side = sideOf(batch);

  expect(
    side,
    `refused whole, or its good part stored and its bad part listed; the answer was ${batch.answer}`,
  ).not.toBeNull();
  observe('partlyBadBatch', String(side));
});

test('customers.add.id', async ({ scenario }) => {
  const { two, fifty, twoHundredFifty, crowd } = await scenario(acknowledgedBatches);

  const ids = [two, fifty, twoHundredFifty, crowd].flatMap((batch) => batch.ids);

  expect(ids).not.toContain(null);
  expect(new Set(ids).size, 'different ids').toBe(ids.length);
});

test('customers.add.request_id.echoed', async ({ scenario }) => {
  const { plain, tagged, requestIdAsString } = await scenario(added);

  expect(plain.refusal, 'the customer is acknowledged').toBeNull();
  expect(String(requestIdAsString.acknowledgement?.['request_id'])).toBe('900719');
  expect(String(plain.acknowledgement?.['request_id'])).toBe(String(plain.sent.request_id));
  expect(String(tagged.acknowledgement?.['request_id'])).toBe(String(tagged.sent.request_id));
});

test('customers.add.request_id.generated', async ({ scenario }) => {
  const { acknowledgement } = await scenario(acknowledgedAlone);

  expect(['number', 'string']).toContain(typeof acknowledgement['request_id']);
});

test('customers.add.link', async ({ scenario }) => {
  const { id, href, found } = await scenario(linkOfAdded);

  expect(href, 'the acknowledgement has a link').not.toBeNull();
  expect(found, `found by ${href}`).toEqual([id]);
});

test('customers.add.separate', async ({ scenario, given }) => {
  const customers = await scenario(added);
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

test('customers.add.complete', async ({ scenario, given }) => {
  given.contacts(1);
  const { complete } = await scenario(added);

  expect(complete).toBeStoredWith(expectedOf(complete.sent));
  expect(connectionsStored(complete.stored, complete.sent)).toEqual(connectionsSent(complete.sent));
});

test('customers.add.required.name', async ({ scenario, observe }) => {
  const { withoutName } = await scenario(refused);

  expect(withoutName.answer).toBeRefused();
  expect(withoutName.stored, 'stored all the same').toEqual([]);
  observe('requiredOnAdd', String(withoutName.by));
});

test('customers.add.required.next_date', async ({ scenario, observe }) => {
  const { withoutNextDate } = await scenario(refused);

  expect(withoutNextDate.answer).toBeRefused();
  expect(withoutNextDate.stored, 'stored all the same').toEqual([]);
  observe('requiredOnAdd', String(withoutNextDate.by));
});

test('customers.add.unknown.contact', async ({ scenario }) => {
  const { unknownContact } = await scenario(refused);

  expect(unknownContact.answer).toBeRefused();
  expect(unknownContact.stored, 'stored all the same').toEqual([]);
});

test('customers.add.unknown.company', async ({ scenario }) => {
  const { unknownCompany } = await scenario(refused);

  expect(unknownCompany.answer).toBeRefused();
  expect(unknownCompany.stored, 'stored all the same').toEqual([]);
});

test('customers.add.unknown.period', async ({ scenario }) => {
  const { unknownPeriod } = await scenario(refused);

  expect(unknownPeriod.answer).toBeRefused();
  expect(unknownPeriod.stored, 'stored all the same').toEqual([]);
});

test('customers.add.unknown.customField', async ({ scenario }) => {
  const { unknownCustomField } = await scenario(refused);

  expect(unknownCustomField.answer).toBeRefused();
  expect(unknownCustomField.stored, 'stored all the same').toEqual([]);
});
