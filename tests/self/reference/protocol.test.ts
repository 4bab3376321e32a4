import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  administrator,
  customers,
  ids,
  idsOf,
  inProcess,
  itemsOf,
  periods,
  transactions,
} from './in-process.ts';

const paths = [customers, transactions, periods];
const everyPath = [
  ...paths,
  '/api/v2/contacts',
  '/api/v2/companies',
  '/api/v2/account',
  '/api/v2/nothing',
  '/api/v2',
];

const strangers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no credentials': {},
  'a wrong token': { authorization: 'Bearer wrong' },
  'another scheme': { authorization: 'Basic demo-administrator-token' },
  'a wrong session': { cookie: 'session_id=wrong' },
  'a wrong token beside a right session': {
    authorization: 'Bearer wrong',
    cookie: 'session_id=demo-administrator-session',
  },
};

for (const [title, headers] of Object.entries(strangers)) {
  test(`${title} is 401 everywhere, before anything else`, () => {
    const account = inProcess();
    const before = account.state;
    for (const path of everyPath) {
      for (const method of ['GET', 'POST', 'PUT', 'HEAD']) {
        const response = account.send(method, `${path}?limit_rows=x`, { headers, body: '{' });
        assert.equal(response.status, 401, `${method} ${path}`);
        assert.equal(response.headers['runtime-timestamp'], String(account.now));
      }
    }
    assert.equal(account.state, before);
  });
}

test('a session cookie among others, and a login in the query, are credentials', () => {
  const account = inProcess();
  const cookie = 'a=b; session_id=demo-administrator-session; c=d';
  assert.equal(account.send('GET', periods, { headers: { cookie } }).status, 200);
  const login = 'USER_LOGIN=administrator%40demo.example&USER_HASH=demo-administrator-hash';
  assert.equal(account.send('GET', `${periods}?${login}`, { headers: {} }).status, 200);
  assert.equal(account.send('GET', `${periods}?${login}x`, { headers: {} }).status, 401);
});

for (const form of ['json', 'form'] as const) {
  test(`a login as ${form} opens a session of 15 minutes`, () => {
    const account = inProcess();
    const credentials = { USER_LOGIN: 'member@demo.example', USER_HASH: 'demo-member-hash' };
    const request =
      form === 'json'
        ? { body: JSON.stringify(credentials), headers: {} }
        : {
            body: new URLSearchParams(credentials).toString(),
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
          };
    const response = account.send('POST', '/private/api/auth.php?type=json', request);
    assert.equal(response.status, 200);
    assert.equal((response.body as { response: { auth: boolean } }).response.auth, true);

    const [cookie = ''] = (response.headers['set-cookie'] ?? '').split(';');
    const status = () => account.send('GET', customers, { headers: { cookie } }).status;
    assert.equal(status(), 200);
    account.now += 15 * 60 - 1;
    assert.equal(status(), 200);
    account.now += 1;
    assert.equal(status(), 401);
  });
}

test('each login opens a session of its own', () => {
  const account = inProcess();
  const body = JSON.stringify({ USER_LOGIN: 'member@demo.example', USER_HASH: 'demo-member-hash' });
  const cookie = () =>
    account.send('POST', '/private/api/auth.php', { body, headers: {} }).headers['set-cookie'];
  assert.notEqual(cookie(), cookie());
});

test('a refused login has its error code as a string', () => {
  const account = inProcess();
  for (const body of ['', '{', '{"USER_LOGIN":"member@demo.example","USER_HASH":"x"}']) {
    const response = account.send('POST', '/private/api/auth.php', { body, headers: {} });
    assert.equal(response.status, 401);
    assert.equal((response.body as { response: { error_code: string } }).response.error_code, '110');
    assert.equal('set-cookie' in response.headers, false);
  }
});

test('an unknown path is 404', () => {
  const account = inProcess();
  for (const path of ['/', '/api/v2/nothing', '/api/v2/customers/1', '/api/v2//customers', '/api/v20']) {
    assert.equal(account.get(path).status, 404, path);
  }
});

test('an unsupported method is 405 with Allow and changes nothing', () => {
  const account = inProcess();
  const before = account.state;
  for (const path of paths) {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const response = account.send(method, path, { body: '{"delete":[466791]}', headers: administrator });
      assert.equal(response.status, 405);
      assert.equal(response.headers.allow, 'HEAD, GET, POST');
    }
  }
  assert.equal(account.send('POST', '/api/v2/contacts', { body: '{}' }).status, 405);
  assert.equal(account.state, before);
});

test('HEAD is answered like GET', () => {
  assert.equal(inProcess().send('HEAD', customers).status, 200);
});

