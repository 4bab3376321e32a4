import { operations } from '../../spec/operations.ts';
import { itemsOf } from '../../target/answer.ts';
import { test } from '../support/test.ts';
import { expect } from './expect.ts';
import {
  changedFrom,
  changedIn,
  changedTo,
  createdFrom,
  createdIn,
  createdTo,
  nextFrom,
  nextIn,
  nextTo,
} from './filters.ts';
import {
  listedByChange,
  listedByCreation,
  listedByNextDate,
  listedByUser,
  listedByUsers,
  nowhere,
} from './listed.scenario.ts';

const { path } = operations['customers.list'];

test('customers.list.filter.main_user.one', async ({ scenario, administrator }) => {
  const { cast, home, users } = await scenario(listedByUser);
  const [first = 0] = users;

  const answer = await administrator.get(path, { 'filter[main_user]': [first], ...nextIn(home.next) });

  expect(answer).toShow(cast.ofFirstUser, cast.alsoOfFirstUser);
  expect(answer).toHide(cast.ofSecondUser);
  expect(answer).toShowOnly('responsible_user_id', (user) => user === first);
});

test('customers.list.filter.main_user.two', async ({ scenario, administrator }) => {
  const { cast, home, users } = await scenario(listedByUsers);
  const [first = 0, second = 0] = users;

  const answer = await administrator.get(path, {
    'filter[main_user]': [first, second],
    ...nextIn(home.next),
  });

  expect(answer).toShow(cast.ofFirstUser, cast.alsoOfFirstUser, cast.ofSecondUser);
  expect(answer).toShowOnly('responsible_user_id', (user) => user === first || user === second);
});

test('customers.list.filter.date.create.from', async ({ scenario, administrator }) => {
  const { cast, created, home } = await scenario(listedByCreation);

  const answer = await administrator.get(path, { ...createdFrom(created.even), ...nextIn(home.next) });

  expect(answer).toShow(cast.createdOn, cast.createdLate);
  expect(answer).toHide(cast.createdEarly);
  expect(answer).toShowOnly('created_at', (moment) => moment >= created.even.earliest);
});

test('customers.list.filter.date.create.to', async ({ scenario, administrator }) => {
  const { cast, created, home } = await scenario(listedByCreation);

  const answer = await administrator.get(path, { ...createdTo(created.odd), ...nextIn(home.next) });

  expect(answer).toShow(cast.createdEarlyOdd, cast.createdOnOdd);
  expect(answer).toHide(cast.createdLateOdd);
  expect(answer).toShowOnly('created_at', (moment) => moment <= created.odd.latest);
});

test('customers.list.filter.date.create.range', async ({ scenario, administrator, observe }) => {
  const { cast, created, home } = await scenario(listedByCreation);

  const answer = await administrator.get(path, { ...createdIn(created.even), ...nextIn(home.next) });

  expect(answer).toShow(cast.createdOn);
  expect(answer).toHide(cast.createdEarly, cast.createdLate);
  expect(answer).toShowOnly(
    'created_at',
    (moment) => moment >= created.even.earliest && moment <= created.even.latest,
  );
  observe('dateFormat', 'dmy');
});

test('customers.list.filter.date.modify.from', async ({ scenario, administrator }) => {
  const { cast, even, home } = await scenario(listedByChange);

  const answer = await administrator.get(path, { ...changedFrom(even.on), ...nextIn(home.next) });
  const later = await administrator.get(path, { ...changedFrom(even.later), ...nextIn(home.next) });

  expect(answer).toShow(cast.changedOn);
  expect(answer).toShowOnly('updated_at', (moment) => moment >= even.on.earliest);
  expect(later).toHide(cast.changedOn);
});

