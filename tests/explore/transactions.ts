/** The step that adds transactions, writes their comments and deletes them in one request. */
import { written } from '../../generators/values.ts';
import type { CommentUpdate, Numeric, TransactionAdd } from '../../spec/messages.ts';
import { operations } from '../../spec/operations.ts';
import type { Step } from '../../spec/run/exploration.ts';
import { idsOf, inWords, itemsOf, type Answer } from '../../target/answer.ts';
import { Differs } from './charge.ts';
import { anything, type Difference, type Open } from './compare.ts';
import type { Choice, Model, Reply } from './model.ts';
import { secondsOf, textOf, type CommentSpec, type PurchaseSpec } from './specs.ts';
import { buyerCharge, chargeOf, groupOf, refusalCharge } from './transactions-charge.ts';
import { byIds, errorsIn, itemsIn, type World } from './world.ts';

const { path } = operations['transactions.change'];

export interface TransactionsStep extends Step {
  readonly kind: 'transactions';
  readonly add: readonly PurchaseSpec[];
  readonly comments: readonly CommentSpec[];
  readonly remove?: {
    readonly of: readonly number[];
    readonly whose?: 'nobody' | 'deleted';
    readonly as: 'numbers' | 'strings';
  };
  readonly key: 'comment' | 'comments';
  readonly slash: boolean;
}

const MOST = 40;

export function allowsTransactions(world: World, { add, comments, remove }: TransactionsStep): boolean {
  const { setting, customers, deletedCustomers, transactions, deletedTransactions } = world;
  if (setting.target.features['transactions'] !== true || customers.length === 0) return false;
  if (transactions.size + deletedTransactions.length + add.length > MOST) return false;
  const needsLiving =
    comments.some(({ whose }) => whose === undefined) || (remove && remove.whose === undefined);
  if (needsLiving && transactions.size === 0) return false;
  const needsDeleted = comments.some(({ whose }) => whose === 'deleted') || remove?.whose === 'deleted';
  if (needsDeleted && deletedTransactions.length === 0) return false;
  if (add.some(({ whose }) => whose === 'deleted') && deletedCustomers.length === 0) return false;
  return add.length + comments.length + (remove ? 1 : 0) > 0;
}

/** What a step sends, and what of it is about whom. */
export interface Sent {
  readonly add: readonly {
    readonly spec: PurchaseSpec;
    readonly customer: number;
    readonly item: TransactionAdd;
  }[];
  readonly comments: readonly {
    readonly spec: CommentSpec;
    readonly id: number;
    readonly item: Partial<CommentUpdate>;
  }[];
  readonly remove: readonly number[];
  readonly body: string;
  readonly isInvalid: boolean;
}

export async function changeTransactions(world: World, step: TransactionsStep): Promise<void> {
  const sent = purchasesSentBy(world, step);
  const asked = world.asked('administrator', 'POST', step.slash ? `${path}/` : path, sent.body);
  const way = `${step.key} ${step.slash ? 'slash' : 'bare'}`;
  const replies = world.replies(asked, choicesOf(sent, step, world.habits.commentWays.get(way) === 'taken'));
  const answer = await world.send(asked, sent.isInvalid);
  noteWay(world, sent, way, answer);
  if (answer.status >= 400) {
    const mayRefuse = replies.some(({ status, body }) => status >= 400 || errorsIn(body) > 0);
    if (!mayRefuse) throw new Differs(groupOf(sent), `It is refused, and should not be: ${inWords(answer)}`);
    await look(world, sent, [world.model], { charge: () => refusalCharge(sent) });
    return;
  }
  const named = new Set([...sent.comments.map(({ id }) => id), ...sent.remove]);
  const created = idsOf(itemsOf(answer)).filter((id) => !named.has(id));
  const fitting = replies.filter(
    (reply) => reply.status < 400 && newIn(reply, named).length === created.length,
  );
  const [first] = fitting;
  if (!first) {
    const isWrong = replies.every(({ status, body }) => status >= 400 || errorsIn(body) > 0);
    throw new Differs(
      isWrong ? refusalCharge(sent) : groupOf(sent),
      `It is answered as if another number were added: ${inWords(answer)}`,
    );
  }
  if (new Set(created).size < created.length)
    throw new Differs('transactions.add.id', `An id is acknowledged twice: ${inWords(answer)}`);
  const commentedIn = (items: readonly unknown[]): readonly number[] =>
    idsOf(items)
      .filter((id) => sent.comments.some((one) => one.id === id))
      .sort();
  const commented = commentedIn(itemsOf(answer));
  // Whoever says that it is done has to show it.
  const agreeing = fitting.filter(({ body }) => commentedIn(itemsIn(body)).join() === commented.join());
  if (agreeing.length === 0)
    throw new Differs(
      'transactions.comment.answer',
      `Commented are ${commentedIn(itemsIn(first.body)).join(', ')}, and named ${commented.join(', ')}.`,
    );

  const buyers = sent.add.filter(({ spec }) => spec.whose === undefined);
  const models = agreeing.map((reply) => {
    const ours = newIn(reply, named);
    return reply.model.renamed('transactions', new Map(ours.map((id, index) => [id, created[index] ?? id])));
  });
  created.forEach((id, index) => {
    const buyer = buyers.length === created.length ? buyers[index] : undefined;
    world.transactions.set(id, buyer?.customer ?? 0);
  });
  const gone = sent.remove.filter((id) => world.transactions.has(id));
  const touched = [...gone, ...commented].flatMap((id) => world.transactions.get(id) ?? []);
  for (const id of gone) {
    world.transactions.delete(id);
    world.deletedTransactions.push(id);
  }
  await look(world, sent, models, {
    open: openOfPurchases(world, sent, created),
    customers: openOfBuyers(sent, touched),
    touched,
    charge: (difference) => chargeOf(difference, sent, created, gone),
  });
}

