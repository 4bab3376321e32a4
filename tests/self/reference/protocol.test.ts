import assert from 'node:assert/strict';
import { test } from 'node:test';
import { administrator, customers, ids, idsOf, inProcess } from './in-process.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' };
const credentials = { USER_LOGIN: 'member@demo.example', USER_HASH: 'demo-member-hash' };
const logins = {
  JSON: { body: JSON.stringify(credentials), headers: {} },
  'a form': { body: new URLSearchParams(credentials).toString(), headers: form },
};

for (const [as, request] of Object.entries(logins)) {
  test(`a login as ${as} opens a session of 15 minutes`, () => {
    const account = inProcess();
    const { headers } = account.send('POST', '/private/api/auth.php?type=json', request);
    const [cookie = ''] = (headers['set-cookie'] ?? '').split(';');
    const statusAfter = (seconds: number) => {
      account.now += seconds;
      return account.send('GET', customers, { headers: { cookie } }).status;
    };

    assert.deepEqual([0, 15 * 60 - 1, 1].map(statusAfter), [200, 200, 401]);
  });
}

test('form-urlencoded bodies with brackets add, update and delete', () => {
  const account = inProcess();
  const send = (body: string) =>
    account.send('POST', customers, { body, headers: { ...administrator, ...form } });

  const [a = 0, b = 0] = idsOf(
    send(
      [
        'add[0][name]=Anna+%D0%90&add[0][next_date]=1508878800&add[0][contacts_id][]=1099181&add[0][contacts_id][]=1099182',
        `add[0][custom_fields][0][id]=${ids.address}&add[0][custom_fields][0][values][0][value]=Perm`,
        'add[0][custom_fields][0][values][0][subtype]=city',
        'add%5B1%5D%5Bname%5D=Second&add%5B1%5D%5Bnext_date%5D=1',
      ].join('&'),
    ),
  );
  const stored = account.state.customers.get(a);
  assert.deepEqual([stored?.name, stored?.contacts], ['Anna А', [1099181, 1099182]]);
  assert.deepEqual(stored?.custom_fields.get(ids.address), [{ value: 'Perm', subtype: 'city' }]);

  send(`update[0][id]=${a}&update[0][updated_at]=1800000000&update[0][unlink][contacts_id][0]=1099181`);
  send(`delete[]=${b}`);
  assert.deepEqual(account.state.customers.get(a)?.contacts, [1099182]);
  assert.equal(account.state.customers.get(b)?.is_deleted, true);

  for (const broken of ['add[0][name]=%', 'add=x', '__proto__[add]=x'])
    assert.equal(send(broken).status, 400, broken);
});
