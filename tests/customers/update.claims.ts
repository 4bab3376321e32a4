import { expect } from '../support/expect.ts';
import { test } from '../support/test.ts';
import { address, remark } from './added.scenario.ts';
import {
  addressOf,
  companyOf,
  contactsOf,
  lastingSnapshotOf,
  optionsOf,
  snapshotOf,
  tagsOf,
  valuesOf,
} from './customer.ts';
import { dateSideOf } from './expected.ts';
import { handedOver } from './handed-over.scenario.ts';
import { staleSideOf, updateRefused } from './update-refused.scenario.ts';
import { lostOf, mixedUp, update, updated } from './updated.scenario.ts';

test('customers.update.acknowledged', async ({ scenario }) => {
  const name = await scenario(update.name);

  expect(name).toBeStoredWith({});
  expect(name.acknowledgement?.['id'], 'acknowledged by its id').toBe(name.sent?.id);
});

test('customers.update.request_id', async ({ scenario }) => {
  const requestId = await scenario(update.requestId);

  expect(requestId).toBeStoredWith({});
  expect(String(requestId.acknowledgement?.['request_id'])).toBe('4711');
});

test('customers.update.batch', async ({ scenario }) => {
  const customers = await scenario(updated);

  expect(lostOf(customers), 'customers whose updates the batch lost').toEqual([]);
  expect(mixedUp(customers), 'customers that were updated with what was sent for others').toEqual([]);
});

test('customers.update.name', async ({ scenario }) => {
  const name = await scenario(update.name);

  expect(name).toBeStoredWith({ name: name.sent?.name });
});

test('customers.update.next_date', async ({ scenario }) => {
  const nextDate = await scenario(update.nextDate);

  expect(nextDate).toBeStoredWith({ next_date: Number(nextDate.sent?.next_date) });
});

test('customers.update.created_at', async ({ scenario }) => {
  const createdAt = await scenario(update.createdAt);

  expect(createdAt).toBeStoredWith({ created_at: createdAt.sent?.created_at });
});

test('customers.update.responsible_user_id', async ({ scenario, given }) => {
  const [, second] = given.users(2);
  const responsible = await scenario(update.responsible);

  expect(responsible).toBeStoredWith({ responsible_user_id: second });
});

test('customers.update.created_by', async ({ scenario, given }) => {
  const [, second] = given.users(2);
  const createdBy = await scenario(update.createdBy);

  expect(createdBy).toBeStoredWith({ created_by: second });
});

test('customers.update.next_price', async ({ scenario }) => {
  const nextPrice = await scenario(update.nextPrice);

  expect(nextPrice).toBeStoredWith({ next_price: 15_080 });
});

test('customers.update.periodicity', async ({ scenario }) => {
  const periodicity = await scenario(update.periodicity);

  expect(periodicity).toBeStoredWith({ periodicity: 31 });
});

test('customers.update.tags', async ({ scenario }) => {
  const tags = await scenario(update.tags);

  expect(tags).toBeStoredWith({});
  expect(tagsOf(tags.stored)).toContainAll(['key account', 'продажи']);
});

test('customers.update.tags.replaced', async ({ scenario }) => {
  const tags = await scenario(update.tags);

  expect(tags).toBeStoredWith({});
  expect(tagsOf(tags.stored)).toEqual(['key account', 'продажи']);
});

test('customers.update.period_id', async ({ scenario, given }) => {
  given.periods(1);
  const period = await scenario(update.period);

  expect(period).toBeStoredWith({ period_id: Number(period.sent?.period_id) });
});

test('customers.update.contacts_id', async ({ scenario, given }) => {
  const [, second] = given.contacts(2);
  const contacts = await scenario(update.contacts);

  expect(contacts).toBeStoredWith({});
  expect(contactsOf(contacts.stored)).toContain(second);
});

test('customers.update.contacts_id.kept', async ({ scenario, given }) => {
  const [first] = given.contacts(2);
  const contacts = await scenario(update.contacts);

  expect(contacts).toBeStoredWith({});
  expect(contactsOf(contacts.stored)).toContain(first);
});

test('customers.update.company_id', async ({ scenario, given }) => {
  const [, second] = given.companies(2);
  const company = await scenario(update.company);

  expect(company).toBeStoredWith({});
  expect(companyOf(company.stored)).toBe(second);
});

test('customers.update.custom_fields.text', async ({ scenario, given }) => {
  const field = given.textField();
  const text = await scenario(update.text);

  expect(text).toBeStoredWith({});
  expect(valuesOf(text.stored, field)).toMatchObject([{ value: remark }]);
});

