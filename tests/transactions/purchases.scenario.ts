import { idOf, idsOf, itemsOf, type Answer } from '../../target/answer.ts';
import type { Scenario } from '../support/scenario.ts';
import { prerequisiteFailed } from '../../spec/run/signals.ts';
import { addAll } from './adding.ts';
import { clientId, clients } from './clients.scenario.ts';
import { twoBuyersOf, type Buyer } from './existing.scenario.ts';
import { listOfCustomer, type Book } from './reading.ts';
import { customerOf } from './transaction.ts';

/** Comments behind the marker that a careless implementation damages. */
export const awkwardComments = {
  script: 'Всё прошло хорошо, «Ёлки» 重要客户 🎉',
  markup: `<b>"Tom" & 'Jerry'</b> &amp; C:\\new <script>alert(1)</script> 100%`,
  /** 200 characters: the document sets no limit, and 255 is a usual one. */
  long: `${'Delivered to the back door. '.repeat(7)}End.`,
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
      customerInDigits: {
        customer_id: String(buyer),
        date: 1_508_671_539,
        price: 9_501,
        comment: `${marker} The customer in digits`,
      },
      dateInDigits: {
        customer_id: buyer,
        date: '1509363727',
        price: 9_603,
        comment: `${marker} The date in digits`,
      },
      priceInDigits: {
        customer_id: buyer,
        date: 1_510_141_531,
        price: '9705',
        comment: `${marker} The amount in digits`,
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
      long: {
        customer_id: buyer,
        date: 1_450_952_587,
        price: 403,
        comment: `${marker} ${awkwardComments.long}`,
      },
      silent: { customer_id: buyer, date: 1_461_320_647, price: 504 },
    });
    const { book } = together;
    const [buyersList, shoppersList] = book.lists;
    const kept = { ...alone.purchases, ...together.purchases };
    const storedIds = Object.values(kept).flatMap(({ stored }) => idOf(stored) ?? []);
    return {
      ...kept,
      marker,
      answer: alone.answer,
      answers: [alone.answer, together.answer],
      acknowledgements: [alone.answer, together.answer].flatMap(itemsOf),
      /** Ids of the answers that lead to what was stored: that others got lost is not for the ids to say. */
      idsOfStored: [...alone.ids, ...together.ids].filter((id) => storedIds.includes(id)),
      storedIds,
      buyer: narrowed(buyer, buyersList, book),
      shopper: narrowed(shopper, shoppersList, book),
    };
  },
} satisfies Scenario<unknown>;

/** The answer to an addition that was carried out, and so has a link to itself. */
export const acknowledging = {
  name: 'transactions: an acknowledging answer',
  async play({ play }) {
    const { answers } = await play(purchases);
    const answer = answers.find(({ status }) => status === 200);
    if (answer) return { answer };
    throw prerequisiteFailed('transactions.add.single', 'No addition was carried out.');
  },
} satisfies Scenario<unknown>;

/** The lists of two customers, where there is something to be listed. */
export const lists: Scenario<Readonly<Record<'buyer' | 'shopper', Narrowed>>> = {
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
  async fromExisting(setting) {
    const [first, second] = await twoBuyersOf(setting);
    const administrator = setting.caller('administrator');
    const narrowedTo = async ({ customer, ids }: Buyer): Promise<Narrowed> => {
      const answer = await listOfCustomer(administrator, customer, { limit_rows: 500 });
      const own = itemsOf(answer).filter((item) => customerOf(item) === customer);
      const known = [...new Set([...ids, ...idsOf(own)])];
      return { id: customer, known, answer, listed: idsOf(itemsOf(answer)) };
    };
    return { buyer: await narrowedTo(first), shopper: await narrowedTo(second) };
  },
};

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
