import type { TransactionAdd } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import { idOf, idsOf, itemsOf } from '../../target/answer.ts';
import type { Caller } from '../../target/caller.ts';
import type { Scenario } from '../support/scenario.ts';
import { prerequisiteFailed, untestable } from '../../spec/run/signals.ts';
import { acknowledgedIn } from './adding.ts';
import { clientId, clients } from './clients.scenario.ts';
import { existing } from './existing.scenario.ts';
import { list, listOfCustomer, lookUp } from './reading.ts';
import { customerOf } from './transaction.ts';

const { path } = operations['transactions.change'];

/** More transactions than one list may hold, in batches of the size that clients are advised to send at most. */
const batchSizes = [250, 250, 5] as const;

/** Large batches of transactions of one customer. */
export const crowd = {
  name: 'transactions: large batches',
  async play({ caller, marker, play }) {
    const administrator = caller('administrator');
    const customer = clientId(await play(clients), 'crowded');
    const batches = [];
    for (const [batch, size] of batchSizes.entries()) {
      const add = Array.from({ length: size }, (_, index): TransactionAdd => {
        const number = batch * 1000 + index;
        return {
          customer_id: customer,
          date: 1_488_000_000 + number * 61,
          price: number + 1,
          comment: `${marker} ${number}`,
        };
      });
      const answer = await administrator.post(path, { add });
      const ids = acknowledgedIn(answer);
      const last = { customer, comment: add.at(-1)?.comment, id: ids.at(-1) };
      batches.push({
        size,
        acknowledged: ids.length,
        // The few that make the crowd exceed a list are no large batch, and look-ups cost requests.
        lastIsStored: size < 250 || (await isStored(administrator, last)),
      });
    }
    return { customer, batches };
  },
} satisfies Scenario<unknown>;

/** The first pages of a customer with more transactions than one list may hold. */
export const fullPages = {
  name: 'transactions: full pages',
  async play({ caller, play }) {
    const { customer, batches } = await play(crowd);
    const count = batches.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
    if (count <= 500 || !batches.every(({ lastIsStored }) => lastIsStored)) {
      throw prerequisiteFailed(
        'transactions.add.batch',
        `More than 500 are needed; ${count} were acknowledged, and the last ones may not be stored.`,
      );
    }
    const administrator = caller('administrator');
    const answer = await listOfCustomer(administrator, customer, { limit_rows: 500 });
    const maximum = itemsOf(answer);
    if (answer.status === 204 || maximum.some((item) => (customerOf(item) ?? customer) !== customer)) {
      throw prerequisiteFailed(
        'transactions.list.customer_id',
        'The list of the customer is empty, or not of this customer alone.',
      );
    }
    const beyond = itemsOf(await listOfCustomer(administrator, customer, { limit_rows: 1000 }));
    return {
      maximum: { rows: maximum.length, different: new Set(idsOf(maximum)).size },
      beyond: { rows: beyond.length },
    };
  },
  async fromExisting({ caller, play }) {
    const { count } = await play(existing);
    if (count <= 500) {
      throw untestable(`It takes more than 500 transactions in the account, and it holds ${count}.`);
    }
    const administrator = caller('administrator');
    const maximum = itemsOf(await list(administrator, { limit_rows: 500 }));
    const beyond = itemsOf(await list(administrator, { limit_rows: 1000 }));
    return {
      maximum: { rows: maximum.length, different: new Set(idsOf(maximum)).size },
      beyond: { rows: beyond.length },
    };
  },
} satisfies Scenario<unknown>;

interface Last {
  readonly customer: number;
  readonly comment: string | undefined;
  /** As it was acknowledged. */
  readonly id: number | undefined;
}

/** By its comment in the list of the customer, or by id. */
async function isStored(caller: Caller, { customer, comment, id }: Last): Promise<boolean> {
  const listed = itemsOf(await listOfCustomer(caller, customer, { limit_rows: 500 }));
  if (listed.some((item) => item['comment'] === comment)) return true;
  return id !== undefined && (await lookUp(caller, id)).some((item) => idOf(item) === id);
}
