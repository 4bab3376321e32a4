import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyOf, customers, ids, inProcess, itemsOf, stored } from './in-process.ts';

const later = 1_700_000_100;

function accountWithOne() {
  const account = inProcess();
  const [id = 0, neighbour = 0] = account.added(
    {
      contacts_id: ids.contacts,
      company_id: ids.companies[0],
      tags: 'one, two',
      next_price: 5,
      custom_fields: [
        { id: ids.text, values: [{ value: 'kept' }] },
        {
          id: ids.address,
          values: [
            { value: 'Washington', subtype: 'city' },
            { value: '020', subtype: 'zip' },
          ],
        },
      ],
    },
    { contacts_id: ids.contacts, company_id: ids.companies[0] },
  );
  const update = (item: object) => account.post(customers, { update: [{ id, updated_at: later, ...item }] });
  return { account, id, neighbour, update };
}

test('only what is sent changes, and only of the customer named', () => {
  const { account, id, neighbour, update } = accountWithOne();
  const [before, other] = [stored(account, id), stored(account, neighbour)];
  account.now += 500;

  const items = bodyOf(update({ name: 'Renamed', created_at: '12' }))._embedded.items;

  assert.deepEqual(items, [
    { id, request_id: id, _links: { self: { href: `${customers}?id=${id}`, method: 'get' } } },
  ]);
  assert.deepEqual(stored(account, id), { ...before, name: 'Renamed', created_at: 12, updated_at: later });
  assert.equal(stored(account, neighbour), other);
});

test('updated_by is the caller; created_at stays', () => {
  const { account, id } = accountWithOne();
  const createdAt = stored(account, id)?.created_at;
  account.send('POST', customers, {
    headers: { cookie: 'session_id=demo-member-session' },
    body: JSON.stringify({ update: [{ id: String(id), updated_at: String(later), request_id: 'r' }] }),
  });
  assert.equal(stored(account, id)?.updated_by, ids.member);
  assert.equal(stored(account, id)?.created_at, createdAt);
});

test('each simple field changes', () => {
  const { account, id, update } = accountWithOne();
  const sent = {
    next_date: 11,
    responsible_user_id: ids.member,
    created_by: ids.member,
    next_price: 12,
    periodicity: 13,
    period_id: ids.beforePeriods[2],
  };
  update(sent);
  const customer = account.customer(id);
  assert.deepEqual(Object.fromEntries(Object.entries(customer).filter(([field]) => field in sent)), sent);
});

test('tags replace the set, an empty string empties it', () => {
  const { account, id, update } = accountWithOne();
  update({ tags: 'three' });
  assert.deepEqual(
    stored(account, id)?.tags.map(({ name }) => name),
    ['three'],
  );
  update({ tags: '' });
  assert.deepEqual(account.customer(id).tags, {});
});

test('of custom fields only those named change; an address loses the parts left out', () => {
  const { account, id, update } = accountWithOne();
  update({ custom_fields: [{ id: ids.address, values: [{ value: 'Boston', subtype: 'city' }] }] });
  assert.deepEqual(stored(account, id)?.custom_fields.get(ids.text), [{ value: 'kept' }]);
  assert.deepEqual(stored(account, id)?.custom_fields.get(ids.address), [
    { value: 'Boston', subtype: 'city' },
  ]);
  update({ custom_fields: [{ id: ids.address, values: [] }] });
  assert.equal(stored(account, id)?.custom_fields.has(ids.address), false);
});

test('contacts_id adds, company_id replaces', () => {
  const { account, id, update } = accountWithOne();
  update({ contacts_id: [1099184, ids.contacts[0]], company_id: ids.companies[1] });
  assert.deepEqual(stored(account, id)?.contacts, [...ids.contacts, 1099184]);
  assert.equal(stored(account, id)?.company, ids.companies[1]);
});

test('unlink takes away exactly what it names', () => {
  const { account, id, neighbour, update } = accountWithOne();
  update({ unlink: { contacts_id: [String(ids.contacts[0])] } });
  assert.deepEqual(stored(account, id)?.contacts, [ids.contacts[1], ids.contacts[2]]);
  assert.equal(stored(account, id)?.company, ids.companies[0]);

  update({ unlink: { company_id: ids.companies[0], contacts_id: [ids.contacts[1], ids.contacts[2]] } });
  assert.deepEqual([account.customer(id).contacts, account.customer(id).main_contact], [{}, {}]);
  assert.deepEqual(account.customer(id).company, {});
  assert.deepEqual(stored(account, neighbour)?.contacts, ids.contacts);
  assert.deepEqual(
    itemsOf<{ id: number }>(account.get(`/api/v2/contacts?id=${ids.contacts.join(',')}`)).map(
      (each) => each.id,
    ),
    ids.contacts,
  );
});

test('unlinking what is not attached does no harm', () => {
  const { account, id, update } = accountWithOne();
  const before = stored(account, id);
  const response = update({ unlink: { contacts_id: [1099184, 7], company_id: ids.companies[1] } });
  assert.equal(response.status, 200);
  assert.deepEqual(stored(account, id), { ...before, updated_at: later });
});

test('updates that are refused change nothing', () => {
  const { account, id, neighbour } = accountWithOne();
  account.post(customers, { delete: [neighbour] });
  const before = account.state;
  const bad: readonly object[] = [
    { updated_at: later },
    { id },
    { id: 7, updated_at: later },
    { id: neighbour, updated_at: later },
    { id, updated_at: 'yesterday' },
    { id, updated_at: later, name: '' },
    { id, updated_at: later, contacts_id: [7] },
    { id, updated_at: later, company_id: 7 },
    { id, updated_at: later, period_id: 7 },
    { id, updated_at: later, custom_fields: [{ id: 7, values: [] }] },
    { id, updated_at: later, unlink: [1] },
  ];
  for (const item of bad) {
    const response = account.post(customers, { update: [{ id, updated_at: later, name: 'Lost' }, item] });
    assert.equal(response.status, 400, JSON.stringify(item));
    assert.equal(account.state, before);
  }
});

test('500 updates of 2,500 customers are quick', () => {
  const account = inProcess();
  const many = Array.from({ length: 500 }, () => ({}));
  const all = [1, 2, 3, 4, 5].flatMap(() => account.added(...many));
  const started = performance.now();
  account.post(customers, {
    update: all.slice(0, 500).map((id) => ({ id, updated_at: later, tags: 'a, b' })),
  });
  for (let page = 0; page < 10; page += 1)
    account.get(`${customers}?limit_rows=500&limit_offset=${page * 250}`);
  assert.ok(performance.now() - started < 2000);
});
