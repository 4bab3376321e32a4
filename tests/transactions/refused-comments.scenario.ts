import { idOf, type Item } from '../../target/answer.ts';
import type { Scenario } from '../support/scenario.ts';
import { prerequisiteFailed } from '../../spec/run/signals.ts';
import { comments } from './comments.scenario.ts';
import { readBack } from './reading.ts';
import { changesOf } from './transaction.ts';

/** Updates without a transaction, without a comment and of an unknown transaction, sent in a way that works otherwise. */
export const refusedComments = {
  name: 'transactions: refused comments',
  async play({ caller, marker, play, unknownId }) {
    const administrator = caller('administrator');
    const { best, customer, bystander, after: earlier } = await play(comments);
    if (!best.worked) {
      throw prerequisiteFailed('transactions.comment.changed', 'No comment could be changed in any way.');
    }
    const { key, path } = best;

    const lost = `${marker} To no transaction`;
    const strange = `${marker} To an unknown transaction`;
    const update = (change: object, options: { invalid: boolean }) =>
      administrator.post(path, { update: [change] }, options);
    const withoutTransaction = await update({ [key]: lost }, { invalid: true });
    const withoutComment = await update({ transaction_id: bystander }, { invalid: true });
    const unknown = await update({ transaction_id: unknownId(62), [key]: strange }, { invalid: false });

    const later = (
      await readBack(
        administrator,
        [customer],
        earlier.flatMap((item) => idOf(item) ?? []),
      )
    ).items;
    const isBystander = ({ before }: { before: object }) => idOf(before) === bystander;
    return {
      withoutTransaction: { answer: withoutTransaction, carriers: carriersOf(lost, later) },
      withoutComment: { answer: withoutComment, changes: changesOf(earlier, later).filter(isBystander) },
      unknown: { answer: unknown, carriers: carriersOf(strange, later) },
    };
  },
} satisfies Scenario<unknown>;

/** Transactions that carry a comment which none was to get. */
function carriersOf(text: string, items: readonly Item[]): readonly Item[] {
  return items.filter(({ comment }) => comment === text);
}
