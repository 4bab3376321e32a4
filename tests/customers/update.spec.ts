import { expect } from '../support/expect.ts';
import { requirement } from '../support/requirement.ts';
import { test } from '../support/test.ts';
import { address, remark } from './added.scene.ts';
import {
  addressOf,
  companyOf,
  contactsOf,
  lastingPortraitOf,
  optionsOf,
  portraitOf,
  tagsOf,
  valuesOf,
} from './customer.ts';
import { dateSideOf } from './expected.ts';
import { handedOver } from './handed-over.scene.ts';
import { staleSideOf, updateRefused } from './update-refused.scene.ts';
import { lostOf, mixedUp, update, updated } from './updated.scene.ts';

test(...requirement('customers.update.acknowledged'), async ({ scene }) => {
  const name = await scene(update.name);

  expect(name).toBeStoredWith({});
  expect(name.acknowledgement?.['id'], 'acknowledged by its id').toBe(name.sent?.id);
});

test(...requirement('customers.update.request_id'), async ({ scene }) => {
  const requestId = await scene(update.requestId);

  expect(requestId).toBeStoredWith({});
  expect(String(requestId.acknowledgement?.['request_id'])).toBe('4711');
});

test(...requirement('customers.update.batch'), async ({ scene }) => {
  const customers = await scene(updated);

  expect(lostOf(customers), 'customers whose updates the batch lost').toEqual([]);
  expect(mixedUp(customers), 'customers that were updated with what was sent for others').toEqual([]);
});

test(...requirement('customers.update.name'), async ({ scene }) => {
  const name = await scene(update.name);

  expect(name).toBeStoredWith({ name: name.sent?.name });
});

test(...requirement('customers.update.next_date'), async ({ scene }) => {
  const nextDate = await scene(update.nextDate);

  expect(nextDate).toBeStoredWith({ next_date: Number(nextDate.sent?.next_date) });
});

test(...requirement('customers.update.created_at'), async ({ scene }) => {
  const createdAt = await scene(update.createdAt);

  expect(createdAt).toBeStoredWith({ created_at: createdAt.sent?.created_at });
});

test(...requirement('customers.update.responsible_user_id'), async ({ scene, given }) => {
  const [, second] = given.users(2);
  const responsible = await scene(update.responsible);

  expect(responsible).toBeStoredWith({ responsible_user_id: second });
});

test(...requirement('customers.update.created_by'), async ({ scene, given }) => {
  const [, second] = given.users(2);
  const createdBy = await scene(update.createdBy);

  expect(createdBy).toBeStoredWith({ created_by: second });
});

test(...requirement('customers.update.next_price'), async ({ scene }) => {
  const nextPrice = await scene(update.nextPrice);

  expect(nextPrice).toBeStoredWith({ next_price: 15_080 });
});

test(...requirement('customers.update.periodicity'), async ({ scene }) => {
  const periodicity = await scene(update.periodicity);

  expect(periodicity).toBeStoredWith({ periodicity: 31 });
});

test(...requirement('customers.update.tags'), async ({ scene }) => {
  const tags = await scene(update.tags);

  expect(tags).toBeStoredWith({});
  expect(tagsOf(tags.stored)).toEqual(expect.arrayContaining(['key account', 'продажи']));
});

test(...requirement('customers.update.tags.replaced'), async ({ scene }) => {
  const tags = await scene(update.tags);

  expect(tags).toBeStoredWith({});
  expect(tagsOf(tags.stored)).toEqual(['key account', 'продажи']);
});

test(...requirement('customers.update.period_id'), async ({ scene, given }) => {
  given.periods(1);
  const period = await scene(update.period);

  expect(period).toBeStoredWith({ period_id: Number(period.sent?.period_id) });
});

test(...requirement('customers.update.contacts_id'), async ({ scene, given }) => {
  const [, second] = given.contacts(2);
  const contacts = await scene(update.contacts);

  expect(contacts).toBeStoredWith({});
  expect(contactsOf(contacts.stored)).toContain(second);
});

test(...requirement('customers.update.contacts_id.kept'), async ({ scene, given }) => {
  const [first] = given.contacts(2);
  const contacts = await scene(update.contacts);

  expect(contacts).toBeStoredWith({});
  expect(contactsOf(contacts.stored)).toContain(first);
});

test(...requirement('customers.update.company_id'), async ({ scene, given }) => {
  const [, second] = given.companies(2);
  const company = await scene(update.company);

  expect(company).toBeStoredWith({});
  expect(companyOf(company.stored)).toBe(second);
});

