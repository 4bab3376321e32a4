import { expect } from '../support/expect.ts';
import { test } from '../support/test.ts';
import { companyOf, contactsOf, lastingSnapshotOf, mainContactOf } from './customer.ts';
import { attachedAgain, unlink } from './unlinked.scenario.ts';

const ascending = (a: number, b: number) => a - b;

test('customers.update.unlink.contacts.one', async ({ scenario, given }) => {
  const [a = 0, , c = 0] = given.contacts(3);
  const one = await scenario(unlink.one);

  expect(one).toBeStoredWith({});
  expect(contactsOf(one.stored)).toEqual([a, c].sort(ascending));
});

test('customers.update.unlink.contacts.several', async ({ scenario, given }) => {
  const [, b] = given.contacts(3);
  const several = await scenario(unlink.several);

  expect(several).toBeStoredWith({});
  expect(contactsOf(several.stored)).toEqual([b]);
});

test('customers.update.unlink.contacts.other', async ({ scenario, given }) => {
  const [a] = given.contacts(2);
  const other = await scenario(unlink.other);

  expect(contactsOf(other.stored)).toEqual([a]);
});

test('customers.update.unlink.company', async ({ scenario, given }) => {
  const [a = 0, b = 0] = given.contacts(2);
  given.companies(1);
  const customer = await scenario(unlink.company);

  expect(customer).toBeStoredWith({});
  expect(companyOf(customer.stored)).toBeUndefined();
  expect(contactsOf(customer.stored)).toEqual([a, b].sort(ascending));
});

test('customers.update.unlink.both', async ({ scenario, given }) => {
  const [, b] = given.contacts(2);
  given.companies(1);
  const both = await scenario(unlink.both);

  expect(both).toBeStoredWith({});
  expect(contactsOf(both.stored)).toEqual([b]);
  expect(companyOf(both.stored)).toBeUndefined();
});

test('customers.update.unlink.unsent', async ({ scenario, given }) => {
  const [a = 0, b = 0] = given.contacts(3);
  const rich = await scenario(unlink.rich);

  expect(rich).toBeStoredWith({});
  expect(lastingSnapshotOf(rich.stored)).toEqual({
    ...lastingSnapshotOf(rich.before),
    contacts: [a, b].sort(ascending),
    main_contact: mainContactOf(rich.stored),
  });
});

test('customers.update.unlink.others', async ({ scenario, given }) => {
  given.contacts(3);
  const bystander = await scenario(unlink.bystander);
  const lastBystander = await scenario(unlink.lastBystander);

  expect(contactsOf(bystander.stored)).toEqual(contactsOf(bystander.before));
  expect(companyOf(bystander.stored)).toBe(companyOf(bystander.before));
  expect(contactsOf(lastBystander.stored)).toEqual(contactsOf(lastBystander.before));
  expect(companyOf(lastBystander.stored)).toBe(companyOf(lastBystander.before));
});

test('customers.update.unlink.contactKept', async ({ scenario, given }) => {
  const [, contact] = given.contacts(3);
  const { after } = await scenario(attachedAgain);

  expect(contactsOf(after)).toContain(contact);
});
