import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AccountPeriods } from '../../../target/amocrm/account-periods.ts';
import { entryOf } from '../../../target/amocrm/period.ts';
import { CannotJudge } from '../../../spec/run/signals.ts';
import { FakePeriods, found } from './target.ts';

const fresh = { period: 3, color: '#ccc8f9', sort: 3 };

describe('the list of periods', () => {
  it('is left alone where it was not touched', async () => {
    const account = new FakePeriods(found);
    const periods = await AccountPeriods.read(account.caller);

    assert.deepEqual(await periods.settle(), []);
    assert.deepEqual(account.sent, []);
  });

  it('is put back to the byte after additions, removals and edits', async () => {
    const account = new FakePeriods(found);
    const periods = await AccountPeriods.read(account.caller);
    await periods.replace([...periods.now.map((period) => ({ ...entryOf(period), period: 7 })), fresh]);

    assert.deepEqual(await periods.settle(), []);
    assert.deepEqual(account.list, found);
  });

  it('is read again before it is put back, where nobody knows what became of a request', async () => {
    const account = new FakePeriods(found);
    const periods = await AccountPeriods.read(account.caller);
    await assert.rejects(
      periods.attempt(() => {
        account.list = account.list.slice(1);
        return Promise.reject(new Error('the line is dead'));
      }),
    );
    account.replace = (update) =>
      update.map((entry) => found.find(({ id }) => id === entry.id) ?? account.stored(entry));

    assert.deepEqual(await periods.settle(), []);
    assert.deepEqual(account.list, found);
  });

  it('is put back by values where ids are gone, and that is told', async () => {
    const account = new FakePeriods(found);
    const periods = await AccountPeriods.read(account.caller);
    const replace = account.replace;
    account.replace = (update) =>
      update.some(({ id }) => id !== undefined && !account.list.some((one) => one.id === Number(id)))
        ? account.list
        : replace(update);
    await periods.attempt(() => {
      account.list = account.list.slice(1);
      return Promise.resolve();
    });

    assert.deepEqual(await periods.settle(), [
      'The periods could not be put back: period 11 (before, 5 days, #e6e8ea, sort 1) is gone.',
      'The periods could not be put back: period 100 (before, 5 days, #e6e8ea, sort 1) is new.',
    ]);
  });

  it('is told about where the target takes nothing any more', async () => {
    const account = new FakePeriods(found);
    const periods = await AccountPeriods.read(account.caller);
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
      const account = new FakePeriods(found);
      account.show = () => ({ status: 200, body: { _embedded: { items: list } } });

      await assert.rejects(AccountPeriods.read(account.caller), CannotJudge);
    });
  }

  it('where the list can not be read any more', async () => {
    const account = new FakePeriods(found);
    const periods = await AccountPeriods.read(account.caller);
    account.show = () => ({ status: 500, body: {} });
    await assert.rejects(periods.replace([...periods.now.map(entryOf), fresh]), CannotJudge);

    await assert.rejects(periods.settle(), CannotJudge);
    assert.equal(account.sent.length, 1);
  });
});