/** New ids of a reply of the model. */
function newIn({ body }: Reply, named: ReadonlySet<number>): readonly number[] {
  return idsOf(itemsIn(body)).filter((id) => !named.has(id));
}

/** A comment has to be taken somewhere, under some key, and always there. */
function noteWay({ habits: { commentWays } }: World, sent: Sent, way: string, answer: Answer): void {
  const isPlain =
    sent.add.length === 0 &&
    sent.remove.length === 0 &&
    sent.comments.every(({ spec }) => spec.whose === undefined && spec.lacks === undefined);
  if (!isPlain || sent.comments.length === 0) return;
  commentWays.set(way, answer.status < 400 && errorsIn(answer.body) === 0 ? 'taken' : 'refused');
  if (commentWays.size === 4 && ![...commentWays.values()].includes('taken'))
    throw new Differs(
      'transactions.comment.url',
      `A comment is taken nowhere, under no key: ${inWords(answer)}`,
    );
}

function choicesOf(
  { add, comments }: Sent,
  { key, slash }: TransactionsStep,
  isKnown: boolean,
): readonly Choice[] {
  const batch = add.length + comments.length > 0 ? ['refused', 'listed'] : ['refused'];
  const ways =
    comments.length === 0 || isKnown
      ? [{}]
      : [
          {},
          { commentKey: key === 'comment' ? 'comments' : 'comment' },
          { commentUrl: slash ? 'bare' : 'slash' },
        ];
  return batch.flatMap((partlyBadBatch) => ways.map((way) => ({ partlyBadBatch, ...way })));
}

export function purchasesSentBy(world: World, { add, comments, remove, key }: TransactionsStep): Sent {
  const { setting, customers, deletedCustomers, transactions, deletedTransactions } = world;
  const living = [...transactions.keys()];
  const adds = add.map((spec, index) => {
    const from = spec.whose === 'deleted' ? deletedCustomers : customers;
    const customer =
      spec.whose === 'nobody' ? setting.unknownId(700 + index) : (from[spec.of % from.length] ?? 0);
    return { spec, customer, item: purchaseOf(world, spec, customer) };
  });
  const taken = new Set<number>();
  const updates = comments.flatMap((spec, index) => {
    const from = spec.whose === 'deleted' ? deletedTransactions : living;
    const id = spec.whose === 'nobody' ? setting.unknownId(750 + index) : from[spec.of % from.length];
    if (id === undefined || taken.has(id)) return [];
    taken.add(id);
    const item = {
      ...(spec.lacks !== 'transaction_id' && { transaction_id: written(id, spec.form) }),
      ...(spec.lacks !== 'comment' && { [key]: world.named(textOf(spec.text)) }),
    };
    return [{ spec, id, item }];
  });
  const from = remove?.whose === 'deleted' ? deletedTransactions : living;
  const named =
    remove?.whose === 'nobody'
      ? [setting.unknownId(800)]
      : (remove?.of ?? []).flatMap((place) => from[place % from.length] ?? []);
  const ids = [...new Set(named)].filter((id) => !taken.has(id));
  const body = {
    ...(adds.length > 0 && { add: adds.map(({ item }) => item) }),
    ...(updates.length > 0 && { update: updates.map(({ item }) => item) }),
    ...(ids.length > 0 && { delete: ids.map((id) => written(id, remove?.as ?? 'numbers')) }),
  };
  const isInvalid = updates.some(({ spec }) => spec.lacks !== undefined);
  return { add: adds, comments: updates, remove: ids, body: JSON.stringify(body), isInvalid };
}

