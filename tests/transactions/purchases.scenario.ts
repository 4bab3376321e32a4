/** Purchases, and the customers who buy. */
import type { CustomerAdd, Numeric, TransactionAdd } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import { prerequisiteFailed } from '../../spec/run/signals.ts';
import { idOf, idsOf, itemsOf, type Answer, type Item } from '../../target/answer.ts';
import { addAll as addCustomers, readBack as readCustomers } from '../customers/adding.ts';
import { snapshotOf } from '../../target/amocrm/customer.ts';
import { reservedDays } from '../customers/reserved-days.ts';
import { everyField } from '../customers/updating.ts';
import type { Scenario, Setting } from '../support/scenario.ts';
import { made, type Made } from '../customers/shared-batch.ts';
import { addAll, inEscapes, post, type Purchase } from './adding.ts';
import type { SentAndStored } from './expect.ts';
import { idsOfCustomer, listOfCustomer, type Change } from './transaction.ts';

const { path } = operations['transactions.change'];

/** Those who buy in the shared batch. */
const buyers = ['buyer', 'shopper', 'noted'] as const;

type Buyer = (typeof buyers)[number];
type Bystander = 'bystanderBefore' | 'bystanderAfter';
type Client = Buyer | Bystander | `planned: ${string}` | 'paged' | 'crowded' | 'cleared';

type Plan = Required<Pick<TransactionAdd, 'date' | 'price'>> &
  Pick<TransactionAdd, 'next_date' | 'next_price'>;

/** The purchase that says when its customer will buy again. */
const DATED = 'Some day again';

/** Of one company, each with a list of its own. */
const isOfCompany = (role: Client): boolean => role === 'buyer' || role === 'shopper';

/** With contacts, tags and all: those whose plans change, and one whose list is looked at. */
const hasEveryField = (role: Client): boolean => role.startsWith('planned: ') || role === 'shopper';

/** The plans that claims contribute, by their comments. */
const planned = new Map<string, Made<Plan>>();

/**
 * The customers that all transactions of the run belong to, each with a purchase expected from the start. Those whose
 * plans change have every field, so that it shows where one is lost.
 */
const clients = {
  name: 'transactions: the customers',
  play(setting) {
    const { payloads, calendar, fixtures } = setting;
    const day = calendar.created(reservedDays.transactions);
    const [first, second] = fixtures.users;
    // Not both of them are the caller, who must not be taken for the one responsible, nor the other way round.
    const users: Partial<Record<Client, number | undefined>> = { buyer: first, shopper: second };
    const responsible = (role: Client): Partial<CustomerAdd> =>
      users[role] === undefined ? {} : { responsible_user_id: users[role] };
    const roles: readonly Client[] = [
      'buyer',
      'shopper',
      // Those whose plans change stand between those whose don't.
      'bystanderBefore',
      ...[...planned.keys()].map((comment) => `planned: ${comment}` as const),
      'bystanderAfter',
      'paged',
      'crowded',
      'noted',
      'cleared',
    ];
    const [company] = fixtures.companies;
    const ofCompany: Partial<CustomerAdd> = company === undefined ? {} : { company_id: company };
    const { name: namesakeOfDated = '' } = everyField(setting, `transactions: planned: ${DATED}`);
    const cast = roles.map((role) => [
      role,
      payloads.customer(role, {
        name: payloads.name(role, 'plain'),
        ...(hasEveryField(role) && everyField(setting, `transactions: ${role}`)),
        ...responsible(role),
        ...(isOfCompany(role) && ofCompany),
        ...(role === 'bystanderBefore' && { name: namesakeOfDated }),
        created_at: day.noon,
        next_date: calendar.next(reservedDays.transactions).noon,
        next_price: 4321,
        ...(role === 'noted' && { periodicity: 14 }),
      }),
    ]);
    return addCustomers(setting, Object.fromEntries(cast) as Record<Client, CustomerAdd>, day);
  },
} satisfies Scenario<unknown>;

/** @throws CannotJudge when the customer could not be added */
export async function clientId(setting: Pick<Setting, 'play'>, role: Client): Promise<number> {
  return (await client(setting, role)).id;
}

/**
 * The customer as it was added.
 * @throws CannotJudge when that could not be
 */
export async function client(
  { play }: Pick<Setting, 'play'>,
  role: Client,
): Promise<{ readonly id: number; readonly stored: Item | null }> {
  const added = (await play(clients))[role];
  if (added && added.id !== null) return { id: added.id, stored: added.stored };
  throw prerequisiteFailed('customers.add.single', `A customer was not added: ${added?.refusal}`);
}