test('customers.update.custom_fields.multiselect', async ({ scenario, given }) => {
  const { id, enums } = given.multiselect();
  const options = await scenario(update.options);

  expect(options).toBeStoredWith({});
  expect(optionsOf(options.stored, id)).toEqual([enums[1], enums[2]].sort());
});

test('customers.update.custom_fields.address', async ({ scenario, given }) => {
  const field = given.addressField();
  const addressed = await scenario(update.addressed);

  expect(addressed).toBeStoredWith({});
  expect(addressOf(addressed.stored, field)).toEqual(address);
});

test('customers.update.custom_fields.others', async ({ scenario, given }) => {
  const text = given.textField();
  const { id, enums } = given.multiselect();
  const oneFieldOfTwo = await scenario(update.oneFieldOfTwo);

  expect(oneFieldOfTwo).toBeStoredWith({});
  expect(valuesOf(oneFieldOfTwo.stored, text)).toMatchObject([{ value: 'Paid' }]);
  expect(optionsOf(oneFieldOfTwo.stored, id)).toEqual([enums[0], enums[2]].sort());
});

test('customers.update.unsent', async ({ scenario }) => {
  const richName = await scenario(update.richName);
  const richPrice = await scenario(update.richPrice);

  expect(richName).toBeStoredWith({});
  expect(lastingSnapshotOf(richName.stored)).toEqual({
    ...lastingSnapshotOf(richName.before),
    name: richName.sent?.name,
  });
  expect(richPrice).toBeStoredWith({});
  expect(lastingSnapshotOf(richPrice.stored)).toEqual({
    ...lastingSnapshotOf(richPrice.before),
    next_price: 777,
  });
});

test('customers.update.others', async ({ scenario }) => {
  const bystander = await scenario(update.bystander);
  const richBystander = await scenario(update.richBystander);

  expect(snapshotOf(bystander.stored)).toEqual(snapshotOf(bystander.before));
  expect(snapshotOf(richBystander.stored)).toEqual(snapshotOf(richBystander.before));
});

test('customers.update.created', async ({ scenario }) => {
  const name = await scenario(update.name);

  expect(name).toBeStoredWith({
    created_at: name.before?.['created_at'],
    created_by: name.before?.['created_by'],
  });
});

test('customers.update.updated_at', async ({ scenario, observe }) => {
  const name = await scenario(update.name);

  const side = dateSideOf(
    name.stored,
    name.sent?.updated_at,
    name.answeredAt,
    Number(name.before?.['updated_at']),
  );

  expect(name).toBeStoredWith({});
  expect(
    side,
    `updated_at ${String(name.stored?.['updated_at'])} is the one sent (${name.sent?.updated_at}) or the moment of the update`,
  ).not.toBeNull();
  observe('updatedAt', String(side));
});

test('customers.update.updated_by', async ({ scenario }) => {
  const name = await scenario(update.name);
  const others = [
    await scenario(update.nextPrice),
    await scenario(update.createdBy),
    await scenario(update.responsible),
  ];
  const changers = await scenario(handedOver);

  const byAdministrator = name.stored?.['updated_by'];

  expect(name).toBeStoredWith({});
  expect(others.map(({ stored }) => stored?.['updated_by'])).toEqual(Array(3).fill(byAdministrator));
  expect(changers?.administrator ?? byAdministrator, 'changed last by the administrator').toBe(
    byAdministrator,
  );
  expect(changers?.member, 'changed last by the member').not.toBe(byAdministrator);
});

test('customers.update.required.id', async ({ scenario }) => {
  const { answers, withoutId } = await scenario(updateRefused);

  expect(answers.withoutId).toBeRefused();
  expect(withoutId.created, 'customers created by the update').toEqual([]);
  expect(snapshotOf(withoutId.after)).toEqual(snapshotOf(withoutId.before));
});

test('customers.update.required.updated_at', async ({ scenario }) => {
  const { answers, withoutDate } = await scenario(updateRefused);

  expect(answers.withoutDate).toBeRefused();
  expect(snapshotOf(withoutDate.after)).toEqual(snapshotOf(withoutDate.before));
});

test('customers.update.unknownId', async ({ scenario }) => {
  const { answers, created } = await scenario(updateRefused);

  expect(answers.unknownId).toBeRefused();
  expect(created, 'customers created by the update').toEqual([]);
});

test('customers.update.stale', async ({ scenario, observe }) => {
  const { answers, stale } = await scenario(updateRefused);

  const side = staleSideOf(answers.stale, stale);

  expect(side, 'the outdated update is carried out whole, or refused and changes nothing').not.toBeNull();
  observe('staleUpdate', String(side));
});
