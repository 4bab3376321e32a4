import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choices, defaultPolicy } from '../../../reference/core/policy.ts';
import type { CoreResponse } from '../../../reference/core/handler.ts';
import { policyVariants } from '../../../reference/variants/policies.ts';
import {
  bodyOf,
  customers,
  ids,
  idsOf,
  inProcess,
  itemsOf,
  periods,
  stored,
  transactions,
} from './in-process.ts';

test('the first value of each choice is the default', () => {
  assert.deepEqual(Object.fromEntries(Object.entries(choices).map(([choice, [first]]) => [choice, first])), {
    ...defaultPolicy,
  });
});

test('every other value of each choice is a variant', () => {
  for (const [choice, [, ...others]] of Object.entries(choices)) {
    for (const value of others) {
      const found = policyVariants.some(({ policy }) =>
        Object.entries(policy ?? {}).some(([key, each]) => key === choice && each === value),
      );
      assert.ok(found, `${choice}: ${value}`);
    }
  }
});

test('15: deleted records are shown, flagged', () => {
  const account = inProcess({ deletedRecords: 'flagged' });
  const [id = 0, other = 0] = account.added({}, {});
  const [purchase = 0] = idsOf(
    account.post(transactions, { add: [{ customer_id: id }, { customer_id: other }] }),
  );
  account.post(customers, { delete: [id] });
  account.post(transactions, { delete: [purchase + 1] });
  assert.equal(account.customer(id).is_deleted, true);
  const flags = itemsOf<{ is_deleted: boolean }>(
    account.get(`${transactions}?id=${purchase},${purchase + 1}`),
  );
  assert.deepEqual(
    flags.map((each) => each.is_deleted),
    [true, true],
  );
  assert.equal(account.post(customers, { update: [{ id, updated_at: 1 }] }).status, 400);
});

test('17: nothing found is 200 with empty items', () => {
  const account = inProcess({ emptyList: 'emptyItems' });
  assert.deepEqual(bodyOf(account.get(`${customers}?id=7`)), {
    _links: { self: { href: customers, method: 'get' } },
    _embedded: { items: [] },
  });
});

const partlyBad = (account: ReturnType<typeof inProcess>, id: number) =>
  account.post(customers, {
    add: [
      { name: 'Good', next_date: 1 },
      { name: 'Bad', tags: 'lost' },
      { name: 'Good too', next_date: 1 },
    ],
    update: [
      { id: 7, updated_at: 1 },
      { id, updated_at: 1, name: 'Renamed' },
    ],
  });

test('18: good elements are stored and bad ones listed by key', () => {
  const account = inProcess({ partlyBadBatch: 'listed' });
  const [id = 0] = account.added({});
  const { items, errors } = bodyOf(partlyBad(account, id))._embedded;
  assert.deepEqual(
    items.map((item) => [item.id, item.request_id]),
    [
      [id + 1, 0],
      [id + 2, 2],
      [id, id],
    ],
  );
  assert.deepEqual(errors, { add: { 1: 'next_date is required' }, update: { 7: 'there is no customer 7' } });
  assert.equal(account.customer(id).name, 'Renamed');
  assert.equal(account.state.tags.has('lost'), false);
});

test('18: bad elements are listed with code and message', () => {
  const account = inProcess({ partlyBadBatch: 'listed', itemErrors: 'list' });
  const [id = 0] = account.added({});
  assert.deepEqual(bodyOf(partlyBad(account, id))._embedded.errors, {
    add: [{ code: 400, message: 'next_date is required' }],
    update: [{ code: 400, message: 'there is no customer 7' }],
  });
  const purchases = bodyOf(account.post(transactions, { add: [{ customer_id: 7 }, { customer_id: id }] }));
  assert.equal(purchases._embedded.items.length, 1);
  assert.deepEqual(purchases._embedded.errors, { add: [{ code: 400, message: 'there is no customer 7' }] });
});

test('19: a stale update is an error of its element', () => {
  const account = inProcess({ staleUpdate: 'refused' });
  const [a = 0, b = 0] = account.added({ updated_at: 100 }, { updated_at: 100 });
  const update = [
    { id: a, updated_at: 99, name: 'Stale' },
    { id: b, updated_at: 100, name: 'Fresh' },
  ];
  const { items, errors } = bodyOf(account.post(customers, { update }))._embedded;
  assert.deepEqual(
    items.map(({ id }) => id),
    [b],
  );
  assert.deepEqual(errors, { update: { [a]: 'Last modified date is older than in database' } });
  assert.equal(stored(account, a)?.name, 'Customer 0');
  assert.equal(stored(account, b)?.name, 'Fresh');
});

test('19: an equal updated_at may be refused too', () => {
  const account = inProcess({ staleUpdate: 'equalRefused' });
  const [a = 0] = account.added({ updated_at: 100 });
  const update = (updated_at: number) =>
    bodyOf(account.post(customers, { update: [{ id: a, updated_at }] }))._embedded;
  assert.notEqual(update(100).errors, undefined);
  assert.equal(update(101).errors, undefined);
});