const badBodies = [
  '',
  '  ',
  '{',
  'x',
  '[]',
  '"x"',
  '5',
  'null',
  '{}',
  '{"foo":1}',
  '{"add":[]}',
  '{"add":{"name":"x"}}',
  '{"update":"x"}',
  '{"add":["x"]}',
  '{"add":[null]}',
];

for (const body of badBodies) {
  test(`the body ${JSON.stringify(body)} is refused`, () => {
    const account = inProcess();
    const before = account.state;
    for (const path of paths) {
      const response = account.send('POST', path, {
        body,
        headers: { ...administrator, 'content-type': 'application/json' },
      });
      assert.equal(response.status, 400, path);
    }
    assert.equal(account.state, before);
  });
}

test('200s are HAL, and every answer tells the time', () => {
  const account = inProcess();
  for (const path of everyPath.slice(0, 6)) {
    const { status, headers } = account.get(path);
    assert.equal(status, 200, path);
    assert.equal(headers['content-type'], 'application/hal+json');
    assert.equal(headers['runtime-timestamp'], '1700000000');
  }
  assert.equal(account.get(`${customers}?id=7`).headers['runtime-timestamp'], '1700000000');
});

test('form-urlencoded bodies with brackets add, update and delete', () => {
  const account = inProcess();
  const form = (body: string) =>
    account.send('POST', customers, {
      body,
      headers: { ...administrator, 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
    });
  const [a = 0, b = 0] = idsOf(
    form(
      [
        'add[0][name]=Anna+%D0%90&add[0][next_date]=1508878800&add[0][contacts_id][]=1099181&add[0][contacts_id][]=1099182',
        `add[0][custom_fields][0][id]=${ids.address}&add[0][custom_fields][0][values][0][value]=Perm`,
        'add[0][custom_fields][0][values][0][subtype]=city',
        'add%5B1%5D%5Bname%5D=Second&add%5B1%5D%5Bnext_date%5D=1',
      ].join('&'),
    ),
  );
  assert.equal(account.customer(a).name, 'Anna А');
  assert.deepEqual(account.state.customers.get(a)?.contacts, [1099181, 1099182]);
  assert.deepEqual(account.state.customers.get(a)?.custom_fields.get(ids.address), [
    { value: 'Perm', subtype: 'city' },
  ]);
  form(
    `update[0][id]=${a}&update[0][updated_at]=1800000000&update[0][unlink][contacts_id][0]=1099181&delete[]=${b}`,
  );
  assert.deepEqual(account.state.customers.get(a)?.contacts, [1099182]);
  assert.equal(account.state.customers.get(b)?.is_deleted, true);
  assert.equal(form('add[0][name]=%').status, 400);
  assert.equal(form('add=x').status, 400);
  assert.equal(form('__proto__[add]=x').status, 400);
});

test('JSON is taken without a content type and under the form type', () => {
  for (const headers of [
    administrator,
    { ...administrator, 'content-type': 'application/x-www-form-urlencoded' },
  ]) {
    const account = inProcess();
    const body = JSON.stringify({ add: [{ name: 'A', next_date: 1 }] });
    assert.equal(account.send('POST', customers, { body, headers }).status, 200);
  }
});

test('links resolve to what they name', () => {
  const account = inProcess();
  const named = (url: string) => idsOf(account.get(url));
  assert.deepEqual(named('/api/v2/contacts?id=1099182,1099181'), [1099182, 1099181]);
  assert.deepEqual(named('/api/v2/companies?id=1099190'), [1099190]);
  const [contact] = itemsOf<object>(account.get('/api/v2/contacts?id=1099182'));
  assert.deepEqual(contact, {
    id: 1099182,
    name: 'Peter Lindqvist',
    account_id: 13667499,
    _links: { self: { href: '/api/v2/contacts?id=1099182', method: 'get' } },
  });
});

test('the account tells its users and custom fields when asked', () => {
  const account = inProcess();
  const body = account.get('/api/v2/account?with=users,custom_fields').body as {
    timezone: string;
    current_user: number;
    _embedded: {
      users: Record<string, unknown>;
      custom_fields: { customers: Record<string, { enums?: unknown }> };
    };
  };
  assert.equal(body.timezone, 'Europe/Moscow');
  assert.equal(body.current_user, ids.administrator);
  assert.deepEqual(Object.keys(body._embedded.users), ['504141', '504142', '504143']);
  assert.deepEqual(body._embedded.custom_fields.customers[ids.multiselect]?.enums, {
    3692471: 'Bread',
    3692472: 'Cheese',
    3692473: 'Wine',
  });
  assert.deepEqual((account.get('/api/v2/account').body as { _embedded: object })._embedded, {});
});