test('customers.list.filter.date.modify.to', async ({ scenario, administrator }) => {
  const { cast, odd, home } = await scenario(listedByChange);

  const answer = await administrator.get(path, { ...changedTo(odd.on), ...nextIn(home.next) });
  const earlier = await administrator.get(path, { ...changedTo(odd.earlier), ...nextIn(home.next) });

  expect(answer).toShow(cast.changedOnOdd);
  expect(answer).toShowOnly('updated_at', (moment) => moment <= odd.on.latest);
  expect(earlier).toHide(cast.changedOnOdd);
});

test('customers.list.filter.date.modify.range', async ({ scenario, administrator }) => {
  const { cast, even, home } = await scenario(listedByChange);

  const answer = await administrator.get(path, { ...changedIn(even.on), ...nextIn(home.next) });
  const earlier = await administrator.get(path, { ...changedIn(even.earlier), ...nextIn(home.next) });
  const later = await administrator.get(path, { ...changedIn(even.later), ...nextIn(home.next) });

  expect(answer).toShow(cast.changedOn);
  expect(answer).toShowOnly('updated_at', (moment) => moment >= even.on.earliest && moment <= even.on.latest);
  expect(earlier).toHide(cast.changedOn);
  expect(later).toHide(cast.changedOn);
});

test('customers.list.filter.next_date.from', async ({ scenario, administrator }) => {
  const { cast, next, home } = await scenario(listedByNextDate);

  const answer = await administrator.get(path, { ...nextFrom(next.even), ...createdIn(home.created) });

  expect(answer).toShow(cast.nextOn, cast.nextLate);
  expect(answer).toHide(cast.nextEarly);
  expect(answer).toShowOnly('next_date', (moment) => moment >= next.even.earliest);
});

test('customers.list.filter.next_date.to', async ({ scenario, administrator }) => {
  const { cast, next, home } = await scenario(listedByNextDate);

  const answer = await administrator.get(path, { ...nextTo(next.odd), ...createdIn(home.created) });

  expect(answer).toShow(cast.nextEarlyOdd, cast.nextOnOdd);
  expect(answer).toHide(cast.nextLateOdd);
  expect(answer).toShowOnly('next_date', (moment) => moment <= next.odd.latest);
});

test('customers.list.filter.next_date.range', async ({ scenario, administrator }) => {
  const { cast, next, home } = await scenario(listedByNextDate);

  const answer = await administrator.get(path, { ...nextIn(next.even), ...createdIn(home.created) });

  expect(answer).toShow(cast.nextOn);
  expect(answer).toHide(cast.nextEarly, cast.nextLate);
  expect(answer).toShowOnly(
    'next_date',
    (moment) => moment >= next.even.earliest && moment <= next.even.latest,
  );
});

test('customers.list.filter.empty', async ({ scenario, administrator, observe }) => {
  const days = (await scenario(nowhere)).nowhere;

  const answer = await administrator.get(path, { ...createdIn(days.created), ...nextIn(days.next) });

  expect(answer).toBeEmptyList();
  observe('emptyList', answer.status === 204 ? 'no-content' : 'empty');
});

test('customers.list.malformed.date', async ({ administrator }) => {
  const query = { 'filter[date][type]': 'create', 'filter[date][from]': 'yesterday' };

  const answer = await administrator.get(path, query, { invalid: true });

  expect(answer).toHaveStatus(200, 204, 400);
});

test('customers.list.malformed.type', async ({ administrator }) => {
  const query = { 'filter[date][type]': 'destroy', 'filter[date][from]': '10.10.2017' };

  const answer = await administrator.get(path, query, { invalid: true });

  expect(answer).toHaveStatus(200, 204, 400);
});

test('customers.list.malformed.limit_rows', async ({ administrator }) => {
  const answer = await administrator.get(path, { limit_rows: 'many' }, { invalid: true });

  expect(answer).toHaveStatus(200, 204, 400);
});

test('customers.list.malformed.id', async ({ administrator }) => {
  const answer = await administrator.get(path, { id: 'nobody' }, { invalid: true });

  expect(answer).toHaveStatus(200, 204, 400, 404);
  expect(itemsOf(answer), 'customers that are found').toEqual([]);
});