function purchaseOf(world: World, spec: PurchaseSpec, customer: number): TransactionAdd {
  const as = (value: number): Numeric => written(value, spec.form);
  return {
    customer_id: as(customer),
    ...(spec.date !== undefined && { date: as(spec.date) }),
    ...(spec.price !== undefined && { price: as(spec.price) }),
    ...(spec.comment && { comment: world.named(textOf(spec.comment)) }),
    ...(spec.next && { next_date: as(secondsOf('next', spec.next)) }),
    ...(spec.nextPrice !== undefined && { next_price: as(spec.nextPrice) }),
  };
}

export function openOfPurchases(
  world: World,
  { add }: Sent,
  created: readonly number[],
): ReadonlyMap<number, Open> {
  const done = add.filter(({ spec }) => spec.whose === undefined);
  return new Map(
    created.map((id, index) => {
      const item = done[index]?.item;
      return [
        id,
        {
          ...(item?.date === undefined && { date: anything }),
          ...(item?.price === undefined && {
            price: (shown: unknown) => world.isHabit('price of a purchase', shown),
          }),
          created_by: anything,
          created_at: anything,
          updated_at: anything,
          updated_by: anything,
        },
      ];
    }),
  );
}

/** What a purchase may change of its buyer beside what is sent with it. */
function openOfBuyers({ add }: Sent, touched: readonly number[]): ReadonlyMap<number, Open> {
  const dated: Open = { updated_at: anything, updated_by: anything };
  const planned: Open = { ...dated, next_date: anything, next_price: anything, period_id: anything };
  const open = new Map<number, Open>(touched.map((id) => [id, planned]));
  for (const { customer, item } of add) {
    const isSecond = open.has(customer);
    open.set(
      customer,
      isSecond
        ? planned
        : {
            ...dated,
            period_id: anything,
            ...(item.next_date === undefined && { next_date: anything }),
            ...(item.next_price === undefined && { next_price: anything }),
          },
    );
  }
  return open;
}

interface Looking {
  readonly open?: ReadonlyMap<number, Open>;
  readonly customers?: ReadonlyMap<number, Open>;
  readonly touched?: readonly number[];
  readonly charge: (difference: Difference) => string;
}

/** Looks at the transactions of those who bought and of others, and at all customers. */
async function look(
  world: World,
  sent: Sent,
  models: readonly Model[],
  { open = new Map<number, Open>(), customers = new Map<number, Open>(), touched = [], charge }: Looking,
): Promise<void> {
  const buyers = [
    ...sent.add.map(({ customer }) => customer),
    ...touched,
    ...world.transactions.values(),
    ...world.customers,
  ];
  const asked = [...new Set(buyers)].filter((id) => world.customers.includes(id)).slice(0, 3);
  const seen = new Set(asked);
  const lists = asked.map((id) => `${path}?customer_id=${String(id)}&limit_rows=500`);
  // Those of customers that are not asked for are not compared.
  const hidden = [...world.transactions].filter(([, customer]) => !seen.has(customer)).map(([id]) => id);
  const model = await world.look('transactions', models, { open, paths: lists, hidden }, charge);
  const all = [...world.customers, ...world.deletedCustomers];
  // What is open is not seen to be late.
  if (customers.size > 0) await world.rest();
  world.model = await world.look(
    'customers',
    [model],
    { open: customers, paths: [byIds(all)] },
    (difference) => buyerCharge(difference, sent),
  );
}
