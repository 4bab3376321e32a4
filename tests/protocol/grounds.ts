import { operationIds, operations, type OperationId } from '../../spec/operations.ts';
import { palette } from '../../spec/source-rows.ts';
import { createdAround, lookUp } from '../customers/adding.ts';
import { reservedDays } from '../customers/reserved-days.ts';
import type { AccountPeriods } from '../../target/amocrm/account-periods.ts';
import { entryOf, inOrder, rowOf as rowOfPeriod, rowsOf, type Period } from '../../target/amocrm/period.ts';
import { withPeriods } from '../periods/with-periods.ts';
import { at, idOf, itemsOf, type Answer, type Item } from '../../target/answer.ts';
import type { Row } from '../../target/rows.ts';
import type { Setting } from '../support/scenario.ts';
import { CannotJudge, prerequisiteFailed } from '../../spec/run/signals.ts';
import { controlOf, type Control, type Kind } from './controls.scenario.ts';

/** The operations that change something. */
export const changes = ['customers.change', 'transactions.change', 'periods.change'] as const;

type List = {
  [Id in OperationId]: (typeof operations)[Id]['method'] extends 'GET' ? Id : never;
}[OperationId];

/** The operations that show something. */
export const lists = operationIds.filter((id): id is List => operations[id].method === 'GET');

export type Change = (typeof changes)[number];

/** A part of the account that has something of ours, and requests that would change it if they were carried out. */
export interface Ground {
  readonly path: string;
  /** What it showed last, and must go on to show. */
  readonly known: readonly Row[];
  /** Whether a request that bears no mark may take everything away, so that there has to be a look after it. */
  readonly fleeting: boolean;
  /** @throws CannotJudge where what is stored can't be seen */
  look(): Promise<readonly Row[]>;
  /** Sends something that may change it. */
  act(send: () => Promise<Answer>): Promise<Answer>;
  /** A body that adds something with the mark in its name. */
  readonly adding: (mark: string) => unknown;
  /** A body that gives what is ours another name, with the mark in it. */
  readonly editing: (mark: string) => unknown;
  /** A body that deletes what is ours. */
  readonly deleting: () => unknown;
  /** A query that names what is ours, or nothing at all, so that no target takes a deletion for one of everything. */
  readonly narrowing: string;
}

/** Gives the ground of an operation to those who try to change it in vain. */
export async function onGround<T>(
  operation: Change,
  kind: Kind,
  setting: Setting,
  work: (ground: Ground) => Promise<T>,
): Promise<T> {
  switch (operation) {
    case 'customers.change':
      return work(customersGround(kind, await controlOf(kind, setting), setting));
    case 'transactions.change':
      return work(await transactionsGround(kind, setting));
    case 'periods.change':
      return withPeriods(setting, (periods) => work(periodsGround(periods, setting)));
  }
}

function customersGround(kind: Kind, control: Control, setting: Setting): Ground {
  const { payloads, calendar, caller, marker, now } = setting;
  const { path } = operations['customers.change'];
  const day = calendar.created(reservedDays[kind]);
  const named = (mark: string) => ({ name: `${marker} ${mark}` });
  return {
    path,
    known: [{ key: String(control.id), says: `customer "${control.name}"` }],
    fleeting: false,
    async look() {
      const administrator = caller('administrator');
      const listed = itemsOf(await administrator.get(path, createdAround(day)));
      const ours = listed.filter(
        (item) => item['created_at'] === day.noon && String(item['name']).startsWith(`${marker} `),
      );
      if (ours.some((item) => idOf(item) === control.id)) return ours.map(rowOfCustomer);
      const found = await lookUp(administrator, [control.id]);
      if (!found.has(control.id)) return ours.map(rowOfCustomer);
      throw prerequisiteFailed(
        ['customers.list.filter.date.create.range', 'customers.add.created_at'],
        'A customer that stands by is not listed.',
      );
    },
    act: (send) => send(),
    adding: (mark) => ({ add: [payloads.customer(mark, { ...named(mark), created_at: day.noon })] }),
    editing: (mark) => ({ update: [{ id: control.id, updated_at: now() + 60, ...named(mark) }] }),
    deleting: () => ({ delete: [control.id] }),
    narrowing: `?id=${control.id}`,
  };
}

