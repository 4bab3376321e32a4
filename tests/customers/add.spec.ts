import { expect } from '../support/expect.ts';
import { requirement } from '../support/requirement.ts';
import { test } from '../support/test.ts';
import { single } from './single.scene.ts';

test(...requirement('customers.add.single'), async ({ scene }) => {
  const customer = await scene(single);

  expect(customer).toBeStoredWith({ name: customer.sent.name, next_date: customer.sent.next_date });
});