/** A customer that was added without a word of who made it. */
export const quiet = {
  name: 'transactions: a customer of an unsaid maker',
  play: (setting) => client(setting, 'paged'),
} satisfies Scenario<unknown>;

/** One purchase added alone, in a body that spells whatever it can in escapes, as many JSON writers do. */
export const single = {
  name: 'transactions: a single purchase',
  async play(setting) {
    const { caller, marker } = setting;
    const buyer = await clientId(setting, 'buyer');
    return addAll(
      caller('administrator'),
      [buyer],
      {
        single: {
          customer_id: buyer,
          date: 1_476_813_651,
          price: 3_057,
          comment: `${marker} Одна покупка / a single purchase ✓ 🎉`,
        },
      },
      inEscapes,
    );
  },
} satisfies Scenario<unknown>;

/** What is sent of a purchase; the id of the customer is written by the function. */
interface Fields {
  readonly customer_id?: (id: number) => Numeric;
  readonly date: Numeric;
  readonly price: Numeric;
  readonly next_date?: Numeric;
  readonly next_price?: Numeric;
}

interface Member extends Fields {
  readonly by: Buyer;
  readonly comment: string | null;
  /** Whether the comment is of digits alone, which are sent without the marker. */
  readonly isBare: boolean;
}

/** The purchases that claims contribute to the batch, in its order. */
const members: Member[] = [];

/**
 * One purchase of the batch. It is found again by its date, its amount and its comment: another may have one of them,
 * and none has two.
 * @param comment behind the marker, unless it is bare; null sends none
 */
export function purchaseOf(
  by: Buyer,
  comment: string | null,
  fields: Fields,
  { isBare = false } = {},
): Scenario<Purchase> {
  const member = { by, comment, isBare, ...fields };
  const name = `transactions: the purchase of ${fields.date}`;
  if (members.some((other) => isAlike(member, other))) {
    throw new Error(`${name} has two of date, amount and comment in common with another one.`);
  }
  members.push(member);
  return {
    name,
    async play({ play }) {
      const purchase = (await play(purchases)).purchases.get(member);
      if (purchase) return purchase;
      throw new Error(`${name} was added to the batch when that had been sent.`);
    },
  };
}

function isAlike(one: Member, other: Member): boolean {
  const alike = [
    Number(one.date) === Number(other.date),
    Number(one.price) === Number(other.price),
    one.comment !== null && one.comment === other.comment,
  ];
  return alike.filter(Boolean).length > 1;
}

/** One batch of all purchases that claims look at, sent once a run after the single one. */
export const purchases = {
  name: 'transactions: purchases',
  async play(setting) {
    const { caller, marker, play } = setting;
    const alone = await play(single);
    const ids = {
      buyer: await clientId(setting, 'buyer'),
      shopper: await clientId(setting, 'shopper'),
      noted: await clientId(setting, 'noted'),
    } satisfies Record<Buyer, number>;
    const cast = members.map(({ by, comment, isBare, customer_id = Number, ...fields }, index) => [
      `purchase ${index}`,
      {
        customer_id: customer_id(ids[by]),
        ...fields,
        ...(comment !== null && { comment: isBare ? comment : `${marker} ${comment}` }),
      },
    ]);
    const together = await addAll(
      caller('administrator'),
      buyers.map((buyer) => ids[buyer]),
      Object.fromEntries(cast) as Record<string, TransactionAdd>,
    );
    const answeredAt = setting.now();
    const { lists, items } = together.book;
    const inOrder = Object.values(together.purchases);
    const stored = [alone.purchases.single, ...inOrder].flatMap((purchase) => idOf(purchase.stored) ?? []);
    const listOf = (buyer: Buyer): CustomersList => {
      const answer = lists[buyers.indexOf(buyer)] ?? null;
      return {
        known: idsOfCustomer(items, ids[buyer]),
        answer,
        listed: answer ? idsOf(itemsOf(answer)) : [],
      };
    };
    return {
      purchases: new Map(inOrder.map((purchase, index) => [members[index], purchase])),
      items,
      /** The target's clock when they had been added, in Unix seconds. */
      answeredAt,
      answers: [alone.answer, together.answer],
      /** Ids of the answers that lead to what was stored: that others got lost is not for the ids to say. */
      acknowledged: [...alone.ids, ...together.ids].filter((id) => stored.includes(id)),
      stored,
      buyer: listOf('buyer'),
      shopper: listOf('shopper'),
      /** When all of them were stored, in milliseconds of this process's clock. */
      addedAt: performance.now(),
    };
  },
} satisfies Scenario<unknown>;

/** The list of one customer, beside what is known of this customer's transactions by any way. */
export interface CustomersList {
  readonly known: readonly number[];
  readonly answer: Answer | null;
  readonly listed: readonly number[];
}