function rowOfCustomer(item: Item): Row {
  return { key: String(idOf(item)), says: `customer "${String(item['name'])}"${deletedOrNot(item)}` };
}

async function transactionsGround(kind: Kind, setting: Setting): Promise<Ground> {
  const { payloads, caller, marker, target } = setting;
  if (!target.features.transactions) {
    throw new CannotJudge({
      outcome: 'notApplicable',
      reason: 'The target file says that it has no transactions.',
    });
  }
  const { purchase } = await controlOf(kind, setting);
  if (!purchase)
    throw prerequisiteFailed('transactions.add.batch', 'The transaction that stands by was not added.');
  const { customer, among } = purchase;
  let { id } = purchase;
  const { path } = operations['transactions.change'];
  const said = (mark: string) => ({ comment: `${marker} ${mark}` });
  const look = async (): Promise<readonly Row[]> => {
    const administrator = caller('administrator');
    const listed = itemsOf(await administrator.get(path, { customer_id: customer }));
    const ours = listed.filter((item) => idOf(at(item, 'customer')) === customer);
    // Nothing is said of the order in which a batch is acknowledged.
    id = ours.flatMap((item) => idOf(item) ?? []).find((one) => among.includes(one)) ?? id;
    if (ours.some((item) => idOf(item) === id)) return ours.map(rowOfTransaction);
    const found = itemsOf(await administrator.get(path, { id }));
    if (!found.some((item) => idOf(item) === id)) return ours.map(rowOfTransaction);
    throw prerequisiteFailed(
      ['transactions.list.customer_id', 'transactions.add.batch', 'transactions.add.id'],
      'A transaction that stands by is not listed.',
    );
  };
  const known = await look();
  if (!known.some(({ key }) => key === String(id))) {
    throw prerequisiteFailed(
      ['transactions.add.batch', 'transactions.add.id'],
      'A transaction was acknowledged and then not found.',
    );
  }
  return {
    path,
    known,
    fleeting: false,
    look,
    act: (send) => send(),
    adding: (mark) => ({ add: [payloads.transaction(mark, customer, said(mark))] }),
    editing: (mark) => ({ update: [{ transaction_id: id, ...said(mark) }] }),
    deleting: () => ({ delete: [id] }),
    narrowing: `?id=${id}`,
  };
}

function rowOfTransaction(item: Item): Row {
  return { key: String(idOf(item)), says: `transaction "${String(item['comment'])}"${deletedOrNot(item)}` };
}

/** A record that is shown as deleted is one that is gone (reading 15). */
function deletedOrNot(item: Item): string {
  return item['is_deleted'] === true ? ', deleted' : '';
}

/** Days that no account gives a period; those that a request sends tell its mark. */
const MARKED_DAYS = 811;

/** The periods are replaced as a whole, so the list with one of them changed stands for whatever is done to them. */
function periodsGround(periods: AccountPeriods, { unknownId }: Setting): Ground {
  const marks: string[] = [];
  const remade = (mark: string) => {
    const [first, ...others] = periods.now;
    const color = palette.find((one) => !periods.now.some((period) => period.color === one)) ?? palette[0];
    const days = MARKED_DAYS + (marks.includes(mark) ? marks.indexOf(mark) : marks.push(mark) - 1);
    return {
      update: [...(first ? [{ ...entryOf(first), period: days, color }] : []), ...others.map(entryOf)],
    };
  };
  const rowOf = (period: Period): Row => {
    const mark = marks[period.period - MARKED_DAYS];
    const { key, says } = rowOfPeriod(period);
    return { key, says: mark === undefined ? says : `${says} "${mark}"` };
  };
  return {
    path: operations['periods.change'].path,
    known: rowsOf(periods.found),
    fleeting: true,
    look: async () => inOrder(await periods.look()).map(rowOf),
    act: (send) => periods.attempt(send),
    adding: remade,
    editing: remade,
    deleting: () => remade('sent by DELETE'),
    narrowing: `?id=${unknownId(81)}`,
  };
}
