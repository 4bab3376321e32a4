import type { Scene } from '../support/scene.ts';
import { idsOf, itemsOf } from '../support/answer.ts';
import { idsThatReadBack } from './adding.ts';
import { clientId, clients } from './clients.scene.ts';
import { purchases } from './purchases.scene.ts';
import { list, listOfCustomer } from './reading.ts';

/** Two transactions looked up by id, and all of the account. */
export const lookups = {
  name: 'transactions: look-ups',
  async play({ caller, play }) {
    const administrator = caller('administrator');
    const { numbers, shopper } = await play(purchases);
    const byId = [];
    for (const id of idsThatReadBack([numbers, shopper])) {
      byId.push({ id, found: idsOf(itemsOf(await list(administrator, { id }))) });
    }
    return { byId, all: await list(administrator) };
  },
} satisfies Scene<unknown>;

/** Look-ups that find nothing: an id that no transaction has, and a customer who bought nothing. */
export const nothing = {
  name: 'transactions: look-ups of nothing',
  async play({ caller, play, unknownId }) {
    const administrator = caller('administrator');
    const idle = clientId(await play(clients), 'bystanderBefore');
    return {
      unknownId: await list(administrator, { id: unknownId(61) }),
      idleCustomer: await listOfCustomer(administrator, idle),
    };
  },
} satisfies Scene<unknown>;