test('19 and 20: by default a stale updated_at is taken and stored as sent', () => {
  const account = inProcess();
  const [a = 0] = account.added({ updated_at: 100 });
  account.post(customers, { update: [{ id: a, updated_at: 99 }] });
  assert.equal(stored(account, a)?.updated_at, 99);
});

test('20: updated_at is the clock of the server', () => {
  const account = inProcess({ updatedAt: 'serverClock' });
  const [a = 0] = account.added({ updated_at: 100 });
  account.post(customers, { update: [{ id: a, updated_at: 101 }] });
  assert.equal(stored(account, a)?.updated_at, account.now);
});

const oneBefore = { id: ids.beforePeriods[0], period: 6, color: '#000000', sort: 1 };
const after = { id: ids.afterPeriod, period: 60, color: '#fd5598', sort: 0 };

test('21: a list without the after period is refused', () => {
  const account = inProcess({ afterLeftOut: 'refused' });
  const before = account.state;
  assert.equal(account.post(periods, { update: [oneBefore] }).status, 400);
  assert.equal(account.state, before);
  assert.equal(account.post(periods, { update: [oneBefore, after] }).status, 200);
});

test('22: a change of periods answers with all of them', () => {
  const whole = inProcess({ periodChangeItems: 'whole' }).post(periods, { update: [oneBefore, after] });
  assert.deepEqual(idsOf(whole), [oneBefore.id, after.id]);
  const changed = inProcess().post(periods, { update: [oneBefore, after] });
  assert.deepEqual(idsOf(changed), [oneBefore.id]);
});

test('7: periods carry links everywhere or nowhere', () => {
  const links = (periodLinks: 'everywhere' | 'nowhere') => {
    const account = inProcess({ periodLinks });
    const answers = [account.get(periods), account.post(periods, { update: [oneBefore] })];
    return answers.flatMap((response) => itemsOf<object>(response).map((item) => '_links' in item));
  };
  assert.deepEqual(new Set(links('everywhere')), new Set([true]));
  assert.deepEqual(new Set(links('nowhere')), new Set([false]));
});

test('16: empty relations in their other forms', () => {
  const relations = ['main_contact', 'tags', 'custom_fields', 'contacts', 'company'] as const;
  const shown = (emptyRelation: 'list' | 'null' | 'absent') => {
    const account = inProcess({ emptyRelation });
    const [id = 0] = account.added({});
    const customer = account.customer(id);
    return relations.map((relation) =>
      relation in customer ? JSON.stringify(customer[relation]) : 'absent',
    );
  };
  assert.deepEqual(
    shown('list'),
    relations.map(() => '[]'),
  );
  assert.deepEqual(
    shown('null'),
    relations.map(() => 'null'),
  );
  assert.deepEqual(
    shown('absent'),
    relations.map(() => 'absent'),
  );
});

test('numbers never set may be null', () => {
  const account = inProcess({ unsetNumber: null });
  const [id = 0] = account.added({});
  const { next_price, periodicity, closest_task_at } = account.customer(id);
  assert.deepEqual([next_price, periodicity, closest_task_at], [null, null, null]);
});

test('13: the self link repeats the query', () => {
  const account = inProcess({ selfLink: 'withQuery' });
  const query = 'limit_rows=1&filter[main_user][]=504141';
  assert.equal(bodyOf(account.get(`${customers}?${query}`))._links.self.href, `${customers}?${query}`);
  assert.equal(bodyOf(account.get(customers))._links.self.href, customers);
});

test('27: errors in each shape', () => {
  const refusal = (errorBody: 'response' | 'problem' | 'text' | 'none'): CoreResponse =>
    inProcess({ errorBody }).get(`${customers}?limit_rows=x`);
  const error = 'limit_rows has to be a whole number';
  assert.deepEqual(refusal('response').body, {
    response: { error, error_code: '400', server_time: 1_700_000_000 },
  });
  assert.deepEqual(refusal('problem').body, {
    title: 'Refused',
    type: 'about:blank',
    status: 400,
    detail: error,
  });
  assert.equal(refusal('problem').headers['content-type'], 'application/problem+json');
  assert.equal(refusal('text').body, error);
  assert.equal(refusal('none').body, undefined);
});

test('24: newest first, and pages of 50', () => {
  const account = inProcess({ listOrder: 'newestFirst', pageSize: 50 });
  const added = account.added(...Array.from({ length: 60 }, () => ({})));
  const newest = [...added].reverse();
  assert.deepEqual(idsOf(account.get(customers)), newest.slice(0, 50));
  assert.deepEqual(idsOf(account.get(`${customers}?limit_rows=55&limit_offset=1`)), newest.slice(1, 56));
});

test('25: other answers to an unsupported method', () => {
  for (const unsupportedMethod of [404, 400, 501] as const) {
    assert.equal(inProcess({ unsupportedMethod }).send('PUT', customers).status, unsupportedMethod);
  }
});
