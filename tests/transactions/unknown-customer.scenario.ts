import { operations } from '../../spec/operations.ts';
import { itemsOf } from '../../target/answer.ts';
import type { Scenario } from '../support/scenario.ts';
import { listOfCustomer } from './reading.ts';

const { path } = operations['transactions.change'];

/** A purchase of a customer that does not exist. */
export const unknownCustomer = {
  name: 'transactions: a purchase of nobody',
  async play({ payloads, caller, unknownId }) {
    const administrator = caller('administrator');
    const customer = unknownId(60);
    const purchase = payloads.transaction('nobody', customer);

    const answer = await administrator.post(path, { add: [purchase] });
    const listed = itemsOf(await listOfCustomer(administrator, customer, { limit_rows: 500 }));

    return { answer, stored: listed.filter(({ comment }) => comment === purchase.comment) };
  },
} satisfies Scenario<unknown>;
