import { idOf, idsOf, itemsOf, type Answer } from '../support/answer.ts';
import type { Scene } from '../support/scene.ts';
import { prerequisiteFailed } from '../support/signals.ts';
import { addAll } from './adding.ts';
import { clientId, clients } from './clients.scene.ts';
import type { Book } from './reading.ts';
import { customerOf } from './transaction.ts';

/** Comments behind the marker that a careless implementation damages. */
export const awkwardComments = {
  script: 'Всё прошло хорошо, «Ёлки» 重要客户 🎉',
  markup: `<b>"Tom" & 'Jerry'</b> &amp; C:\\new <script>alert(1)</script> 100%`,
} as const;

/**
 * One purchase added alone, and a batch with one for each demand. No two share an amount, a date or a comment,
 * and the second customer's stands amid the first one's.
 */
export const purchases = {
  name: 'transactions: purchases',
  async play({ caller, marker, play }) {
    const administrator = caller('administrator');
    const added = await play(clients);
    const buyer = clientId(added, 'buyer');
    const shopper = clientId(added, 'shopper');

    const alone = await addAll(administrator, [buyer], {
      single: {
        customer_id: buyer,
        date: 1_476_813_651,
        price: 3_057,
        comment: `${marker} A single purchase`,
      },
    });
    const together = await addAll(administrator, [buyer, shopper], {
      numbers: { customer_id: buyer, date: 1_507_582_817, price: 15_499, comment: `${marker} In numbers` },
      otherBuyers: {
        customer_id: shopper,
        date: 1_508_360_423,
        price: 55_553,
        comment: `${marker} By the other`,
      },
      strings: {
        customer_id: String(buyer),
        date: '1508671539',
        price: '9501',
        comment: `${marker} In strings`,
      },
      zero: { customer_id: buyer, date: 1_401_019_261, price: 0, comment: `${marker} For nothing` },
      large: {
        customer_id: buyer,
        date: 1_402_315_321,
        price: 2_147_483_647,
        comment: `${marker} For a lot`,
      },
      longAgo: { customer_id: buyer, date: 827_150_407, price: 1, comment: `${marker} In another century` },
      script: {
        customer_id: buyer,
        date: 1_430_216_461,
        price: 201,
        comment: `${marker} ${awkwardComments.script}`,
      },
      markup: {
        customer_id: buyer,
        date: 1_440_584_521,
        price: 302,
        comment: `${marker} ${awkwardComments.markup}`,
      },
    });
    const { book } = together;
    const [buyersList, shoppersList] = book.lists;
    const kept = { ...alone.purchases, ...together.purchases };
    return {
      ...kept,
      marker,
      answer: alone.answer,
      acknowledgements: [alone.answer, together.answer].flatMap(itemsOf),
      acknowledgedIds: [...alone.ids, ...together.ids],
      storedIds: Object.values(kept).flatMap(({ stored }) => idOf(stored) ?? []),
      buyer: narrowed(buyer, buyersList, book),
      shopper: narrowed(shopper, shoppersList, book),
    };
  },
} satisfies Scene<unknown>;

/** The lists of two customers, where there is something to be listed. */
export const lists = {
  name: 'transactions: lists of two customers',
  async play({ play }) {
    const { buyer, shopper } = await play(purchases);
    if (buyer.known.length < 2 || shopper.known.length < 1) {
      throw prerequisiteFailed(
        'transactions.add.customer_id',
        'The purchases of two customers were not found again.',
      );
    }
    return { buyer, shopper };
  },
} satisfies Scene<unknown>;

/** The list of one customer, beside what is known of this customer's transactions by any way. */
interface Narrowed {
  readonly id: number;
  readonly known: readonly number[];
  readonly answer: Answer | null;
  readonly listed: readonly number[];
}

function narrowed(customer: number, answer: Answer | undefined, { items }: Book): Narrowed {
  return {
    id: customer,
    known: idsOf(items.filter((item) => customerOf(item) === customer)),
    answer: answer ?? null,
    listed: answer ? idsOf(itemsOf(answer)) : [],
  };
}
