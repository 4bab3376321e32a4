/** The step that lets requests be under way at once: what comes of them has to come of them in some order, too. */
import { MOST_ROWS } from '../../spec/limits.ts';
import { operations } from '../../spec/operations.ts';
import type { Step } from '../../spec/run/exploration.ts';
import { deletedOf, idOf, idsOf, inWords, itemsOf, type Answer, type Item } from '../../target/answer.ts';
import { Differs, differs, nameOf } from './charge.ts';
import { fieldsOfView, isLiving, type Difference, type Open } from './compare.ts';
import { allowsCustomers } from './customers.ts';
import type { CustomersStep } from './customers-request.ts';
import type { Model, RecordKind } from './model.ts';
import { isTurnedDown, Orders } from './orders.ts';
import { allowsTransactions, type TransactionsStep } from './transactions.ts';
import { underWay, type UnderWay } from './under-way.ts';
import { allowsVain, inVain, type VainStep } from './vain.ts';
import { byIds, itemsIn, window, type World } from './world.ts';

/** A list of customers that is read while others write. */
export interface ReadStep extends Step {
  readonly kind: 'read';
  readonly what: 'by ids' | 'by days';
}

export type Part = CustomersStep | TransactionsStep | ReadStep | VainStep;

export interface OverlapStep extends Step {
  readonly kind: 'at once';
  readonly all: readonly Part[];
}

/** How many requests: the orders of those that change something have to be few enough to be tried. */
const MOST = { requests: 8, changing: 4 };

export function allowsOverlap(world: World, { all }: OverlapStep): boolean {
  const { customers, setting } = world;
  // Where only one request may be under way nothing overlaps.
  if (setting.target.pace.concurrency < 2 || customers.length === 0) return false;
  if (all.length < 2 || all.length > MOST.requests) return false;
  if (all.filter(isChanging).length > MOST.changing) return false;
  return all.every((part) => {
    if (part.kind === 'customers') return isSoundChange(part) && allowsCustomers(world, part);
    if (part.kind === 'transactions') return isSoundPurchase(part) && allowsTransactions(world, part);
    return part.kind === 'read' || (part.operation.endsWith('.list') && allowsVain(world, part));
  });
}

function isChanging(part: Part): boolean {
  if (part.kind === 'customers') return part.update.length > 0 || part.remove !== undefined;
  return part.kind === 'transactions';
}

/** What is wrong by itself is for steps that come one after the other. */
function isSoundChange({ add, update, remove }: CustomersStep): boolean {
  const isSound = [...add, ...update].every((spec) => spec.lacks === undefined && spec.unknown === undefined);
  const isTimely = update.every(({ date, whose }) => date.endsWith('later') && whose === undefined);
  return isSound && isTimely && remove?.whose === undefined && remove?.as !== 'text';
}

function isSoundPurchase({ add, comments, remove, key, slash }: TransactionsStep): boolean {
  const isPlanned = add.every((spec) => !spec.whose && spec.next && spec.nextPrice !== undefined);
  const isSound = comments.every((spec) => spec.whose === undefined && spec.lacks === undefined);
  // Comments are sent in the way that the example shows.
  const isUsual = comments.length === 0 || (key === 'comment' && slash);
  return isPlanned && isSound && isUsual && remove?.whose === undefined;
}

/** The sequence with the requests of its last step one after the other; null where that is none that sends several. */
export function oneByOne(steps: readonly Step[]): readonly Step[] | null {
  const last = steps.at(-1);
  if (last?.kind !== 'at once') return null;
  // Whatever has another kind was drawn, or read, as one.
  const { all } = last as OverlapStep;
  return [...steps.slice(0, -1), ...all.filter(({ kind }) => kind !== 'read')];
}

type Answered = UnderWay & { readonly answer: Answer; readonly created: readonly number[] };

/** What is known when all have been answered. */
interface Came {
  readonly orders: Orders;
  /** The account after all of them, but for what depends on their order. */
  readonly next: Model;
  readonly created: ReadonlySet<number>;
  readonly open: Readonly<Record<RecordKind, ReadonlyMap<number, Open>>>;
  /** Customers whose transactions are looked at. */
  readonly buyers: readonly number[];
}

