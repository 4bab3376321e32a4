import assert from 'node:assert/strict';
import { test } from 'node:test';
import { administrator, customers, ids, idsOf, inProcess } from './in-process.ts';

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
