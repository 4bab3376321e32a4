/** Requests that are sent without waiting for each other. */
import { operations } from '../../spec/operations.ts';
import type { Step } from '../../spec/run/exploration.ts';
import { itemsOf, type Answer } from '../../target/answer.ts';
import { anything, type Open } from './compare.ts';
import { openOfAdded, requireAcknowledged } from './customers.ts';
import { sentBy, type CustomersStep } from './customers-request.ts';
import type { Write } from './orders.ts';
import { openOfPurchases, purchasesSentBy, type TransactionsStep } from './transactions.ts';
import { itemsIn, type World } from './world.ts';

/** A change, and what has to be known of it when all are answered. */
export interface UnderWay extends Omit<Write, 'answer'> {
  /** How many records it asks to add. */
  readonly adds: number;
  /** Transactions that it deletes: its answer does not tell them. */
  readonly removes: readonly number[];
  /** What is left open of what it added and of what it changed, by id. */
  readonly openOf: (created: readonly number[]) => ReadonlyMap<number, Open>;
  /** What it leaves open of customers who bought. */
  readonly buyers: ReadonlyMap<number, Open>;
  /** Looks at what an answer says beside ids. @throws Differs */
  readonly requireWords: (answer: Answer) => void;
}

const dated: Open = { updated_at: anything, updated_by: anything };
const planned: Open = { ...dated, next_date: anything, next_price: anything, period_id: anything };

/** A step as it is sent beside others. */
export function underWay(world: World, step: Step): UnderWay | null {
  if (step.kind === 'customers') return changeOf(world, step as CustomersStep);
  return step.kind === 'transactions' ? purchasesOf(world, step as TransactionsStep) : null;
}

function changeOf(world: World, step: CustomersStep): UnderWay {
  const sent = sentBy(world, step);
  const { add, update, remove } = sent;
  const asked = world.asked('administrator', 'POST', operations['customers.change'].path, sent.body);
  const base = world.model;
  const moment = world.setting.now();
  const says = [
    ...(add.length > 0 ? [`adds ${String(add.length)} customers`] : []),
    ...update.map(({ id, item }) => `updates customer ${String(id)} (${changedBy(item).join(', ')})`),
    ...remove.map((id) => `deletes customer ${String(id)}`),
  ];
  return {
    kind: 'customers',
    says: says.join(' and '),
    asked,
    touched: { customers: [...update.map(({ id }) => id), ...remove], transactions: [] },
    isMute: false,
    isBatch: add.length + update.length > 1,
    comments: false,
    adds: add.length,
    removes: [],
    openOf: (created) =>
      new Map<number, Open>([
        ...created.map((id, index) => [id, openOfAdded(world, add[index]?.item ?? {}, moment)] as const),
        ...update.map(({ id, item }): [number, Open] => [
          id,
          { ...dated, ...(item.next_date !== undefined && { period_id: anything }) },
        ]),
      ]),
    buyers: new Map(),
    requireWords: (answer) => {
      const { status, body } = base.answer(asked, world.habits.seen);
      const isSame = status < 400 && itemsIn(body).length === itemsOf(answer).length;
      if (isSame) requireAcknowledged(sent, body, answer);
    },
  };
}

function changedBy(item: object): readonly string[] {
  return Object.keys(item).filter((name) => !['id', 'updated_at', 'request_id'].includes(name));
}

function purchasesOf(world: World, step: TransactionsStep): UnderWay {
  const sent = purchasesSentBy(world, step);
  const { add, comments, remove } = sent;
  const path = `${operations['transactions.change'].path}${step.slash ? '/' : ''}`;
  const buyers = add.map(({ customer }) => customer);
  const looked = [...comments.map(({ id }) => id), ...remove];
  const owners = looked.flatMap((id) => world.transactions.get(id) ?? []);
  const says = [
    ...buyers.map((id) => `adds a purchase of customer ${String(id)}`),
    ...comments.map(({ id }) => `comments transaction ${String(id)}`),
    ...remove.map((id) => `deletes transaction ${String(id)}`),
  ];
  return {
    kind: 'transactions',
    says: says.join(' and '),
    asked: world.asked('administrator', 'POST', path, sent.body),
    touched: { customers: buyers, transactions: looked },
    isMute: add.length + comments.length === 0,
    isBatch: add.length + comments.length > 1,
    comments: comments.length > 0,
    adds: add.length,
    removes: remove,
    openOf: (created) =>
      new Map<number, Open>([
        ...openOfPurchases(world, sent, created),
        ...comments.map(({ id }): [number, Open] => [id, dated]),
      ]),
    buyers: new Map([
      ...buyers.map((id): [number, Open] => [id, { ...dated, period_id: anything }]),
      ...owners.map((id): [number, Open] => [id, planned]),
    ]),
    requireWords: () => undefined,
  };
}
