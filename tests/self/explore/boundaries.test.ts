import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { odditiesOf, oddQueriesOf } from '../../explore/boundaries.ts';
import { cases } from '../../explore/sequences.ts';

const pathsOf = (operation: Parameters<typeof odditiesOf>[0], list: string): ReadonlySet<string> =>
  new Set(odditiesOf(operation).flatMap((one) => (one.list === list ? [one.path.join('.')] : [])));

describe('odd payloads, derived from the contract', () => {
  it('reach every field, however deep', () => {
    const added = pathsOf('customers.change', 'add');
    const updated = pathsOf('customers.change', 'update');

    for (const path of [
      '',
      '0',
      '0.name',
      '0.next_price',
      '0.contacts_id.0',
      '0.custom_fields.0.values.0.subtype',
    ])
      assert.ok(added.has(path), path);
    for (const path of ['0.id', '0.updated_at', '0.unlink.contacts_id.0', '0.unlink.company_id'])
      assert.ok(updated.has(path), path);
    assert.ok(pathsOf('transactions.change', 'update').has('0.transaction_id'));
    assert.ok(pathsOf('periods.change', 'update').has('0.color'));
  });

  it('leave out what is required, and break types, bounds and lengths', () => {
    const all = odditiesOf('customers.change');
    const at = (list: string, path: string): readonly unknown[] =>
      all.flatMap((one) =>
        one.list === list && one.path.join('.') === path && 'put' in one ? [one.put] : [],
      );

    const required = all.flatMap(({ list, path, isRequired }) =>
      isRequired ? [`${list}.${path.join('.')}`] : [],
    );
    assert.ok(
      ['add.0.name', 'add.0.next_date', 'update.0.id', 'update.0.updated_at'].every((one) =>
        required.includes(one),
      ),
    );
    assert.ok(at('add', '0.periodicity').includes(-1));
    assert.ok(at('add', '0.tags').some((put) => typeof put === 'string' && put.length === 65_536));
    assert.ok(at('add', '0.tags').includes('a\u0000b') && at('add', '0.tags').includes('a\ud800b'));
    assert.ok(at('add', '0.tags').includes(null) && at('add', '0.contacts_id').includes(true));
  });

  it('put nothing in the place of a text that tells whose a record is but another text', () => {
    const marks = cases()
      .flat(2)
      .filter(
        ({ kind, path }) =>
          kind === 'case' && Array.isArray(path) && ['name', 'comment'].includes(String(path[1])),
      );

    assert.ok(marks.length > 4);
    for (const { put } of marks)
      assert.ok(put === undefined || (typeof put === 'string' && put !== ''), JSON.stringify(put));
  });

  it('ask lists in odd ways, by every parameter', () => {
    const queries = oddQueriesOf('customers.list');

    assert.ok(queries.includes('limit_rows=-1') && queries.includes('limit_rows=1&limit_rows=2'));
    assert.ok(queries.some((query) => query.startsWith('filter%5Bdate%5D%5Bfrom%5D=')));
    assert.ok(oddQueriesOf('transactions.list').includes('customer_id=%zz'));
  });
});