export async function overlap(world: World, { all }: OverlapStep): Promise<void> {
  const answered: Answered[] = [];
  const reads: Answer[] = [];
  const parts = all.map((part) => ({ part, change: underWay(world, part) }));
  const sends = parts.map(async ({ part, change }) => {
    if (change) {
      const answer = await world.send(change.asked);
      answered.push({ ...change, answer, created: newIn(change, answer) });
    }
    if (part.kind === 'vain') await inVain(world, part);
    if (part.kind !== 'read') return;
    const path = part.what === 'by days' ? window : byIds(world.customers);
    reads.push(await world.send(world.asked('administrator', 'GET', path)));
  });
  // All have to be over before anything else is sent.
  const ended = await Promise.allSettled(sends);
  const before = { customers: world.idsOf('customers'), transactions: world.idsOf('transactions') };
  const orders = new Orders(world, answered);
  note(world, answered);
  for (const one of ended) if (one.status === 'rejected') throw one.reason;

  for (const one of answered) requireAnswer(one, answered, before[one.kind]);
  const came: Came = {
    orders,
    next: nextOf(world, answered),
    created: new Set(answered.flatMap(({ created }) => created)),
    open: {
      customers: openIn(answered, 'customers'),
      transactions: openIn(answered, 'transactions'),
    },
    buyers: buyersIn(world, answered),
  };
  // What the others made of a record may be shown before what the last one did.
  await world.rest();
  const customers = await lookAtAll(world, 'customers', came);
  const transactions = await lookAtAll(world, 'transactions', came);
  for (const read of reads) requirePassing(world, read, came, before.customers);
  world.model = learned(learned(came.next, 'customers', customers), 'transactions', transactions);
}

/** Ids that an answer names and that there were not before. */
function newIn({ touched }: UnderWay, answer: Answer): readonly number[] {
  const known = new Set([...touched.customers, ...touched.transactions]);
  return answer.status >= 400 ? [] : idsOf(itemsOf(answer)).filter((id) => !known.has(id));
}

/** What there is now, so that it is looked at, and taken out of the account when the sequence ends. */
function note(world: World, answered: readonly Answered[]): void {
  for (const { kind, created, touched } of answered) {
    const buyers = touched.customers;
    for (const [index, id] of created.entries()) {
      if (kind === 'transactions') world.transactions.set(id, buyers[index] ?? buyers[0] ?? 0);
      else if (!world.customers.includes(id)) world.customers.push(id);
    }
  }
  for (const { kind, answer, removes } of answered) {
    const gone = kind === 'customers' && answer.status < 400 ? idsOf(deletedOf(answer)) : [];
    for (const id of gone.filter((one) => world.customers.includes(one))) {
      world.customers.splice(world.customers.indexOf(id), 1);
      world.deletedCustomers.push(id);
      // Whether they are still to be seen is not said.
      for (const [transaction, customer] of world.transactions)
        if (customer === id) world.transactions.delete(transaction);
    }
    for (const id of answer.status < 400 ? removes : []) {
      if (world.transactions.delete(id)) world.deletedTransactions.push(id);
    }
  }
}

/** Whatever the order: as many as were asked for, each under an id of its own. @throws Differs */
function requireAnswer(one: Answered, all: readonly Answered[], before: ReadonlySet<number>): void {
  const { kind, answer, adds, created, touched, requireWords } = one;
  const isApart = touched.customers.length + touched.transactions.length === 0;
  if (isApart && answer.status >= 400 && !isTurnedDown(one))
    throw new Differs(`${kind}.add.single`, `It is refused, and should not be: ${inWords(answer)}`);
  if (isApart && answer.status < 400 && created.length !== adds)
    throw new Differs(
      `${kind}.add.${adds > 1 ? 'batch' : 'single'}`,
      `Of ${String(adds)} added beside others ${String(created.length)} are acknowledged: ${inWords(answer)}`,
    );
  const others = all.flatMap((other) => (other.kind === kind && other !== one ? other.created : []));
  const double = created.find(
    (id, index) => before.has(id) || others.includes(id) || created.indexOf(id) < index,
  );
  if (double !== undefined)
    throw new Differs(
      `${kind}.add.id`,
      `Two that were added at once, or one of them and one of before, have the id ${String(double)}.`,
    );
  if (answer.status < 400) requireWords(answer);
}

/** In an order in which nothing is changed when it is gone already. */
function nextOf({ model, habits }: World, answered: readonly Answered[]): Model {
  const isDeleting = ({ answer, removes }: Answered): boolean =>
    removes.length + deletedOf(answer).length > 0;
  const inOrder = answered.toSorted((a, b) => Number(isDeleting(a)) - Number(isDeleting(b)));
  return inOrder.reduce((after, { kind, asked, answer, created, touched }) => {
    if (answer.status >= 400) return after;
    const reply = after.answer(asked, { ...habits.seen, staleUpdate: 'accepted', partlyBadBatch: 'listed' });
    const known = new Set([...touched.customers, ...touched.transactions]);
    const ours = idsOf(itemsIn(reply.body)).filter((id) => !known.has(id));
    const names = ours.flatMap((id, index) =>
      created[index] === undefined ? [] : [[id, created[index]] as const],
    );
    return reply.model.renamed(kind, new Map(names));
  }, model);
}