/** Purchases that several claims look at: the second customer's stands amid those of the first. */
export const inNumbers = purchaseOf('buyer', 'In numbers', { date: 1_507_582_817, price: 15_499 });
export const byTheOther = purchaseOf('shopper', 'By the other', { date: 1_508_360_423, price: 55_553 });

/** With a plan beside it, which must not pass for the purchase itself. */
export const withPlan = purchaseOf('buyer', 'With a plan', {
  date: 1_508_446_829,
  price: 44_441,
  next_date: 1_960_380_413,
  next_price: 33_331,
});

/**
 * A purchase that says when or for how much its customer will buy again. Each has a customer of its own, and it is
 * the customer that has to show it.
 */
export function planOf(comment: string, plan: Made<Plan>): Scenario<SentAndStored> {
  if (planned.has(comment)) throw new Error(`Two plans have the comment ${comment}.`);
  planned.set(comment, plan);
  return {
    name: `transactions: the plan ${comment}`,
    async play({ play }) {
      const carriedOut = (await play(plans)).plans.get(comment);
      if (carriedOut) return carriedOut;
      throw new Error(`The plan ${comment} was made when the others had been sent.`);
    },
  };
}

export const soon = planOf('Soon again', {
  date: 1_507_582_817,
  price: 15_499,
  next_date: 1_950_012_347,
  next_price: 0,
});

export const FOR_MORE_AGAIN = 'For more again';

/** The day on which those are expected whom a change moves there. */
export const dayOfMoved = ({ calendar }: Pick<Setting, 'calendar'>) =>
  calendar.next(reservedDays.updated).plus(6);

/** Purchases for nothing that say either when or for how much their customer will buy again. */
export const ofSomeDay = planOf(DATED, (setting) => ({
  date: 1_508_671_539,
  price: 0,
  next_date: String(dayOfMoved(setting).noon),
}));
export const forMore = planOf(FOR_MORE_AGAIN, { date: 1_508_671_541, price: 0, next_price: '30702' });

/**
 * The plans, sent in one request, their customers before and after, and the customers that stand by; and the customer
 * who gets comments, when all is bought that comes before those.
 */
export const plans = {
  name: 'transactions: next purchases',
  async play(setting) {
    const { calendar, caller, marker, play } = setting;
    const administrator = caller('administrator');
    const customers = await play(clients);
    await setting.after([purchases]);
    const { bystanderBefore, bystanderAfter } = customers;
    const bystanders = [bystanderBefore.stored, bystanderAfter.stored].filter((stored) => stored !== null);
    const cast = new Map<string, TransactionAdd>();
    for (const [comment, plan] of planned) {
      const customer_id = await clientId(setting, `planned: ${comment}`);
      cast.set(comment, { customer_id, comment: `${marker} ${comment}`, ...(await made(plan, setting)) });
    }
    const { sent } = await post(administrator, Object.fromEntries(cast));
    const answeredAt = setting.now();
    const buyers = [...cast.keys()].map((comment) => customers[`planned: ${comment}`]?.stored ?? null);
    const before = [...buyers, bystanderBefore.stored, bystanderAfter.stored];
    const after = await readCustomers(
      administrator,
      idsOf([...before, customers.noted.stored]),
      calendar.created(reservedDays.transactions),
    );
    const changeOf = (earlier: Item): Change => {
      const later = after.get(idOf(earlier) ?? 0);
      return { before: snapshotOf(earlier), after: later ? snapshotOf(later) : null };
    };
    return {
      plans: new Map(
        sent.map(({ role, sent: purchase, isRefused, answer }) => [
          role,
          {
            sent: purchase,
            stored: after.get(Number(purchase.customer_id)) ?? null,
            refusal: isRefused ? answer : null,
          },
        ]),
      ),
      buyers: buyers.filter((stored) => stored !== null).map(changeOf),
      noted: after.get(customers.noted.id ?? 0) ?? null,
      /** The target's clock when the plans had been made, in Unix seconds. */
      answeredAt,
      bystanders: bystanders.map(changeOf),
    };
  },
} satisfies Scenario<unknown>;

/** A purchase of a customer that does not exist. */
export const unknownCustomer = {
  name: 'transactions: a purchase of nobody',
  async play({ payloads, caller, unknownId }) {
    const administrator = caller('administrator');
    const customer = unknownId(60);
    const purchase = payloads.transaction('nobody', customer);

    const answer = await administrator.post(path, { add: [purchase] });
    const list = await listOfCustomer(administrator, customer, { limit_rows: 500 });

    const stored = itemsOf(list).filter(({ comment }) => comment === purchase.comment);
    return { customer, answer, list, stored };
  },
} satisfies Scenario<unknown>;
