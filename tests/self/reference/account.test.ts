import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createState } from '../../../reference/core/seed.ts';
import { administrator, inProcess, member } from './in-process.ts';

interface AccountBody {
  readonly current_user: number;
  readonly timezone_offset: string;
  readonly _embedded: {
    readonly users: Readonly<Record<string, { readonly is_admin: boolean; readonly is_active: boolean }>>;
    readonly custom_fields: Readonly<Record<string, unknown>>;
  };
}

const path = '/api/v2/account?with=users,custom_fields';

test('the account tells either role who it is, and who has which rights', () => {
  const account = inProcess();
  const asked = (headers: typeof administrator | typeof member) =>
    account.send('GET', path, { headers }).body as AccountBody;

  assert.deepEqual([asked(administrator).current_user, asked(member).current_user], [504141, 504142]);
  assert.deepEqual(
    Object.values(asked(member)._embedded.users).map(({ is_admin, is_active }) => [is_admin, is_active]),
    [
      [true, true],
      [false, true],
      [false, true],
    ],
  );
});

test('entities without custom fields have an empty list in their place, as the vendor sends it', () => {
  const { custom_fields } = (inProcess().get(path).body as AccountBody)._embedded;

  assert.deepEqual(Object.keys(custom_fields), ['contacts', 'leads', 'companies', 'customers']);
  assert.deepEqual(custom_fields['leads'], []);
});

test('the offset of the account is that of its time zone on the day', () => {
  const offset = (timezone: string, now: number): string => {
    const account = inProcess();
    account.state = createState({ timezone });
    account.now = now;
    return (account.get(path).body as AccountBody).timezone_offset;
  };
  const [winter, summer] = [1_704_067_200, 1_720_000_000];

  assert.equal(offset('Europe/Moscow', winter), '+03:00');
  assert.deepEqual([offset('Europe/Berlin', winter), offset('Europe/Berlin', summer)], ['+01:00', '+02:00']);
  assert.equal(offset('UTC', winter), '+00:00');
});
