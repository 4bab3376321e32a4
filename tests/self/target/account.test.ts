import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accountFacts, existingIds, someIds } from '../../../target/amocrm/account.ts';
import type { Client, Outgoing } from '../../../target/client.ts';
import { isTimeZone } from '../../../target/time-zone.ts';
import { answered } from '../support/answers.ts';

/** Somebody who answers every request the same. */
function answering(status: number, body: unknown): Pick<Client, 'send'> & { sent: string[] } {
  const sent: string[] = [];
  const send = ({ path }: Outgoing) => {
    sent.push(path);
    return Promise.resolve(answered(status, body).exchange);
  };
  return { sent, send };
}

describe('the facts of an account', () => {
  it('are read from lists, digits in strings, and objects whose ids are their keys', async () => {
    const facts = await accountFacts(
      answering(200, {
        id: '5',
        _embedded: {
          users: [{ id: '7', is_admin: 'N', is_active: 1 }],
          custom_fields: {
            customers: {
              8: { type: 'multiselect', enums: [{ id: 3, value: 'a' }, { id: '4' }, { id: 3 }] },
            },
          },
        },
      }),
    );

    assert.deepEqual(facts, {
      id: 5,
      users: [{ id: 7, admin: false, active: true }],
      fields: [{ id: 8, kind: 'multiselect', enums: ['3', '4'] }],
    });
  });

  const nonsense = [-1, 0, 1.5, 2 ** 60, '0x1', '1e3', ' 1', '9'.repeat(17), null, true, {}, [1]];
  it('pass over ids and time zones that are none', async () => {
    for (const id of nonsense) {
      const facts = await accountFacts(
        answering(200, {
          id,
          timezone: 'Mars/Phobos',
          current_user: id,
          _embedded: { users: [{ id }], custom_fields: { customers: [{ id, field_type: 1 }, 7, null] } },
        }),
      );
      assert.deepEqual(facts, { users: [], fields: [] }, JSON.stringify(id));
    }
  });

  it('read a bounded part of an answer without end', async () => {
    const users = Array.from({ length: 5000 }, (_, index) => ({ id: index + 1 }));

    const facts = await accountFacts(answering(200, { id: 1, _embedded: { users } }));

    assert.equal(facts?.users.length, 2000);
  });
});

it('contacts and companies are as many as are asked for, each once, none that is deleted', async () => {
  const items = [{ id: 3 }, { id: '4' }, { id: 3 }, { id: -1 }, 9, { id: 6, is_deleted: true }];
  const client = answering(200, { _embedded: { items } });

  assert.deepEqual(await someIds(client, 'contacts', 5), [3, 4]);
  assert.deepEqual(await someIds(client, 'companies', 1), [3]);
  assert.deepEqual(await existingIds(client, 'companies', [4, 5, 6]), [4]);
  assert.deepEqual(client.sent, [
    '/api/v2/contacts?limit_rows=5',
    '/api/v2/companies?limit_rows=1',
    '/api/v2/companies?id=4,5,6',
  ]);
});

it('a time zone is known by its IANA name', () => {
  const known = ['Europe/Moscow', 'UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+3'];
  const unknown = ['', '+03:00', 'Mars/Phobos', 'Europe/Moscow\n', '../etc', 'x'.repeat(1e5)];

  assert.deepEqual([...known, ...unknown].filter(isTimeZone), known);
});
