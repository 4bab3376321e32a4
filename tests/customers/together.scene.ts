import { operations } from '../../spec/operations.ts';
import { inWords, itemsOf } from '../support/answer.ts';
import type { Scene } from '../support/scene.ts';
import { prerequisiteFailed } from '../support/signals.ts';
import { addAll, createdAround, lookUp } from './adding.ts';
import { presenceOf } from './customer.ts';
import { slots } from './slots.ts';
import { laterThan } from './updating.ts';

const { path } = operations['customers.change'];

/** One request that adds a customer, updates a second and deletes a third. */
export const together = {
  name: 'customers: all changes in one request',
  async play(setting) {
    const { author, calendar, caller, now } = setting;
    const day = calendar.created(slots.together);
    const administrator = caller('administrator');
    const customer = (label: string) =>
      author.customer(`together: ${label}`, { name: author.name(label, 'plain'), created_at: day.noon });
    const { toUpdate, toDelete } = await addAll(
      setting,
      { toUpdate: customer('to update'), toDelete: customer('to delete') },
      day,
    );
    if (toUpdate.id === null || toDelete.id === null) {
      throw prerequisiteFailed('customers.add.single', 'The customers to change could not be added.');
    }
    const added = customer('added');
    const answer = await administrator.post(path, {
      add: [added],
      update: [{ id: toUpdate.id, updated_at: laterThan(toUpdate.stored, now()), next_price: 4_242 }],
      delete: [toDelete.id],
    });
    const found = await lookUp(administrator, [toUpdate.id, toDelete.id]);
    const listed = itemsOf(await administrator.get(path, createdAround(day)));
    return {
      answer: inWords(answer),
      status: answer.status,
      added: listed.filter(({ name }) => name === added.name).length,
      updatedPrice: found.get(toUpdate.id)?.['next_price'],
      deleted: presenceOf(found.get(toDelete.id)),
    };
  },
} satisfies Scene<unknown>;