function openIn(answered: readonly Answered[], kind: RecordKind): ReadonlyMap<number, Open> {
  const open = new Map<number, Open>();
  for (const one of answered) {
    const parts = [
      ...(one.kind === kind ? one.openOf(one.created) : []),
      ...(kind === 'customers' ? one.buyers : []),
    ];
    for (const [id, fields] of parts) open.set(id, { ...open.get(id), ...fields });
  }
  return open;
}

function buyersIn({ transactions, customers }: World, answered: readonly Answered[]): readonly number[] {
  const touched = answered.flatMap((one) =>
    one.kind === 'customers'
      ? []
      : [...one.touched.customers, ...one.touched.transactions.flatMap((id) => transactions.get(id) ?? [])],
  );
  return [...new Set(touched)].filter((id) => customers.includes(id));
}

/** What the target shows of a kind when all is over. @throws Differs where it comes of no order */
function lookAtAll(world: World, kind: RecordKind, came: Came): Promise<readonly Item[]> {
  const { path } = operations['transactions.list'];
  const paths =
    kind === 'customers'
      ? [window, byIds([...world.idsOf('customers')])]
      : came.buyers.map((id) => `${path}?customer_id=${String(id)}&limit_rows=500`);
  if (paths.length === 0) return Promise.resolve([]);
  const isLookedAt = (id: number): boolean => {
    const owner = world.transactions.get(id);
    return kind === 'customers' || owner === undefined || came.buyers.includes(owner);
  };
  const ids = [...world.idsOf(kind)].filter(isLookedAt);
  return world.settled(async () => {
    const { shown, asked } = await world.shown(kind, paths, world.idsOf(kind));
    const due = new Map(
      asked.flatMap((one) => world.expected(came.next, one)).map((item) => [idOf(item) ?? 0, item]),
    );
    return ids.flatMap((id) => {
      const item = [shown.get(id)].find((one) => one !== undefined && isLiving(one));
      const open = came.open[kind].get(id) ?? {};
      if (came.created.has(id)) {
        const [difference] = apart(world, kind, due.get(id), item, { id, open });
        if (difference) throw differs(kind, difference, 'explore.order');
      } else {
        const misfit = came.orders.misfit(kind, id, item, open);
        if (misfit !== null) throw new Differs('explore.order', misfit);
      }
      return item === undefined ? [] : [item];
    });
  });
}

function apart(
  world: World,
  kind: RecordKind,
  due: Item | undefined,
  shown: Item | undefined,
  { id, open }: { readonly id: number; readonly open: Open },
): readonly Difference[] {
  const listed = (item: Item | undefined): readonly Item[] => (item === undefined ? [] : [item]);
  return world.differences(kind, listed(due), listed(shown), {
    ids: new Set([id]),
    open: new Map([[id, open]]),
  });
}

/** What a list shows that was read meanwhile is as it was at some moment. @throws Differs */
function requirePassing(world: World, read: Answer, came: Came, before: ReadonlySet<number>): void {
  if (read.status !== 200 && read.status !== 204)
    throw new Differs('customers.list.all', `A list is not answered as one: ${inWords(read)}`);
  const items = itemsOf(read).filter(isLiving);
  const shown = new Map(items.map((item) => [idOf(item) ?? 0, item]));
  if (shown.size < items.length)
    throw new Differs('explore.order', 'A list that was read while others wrote shows a record twice.');
  const due = new Map(
    world.expected(came.next, byIds([...came.created])).map((item) => [idOf(item) ?? 0, item]),
  );
  // What is shown late may lack whom everybody sees; and a page that is full whoever comes behind it.
  const mayLack = items.length >= MOST_ROWS || world.habits.visibility.isLate;
  for (const id of [...before, ...came.created]) {
    const item = shown.get(id);
    const open = came.open.customers.get(id) ?? {};
    if (item === undefined && (mayLack || came.created.has(id))) continue;
    const isRight = came.created.has(id)
      ? apart(world, 'customers', due.get(id), item, { id, open }).length === 0
      : came.orders.mayHaveShown('customers', id, item, open);
    if (!isRight)
      throw new Differs(
        'explore.order',
        `${nameOf('customers')} ${String(id)} is shown in exchange ${String(read.exchange.id)}, which was read while others wrote, as it was at no moment.`,
      );
  }
}

function learned(model: Model, kind: RecordKind, shown: readonly Item[]): Model {
  return shown.reduce((after, item) => after.learned(kind, item, fieldsOfView(kind)), model);
}