test(...requirement('customers.update.custom_fields.text'), async ({ scene, given }) => {
  const field = given.textField();
  const text = await scene(update.text);

  expect(text).toBeStoredWith({});
  expect(valuesOf(text.stored, field)).toMatchObject([{ value: remark }]);
});

test(...requirement('customers.update.custom_fields.multiselect'), async ({ scene, given }) => {
  const { id, enums } = given.multiselect();
  const options = await scene(update.options);

  expect(options).toBeStoredWith({});
  expect(optionsOf(options.stored, id)).toEqual([enums[1], enums[2]].sort());
});

test(...requirement('customers.update.custom_fields.address'), async ({ scene, given }) => {
  const field = given.addressField();
  const addressed = await scene(update.addressed);

  expect(addressed).toBeStoredWith({});
  expect(addressOf(addressed.stored, field)).toEqual(address);
});

test(...requirement('customers.update.custom_fields.others'), async ({ scene, given }) => {
  const text = given.textField();
  const { id, enums } = given.multiselect();
  const oneFieldOfTwo = await scene(update.oneFieldOfTwo);

  expect(oneFieldOfTwo).toBeStoredWith({});
  expect(valuesOf(oneFieldOfTwo.stored, text)).toMatchObject([{ value: 'Paid' }]);
  expect(optionsOf(oneFieldOfTwo.stored, id)).toEqual([enums[0], enums[2]].sort());
});

test(...requirement('customers.update.unsent'), async ({ scene }) => {
  const richName = await scene(update.richName);
  const richPrice = await scene(update.richPrice);

  expect(richName).toBeStoredWith({});
  expect(lastingPortraitOf(richName.stored)).toEqual({
    ...lastingPortraitOf(richName.before),
    name: richName.sent?.name,
  });
  expect(richPrice).toBeStoredWith({});
  expect(lastingPortraitOf(richPrice.stored)).toEqual({
    ...lastingPortraitOf(richPrice.before),
    next_price: 777,
  });
});

test(...requirement('customers.update.others'), async ({ scene }) => {
  const bystander = await scene(update.bystander);
  const richBystander = await scene(update.richBystander);

  expect(portraitOf(bystander.stored)).toEqual(portraitOf(bystander.before));
  expect(portraitOf(richBystander.stored)).toEqual(portraitOf(richBystander.before));
});

test(...requirement('customers.update.created'), async ({ scene }) => {
  const name = await scene(update.name);

  expect(name).toBeStoredWith({
    created_at: name.before?.['created_at'],
    created_by: name.before?.['created_by'],
  });
});

test(...requirement('customers.update.updated_at'), async ({ scene, observe }) => {
  const name = await scene(update.name);

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

test(...requirement('customers.update.updated_by'), async ({ scene }) => {
  const name = await scene(update.name);
  const others = [
    await scene(update.nextPrice),
    await scene(update.createdBy),
    await scene(update.responsible),
  ];
  const changers = await scene(handedOver);

  const byAdministrator = name.stored?.['updated_by'];

  expect(name).toBeStoredWith({});
  expect(others.map(({ stored }) => stored?.['updated_by'])).toEqual(Array(3).fill(byAdministrator));
  expect(changers?.administrator ?? byAdministrator, 'changed last by the administrator').toBe(
    byAdministrator,
  );
  expect(changers?.member, 'changed last by the member').not.toBe(byAdministrator);
});

test(...requirement('customers.update.required.id'), async ({ scene }) => {
  const { answers, withoutId } = await scene(updateRefused);

  expect(answers.withoutId).toBeRefused();
  expect(withoutId.created, 'customers created by the update').toEqual([]);
  expect(portraitOf(withoutId.after)).toEqual(portraitOf(withoutId.before));
});

test(...requirement('customers.update.required.updated_at'), async ({ scene }) => {
  const { answers, withoutDate } = await scene(updateRefused);

  expect(answers.withoutDate).toBeRefused();
  expect(portraitOf(withoutDate.after)).toEqual(portraitOf(withoutDate.before));
});

test(...requirement('customers.update.unknownId'), async ({ scene }) => {
  const { answers, created } = await scene(updateRefused);

  expect(answers.unknownId).toBeRefused();
  expect(created, 'customers created by the update').toEqual([]);
});

test(...requirement('customers.update.stale'), async ({ scene, observe }) => {
  const { answers, stale } = await scene(updateRefused);

  const side = staleSideOf(answers.stale, stale);

  expect(side, 'the outdated update is carried out whole, or refused and changes nothing').not.toBeNull();
  observe('staleUpdate', String(side));
});
