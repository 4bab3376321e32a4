import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PeriodInput, PeriodsChange } from '../../../spec/messages.ts';
import type { Exchange } from '../../../spec/run/exchange.ts';
import { CannotJudge } from '../../../spec/run/signals.ts';
import { AccountPeriods } from '../../../target/amocrm/account-periods.ts';
import { entryOf, type Period } from '../../../target/amocrm/period.ts';
import { Caller } from '../../../target/caller.ts';
import { withPeriods } from '../../periods/with-periods.ts';
import type { Setting } from '../../support/scenario.ts';
import { answered } from '../support/answers.ts';

type Stored = Pick<Period, 'id' | 'type' | 'period' | 'color' | 'sort'>;

/** An account's list of periods with as little of a server as it takes, and what was asked of it. */
class FakePeriods {
  list = found;
  readonly sent: (readonly PeriodInput[])[] = [];
  reads = 0;
  /** What becomes of a replacement; the list that is sent, by default. */
  replace = (update: readonly PeriodInput[]): readonly Stored[] => update.map((entry) => this.stored(entry));
  /** What the answer to a replacement names. */
  name = (_list: readonly Stored[]): readonly Stored[] => [];
  /** The list that a GET shows; null where it fails. */
  show = (list: readonly unknown[]): readonly unknown[] | null => list;
  #next = 100;

  /** Somebody who talks to it. */
  readonly caller = new Caller('administrator', (message) => Promise.resolve(this.#answer(message)));

  stored({ id, period, color, sort }: PeriodInput): Stored {
    const known = this.list.find((one) => one.id === Number(id));
    const numbers = { period: Number(period), sort: Number(sort) };
    return { id: known?.id ?? this.#next++, type: known?.type ?? 'before', color, ...numbers };
  }

  #answer({ method, body }: { readonly method: string; readonly body?: string }): Exchange {
    if (method === 'POST') {
      const { update } = JSON.parse(body ?? '{}') as PeriodsChange;
      this.sent.push(update);
      this.list = this.replace(update);
      return answered(200, { _embedded: { items: this.name(this.list) } }, { method }).exchange;
    }
    this.reads += 1;
    const items = this.show(this.list);
    return answered(items === null ? 500 : 200, { _embedded: { items } }, { method }).exchange;
  }
}

const found: readonly Stored[] = [
  { id: 11, type: 'before', period: 5, color: '#E6E8EA', sort: 1 },
  { id: 12, type: 'before', period: 10, color: '#fffd7f', sort: 2 },
  { id: 10, type: 'after', period: 60, color: '#fd5598', sort: 0 },
];

const fresh = { period: 3, color: '#ccc8f9', sort: 3 };

async function opened() {
  const account = new FakePeriods();
  return { account, periods: await AccountPeriods.read(account.caller) };
}

describe('the list of periods', () => {
  it('is left alone where it was not touched', async () => {
    const { account, periods } = await opened();

    assert.deepEqual(await periods.settle(), []);
    assert.deepEqual(account.sent, []);
  });

  it('is put back by values where ids are gone, and that is told', async () => {
    const { account, periods } = await opened();
    const replace = account.replace;
    account.replace = (update) =>
      update.some(({ id }) => id !== undefined && !account.list.some((one) => one.id === Number(id)))
        ? account.list
        : replace(update);
    await periods.attempt(() => {
      account.list = account.list.slice(1);
      return Promise.resolve(answered(200));
    });

    assert.deepEqual(await periods.settle(), [
      'The periods could not be put back: period 11 (before, 5 days, #e6e8ea, sort 1) is gone.',
      'The periods could not be put back: period 100 (before, 5 days, #e6e8ea, sort 1) is new.',
    ]);
  });

  it('keeps the ids that the target names when it is put back, whatever it lists', async () => {
    const { account, periods } = await opened();
    account.name = (list) => list;
    await periods.attempt(() => Promise.resolve(answered(200)));
    account.show = () => [];

    await periods.settle();

    assert.deepEqual(account.list, found);
  });

  it('is told about where the target takes nothing any more', async () => {
    const { account, periods } = await opened();
    await periods.replace([...periods.now.map(entryOf), fresh]);
    account.replace = () => account.list;

    assert.deepEqual(await periods.settle(), [
      'The periods could not be put back: period 100 (before, 3 days, #ccc8f9, sort 3) is new.',
    ]);
  });
});

describe('nothing is ever sent', () => {
  const unreadable = {
    'where there is no period': [],
    'where a period lacks what it takes to send it again': [...found, { id: 13, type: 'before', period: 5 }],
    'where periods share an id': [...found, { ...found[0] }],
  };
  for (const [where, list] of Object.entries(unreadable)) {
    it(where, async () => {
      const account = new FakePeriods();
      account.show = () => list;

      await assert.rejects(AccountPeriods.read(account.caller), CannotJudge);
    });
  }

  it('where the list can not be read any more', async () => {
    const { account, periods } = await opened();
    account.show = () => null;
    await assert.rejects(periods.replace([...periods.now.map(entryOf), fresh]), CannotJudge);

    await assert.rejects(periods.settle(), CannotJudge);
    assert.equal(account.sent.length, 1);
  });
});

describe('of scenarios on the periods that follow each other', () => {
  function session() {
    const account = new FakePeriods();
    const clock = { now: 1_700_000_000 };
    const debts: string[] = [];
    const left = { list: [], at: 0 };
    const setting = {
      target: { features: { periods: true } },
      profile: 'full',
      now: () => clock.now,
      after: () => Promise.resolve(),
      play: () => Promise.resolve(left),
      fixtures: { periods: [] },
      exclusively: (work: () => unknown) => work(),
      caller: () => account.caller,
      owe: (name: string) => debts.push(name),
    } as unknown as Setting;
    const add = () =>
      withPeriods(setting, (periods) => periods.replace([...periods.now.map(entryOf), fresh]));
    return { account, clock, debts, add };
  }

  it('the second takes over the list that the first read last', async () => {
    const { account, add } = session();
    await add();
    const before = account.reads;

    const { before: taken } = await add();

    assert.equal(account.reads - before, 2);
    assert.deepEqual(
      taken.map(({ id }) => id),
      found.map(({ id }) => id),
    );
    assert.deepEqual(account.list, found);
  });

  it('the second reads anew what was read a while ago, and keeps what others have done since', async () => {
    const { account, clock, add } = session();
    await add();
    clock.now += 2;
    account.list = found.slice(1);

    await add();

    assert.deepEqual(account.list, found.slice(1));
  });

  it('the second reads anew what could not be put back, and that is owed', async () => {
    const { account, debts, add } = session();
    const replace = account.replace;
    account.replace = (update) => replace(update.length > found.length ? update : [...update, fresh]);
    await add();
    const before = account.reads;

    const { before: taken } = await add();

    assert.equal(taken.length, 4);
    assert.ok(account.reads > before + 2);
    assert.deepEqual(debts[0], 'periods');
  });
});
