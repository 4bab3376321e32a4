import type { TransactionAdd } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import { idOf, idsOf, itemsOf } from '../support/answer.ts';
import type { Caller } from '../support/caller.ts';
import type { Scene } from '../support/scene.ts';
import { prerequisiteFailed } from '../support/signals.ts';
import { acknowledgedIn } from './adding.ts';
import { clientId, clients } from './clients.scene.ts';
import { listOfCustomer, lookUp } from './reading.ts';
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
      batches.push({
        size,
        acknowledged: new Set(ids).size,
        // The few that make the crowd exceed a list are no large batch, and look-ups cost requests.
        lastIsStored: size < 250 || (await isStored(administrator, customer, ids.at(-1))),
      });
    }
    return { customer, batches };
  },
} satisfies Scene<unknown>;

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
    const maximum = itemsOf(await listOfCustomer(administrator, customer, { limit_rows: 500 }));
    const beyond = itemsOf(await listOfCustomer(administrator, customer, { limit_rows: 1000 }));
    const ofCustomer = maximum.filter((item) => customerOf(item) === customer);
    return {
      maximum: { rows: maximum.length, ofCustomer: new Set(idsOf(ofCustomer)).size },
      beyond: { rows: beyond.length },
    };
  },
} satisfies Scene<unknown>;

/** By id, or in the list of the customer. */
async function isStored(caller: Caller, customer: number, id: number | undefined): Promise<boolean> {
  if (id === undefined) return false;
  const isIt = (item: unknown) => idOf(item) === id;
  if ((await lookUp(caller, id)).some(isIt)) return true;
  const first = itemsOf(await listOfCustomer(caller, customer, { limit_rows: 500 }));
  return first.some(isIt);
}
