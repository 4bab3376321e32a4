import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyOf, customers, ids, inProcess } from './in-process.ts';

const whole = {
  name: 'Ünïcode <b>"Ltd"</b> 🚲',
  next_date: '1508878800',
  created_at: '1508533200',
  updated_at: 1508533201,
  responsible_user_id: String(ids.member),
  created_by: ids.member,
  next_price: '5000',
  periodicity: 7,
  tags: ' sales, big  markers ,, sales',
  period_id: String(ids.beforePeriods[0]),
  contacts_id: [String(ids.contacts[1]), ids.contacts[0]],
  company_id: String(ids.companies[0]),
  custom_fields: [
    { id: String(ids.text), values: [{ value: 'A very important customer' }] },
    { id: ids.multiselect, values: ['3692471', 3692473] },
    {
      id: ids.address,
      values: [
        { value: '00211', subtype: 'zip' },
        { value: 'US', subtype: 'country' },
      ],
    },
  ],
};

test('what is sent for a customer is read back, each field in its own type', () => {
  const account = inProcess();
  const [id = 0] = account.added(whole);
  const { main_contact, contacts, company, tags, custom_fields, ...simple } = account.customer(id);

  const expected = {
    id,
    name: whole.name,
    responsible_user_id: ids.member,
    created_by: ids.member,
    created_at: 1508533200,
    updated_at: 1508533201,
    account_id: 13667499,
    updated_by: ids.administrator,
    is_deleted: false,
    next_price: 5000,
    closest_task_at: 0,
    period_id: ids.beforePeriods[0],
    periodicity: 7,
    next_date: 1508878800,
    _links: { self: { href: `/api/v2/customers?id=${id}`, method: 'get' } },
  };
  // What else a customer shows is held by the contract.
  assert.deepEqual({ ...simple, ...expected }, simple);
  assert.deepEqual(main_contact, {
    id: ids.contacts[1],
    _links: { self: { href: `/api/v2/contacts?id=${ids.contacts[1]}`, method: 'get' } },
  });
  assert.deepEqual(contacts, {
    id: [ids.contacts[1], ids.contacts[0]],
    _links: { self: { href: `/api/v2/contacts?id=${ids.contacts[1]},${ids.contacts[0]}`, method: 'get' } },
  });
  assert.deepEqual(company, {
    id: ids.companies[0],
    name: 'Northern Bakery LLC',
    _links: { self: { href: `/api/v2/companies?id=${ids.companies[0]}`, method: 'get' } },
  });
  assert.deepEqual(
    tags,
    ['sales', 'big  markers'].map((name) => ({ id: account.state.tags.get(name), name })),
  );
  assert.deepEqual(custom_fields, [
    { id: ids.text, name: 'Remarks', values: [{ value: 'A very important customer' }], is_system: false },
    {
      id: ids.multiselect,
      name: 'Interests',
      values: [
        { value: 'Bread', enum: '3692471' },
        { value: 'Wine', enum: '3692473' },
      ],
      is_system: false,
    },
    {
      id: ids.address,
      name: 'Delivery address',
      values: [
        { value: '00211', subtype: 'zip' },
        { value: 'US', subtype: 'country' },
      ],
      is_system: false,
    },
  ]);
});

test('a bare customer belongs to the caller, is dated now and has nothing attached', () => {
  const account = inProcess();
  const [id = 0] = account.added({});
  const customer = account.customer(id);

  assert.equal(customer.responsible_user_id, ids.administrator);
  assert.equal(customer.created_by, ids.administrator);
  assert.equal(customer.created_at, account.now);
  assert.equal(customer.updated_at, account.now);
  assert.deepEqual(
    [customer.main_contact, customer.contacts, customer.company, customer.tags, customer.custom_fields],
    [{}, {}, {}, {}, {}],
  );
  assert.deepEqual([customer.next_price, customer.periodicity, customer.period_id], [0, 0, null]);
});

test('acknowledgements keep the order and number of a batch, with ids of their own and links', () => {
  const account = inProcess();
  const add = Array.from({ length: 250 }, (_, index) => ({ name: `No ${index}`, next_date: 1 }));
  const body = bodyOf(account.post(customers, { add }));
  const items = body._embedded.items;

  assert.deepEqual(body._links, { self: { href: customers, method: 'post' } });
  assert.equal(new Set(items.map(({ id }) => id)).size, 250);
  assert.deepEqual(
    items.map(({ id }) => account.customer(id).name),
    add.map(({ name }) => name),
  );
  assert.deepEqual(items[7]?._links.self, { href: `${customers}?id=${items[7]?.id}`, method: 'get' });
});

test('a request_id comes back as given, or is generated as an integer', () => {
  const account = inProcess();
  const add = [{ request_id: 'mine' }, { request_id: 71 }, {}].map((item) => ({
    name: 'X',
    next_date: 1,
    ...item,
  }));
  const items = bodyOf(account.post(customers, { add }))._embedded.items;
  assert.deepEqual(
    items.map((item) => item.request_id),
    ['mine', 71, 2],
  );
});

test('tags keep their id from one customer to the next', () => {
  const account = inProcess();
  const [a = 0, b = 0] = account.added({ tags: 'blue' }, { tags: 'green, blue' });
  const [first] = stored(a);
  assert.deepEqual(stored(b)[1], first);
  assert.notEqual(stored(b)[0]?.id, first?.id);

  function stored(id: number) {
    return account.state.customers.get(id)?.tags ?? [];
  }
});

const refused: Readonly<Record<string, object>> = {
  'no name': { name: undefined },
  'an empty name': { name: ' ' },
  'a name of another type': { name: 5 },
  'no next_date': { next_date: undefined },
  'a next_date that is no number': { next_date: '10.10.2017' },
  'a next_date with a fraction': { next_date: 1.5 },
  'an unknown contact': { contacts_id: [ids.contacts[0], 7] },
  'contacts that are no list': { contacts_id: '1099181' },
  'an unknown company': { company_id: 7 },
  'an unknown period': { period_id: 7 },
  'an unknown custom field': { custom_fields: [{ id: 7, values: [{ value: 'x' }] }] },
  'an unknown option': { custom_fields: [{ id: ids.multiselect, values: ['7'] }] },
  'an unknown part of an address': {
    custom_fields: [{ id: ids.address, values: [{ value: 'x', subtype: 'moon' }] }],
  },
  'tags of another type': { tags: ['a'] },
};

for (const [title, item] of Object.entries(refused)) {
  test(`${title} refuses the whole batch and leaves nothing behind`, () => {
    const account = inProcess();
    const before = account.state;
    const add = [
      { name: 'Good', next_date: 1 },
      { name: 'Bad', next_date: 1, tags: 'new tag', ...item },
    ];
    assert.equal(account.post(customers, { add }).status, 400);
    assert.equal(account.state, before);
  });
}
