import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { examine } from '../../../cli/proof/examine.ts';
import { assembled } from '../../../reference/assembly.ts';
import { faults } from '../../../reference/faults/index.ts';
import { type Defect, defectsOf, type KnownFault } from '../../../reports/defects.ts';
import type { Violation } from '../../../spec/contract/violation.ts';
import { operationIds, type OperationId } from '../../../spec/operations.ts';
import type { RequirementResult } from '../../../spec/run/results.ts';
import { claims } from '../../catalogue.ts';
import { certifiedServer } from '../network/certified-server.ts';
import { answered, exchange, idsOf, requirement, violation } from './made-up.ts';
import { defectsIn, recognised } from './planted.ts';

const failed = (id: string, over: Partial<RequirementResult> = {}) =>
  requirement(id, 'failed', { operation: 'customers.change', ...over });

/** A failed part of an operation's answers, and the exchanges that show it. */
function broken(operation: OperationId, part: string, ids: readonly number[], over: Partial<Violation>) {
  const id = `${operation}.response.${part}`;
  const shown = violation(id, over);
  const violations = ids.slice(0, 1).map((number) => ({ ...shown, exchange: number }));
  return {
    result: failed(id, { operation, exchanges: ids, violations }),
    exchanges: ids.map((number) =>
      exchange(number, { operation, violations: [shown], response: answered(`"${operation} ${number}"`) }),
    ),
  };
}

const grouping = (defects: readonly Defect[]) => defects.map(({ requirements }) => idsOf(requirements));

describe('what the contract finds wrong', () => {
  it('is one defect where it is the same part of several operations', () => {
    const all = operationIds.map((operation, at) =>
      broken(operation, 'contentType', [at * 2 + 1, at * 2 + 2], {
        pointer: 'header:content-type',
        expected: 'application/hal+json',
        actual: 'the string "text/html"',
      }),
    );
    const [defect, ...others] = defectsOf(
      all.map(({ result }) => result),
      all.flatMap(({ exchanges }) => exchanges),
    );

    assert.deepEqual(others, []);
    assert.equal(
      defect?.headline,
      '`Content-Type` is wrong in answers to all 6 operations: expected application/hal+json, got the string "text/html"',
    );
    assert.deepEqual(defect.exchanges, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('is one defect where it is the same wrong type in many parts', () => {
    const parts = ['id', 'next_price', 'account_id'].map((part, at) =>
      broken('customers.list', `items.${part}`, [at + 1], {
        pointer: `/_embedded/items/0/${part}`,
        actual: 'the string "12"',
      }),
    );
    const [defect, ...others] = defectsOf(parts.map(({ result }) => result));

    assert.deepEqual(others, []);
    assert.equal(
      defect?.headline,
      '`id`, `next_price`, `account_id` are each a string instead of a number in answers to GET customers',
    );
  });

  it('takes in what rests on an answer in whose very field it is', () => {
    const mark = broken('customers.list', 'items.is_deleted', [7], {
      pointer: '/_embedded/items/0/is_deleted',
      expected: 'true or false',
      actual: 'the number 0',
    });
    const behaviour = failed('customers.add.is_deleted', {
      exchanges: [6, 7],
      reason: 'is_deleted reads back as 0, expected false.',
    });
    const other = failed('customers.add.name', {
      exchanges: [6, 7],
      reason: 'name reads back as "b", expected "a".',
    });

    assert.deepEqual(grouping(defectsOf([behaviour, other, mark.result], mark.exchanges)), [
      ['customers.add.is_deleted', 'customers.list.response.items.is_deleted'],
      ['customers.add.name'],
    ]);
  });
});

const ofLists = claims.filter(({ id }) => id.startsWith('customers.list.'));

describe('what behaves otherwise', () => {
  const rows = (id: string, expected: number, received: number) =>
    failed(id, {
      operation: 'customers.list',
      source: ['Customers › List › parameter limit_rows'],
      reason: `expected ${String(expected)}, received ${String(received)}`,
      detail: `Expected: ${String(expected)}\nReceived: ${String(received)}`,
    });

  it('is named by parameter, operation, what was asked for and what came', () => {
    const [defect, ...others] = defectsOf([
      rows('customers.list.limit_rows.one', 1, 500),
      rows('customers.list.limit_rows.several', 3, 500),
    ]);

    assert.deepEqual(others, []);
    assert.equal(defect?.headline, '`limit_rows` is ignored on GET customers: asked for 1, got 500');
  });

  it('is named so in the words of a real run, too', async () => {
    const ignored = faults.filter(({ name }) => name === 'limit-ignored');
    const run = await examine(assembled([], ignored), { seed: 1, claims: ofLists });
    const [defect, ...others] = defectsIn(run);

    assert.deepEqual(others, []);
    assert.match(
      defect?.headline ?? '',
      /^`limit_rows` is ignored on GET customers: asked for 1, got 500 \(and with it `limit_offset`, `filter`\)$/,
    );
  });

  it('is a defect of each action and field', () => {
    const stored = (id: string, field: string) =>
      failed(id, { reason: `${field} reads back as 5, expected 7.` });

    assert.deepEqual(
      grouping(
        defectsOf([
          stored('customers.add.next_price', 'next_price'),
          stored('customers.add.next_price.bounds', 'next_price'),
          stored('customers.add.periodicity', 'periodicity'),
          stored('customers.update.next_price', 'next_price'),
        ]),
      ),
      [
        ['customers.add.next_price', 'customers.add.next_price.bounds'],
        ['customers.add.periodicity'],
        ['customers.update.next_price'],
      ],
    );
  });

  it('is one defect where many fields of one action differ in the same way', () => {
    const fields = ['name', 'next_date', 'next_price', 'periodicity'];

    const [defect, ...others] = defectsOf(
      fields.map((field) =>
        failed(`customers.update.${field}`, { reason: `${field} reads back as 1, expected 2.` }),
      ),
    );

    assert.deepEqual(others, []);
    assert.match(
      defect?.headline ?? '',
      /^`name`, `next_date`, `next_price`, `periodicity` read back otherwise/,
    );
  });

  it('never lets what a server sent mark a name', () => {
    const reason = 'name reads back as "`rm -rf`", expected "a".';
    const [defect] = defectsOf([failed('customers.add.name', { reason })]);

    assert.equal(defect?.headline.split('`').length, 3);
  });
});

describe('a known fault', () => {
  const fault: KnownFault = {
    name: 'limit-ignored',
    breaks: 'customers.list.limit_rows.one',
    describe: 'The number of rows is ignored.',
    failed: ['customers.list.limit_rows.one', 'customers.list.pages'],
  };
  const both = ['customers.list.limit_rows.one', 'customers.list.pages'].map((id) =>
    failed(id, { operation: 'customers.list', reason: id }),
  );

  it('puts together what it fails, and is named where nothing else failed with it', () => {
    const [defect, ...others] = defectsOf(both, [], [fault]);

    assert.deepEqual(others, []);
    assert.deepEqual(defect?.looksLike, [fault]);
  });

  it('is not named where a part of what it fails passed', () => {
    const defects = defectsOf(
      [...both.slice(1), requirement('customers.list.limit_rows.one', 'passed')],
      [],
      [fault],
    );

    assert.deepEqual(
      defects.map(({ looksLike }) => looksLike),
      [[]],
    );
  });
});

it('defects that only warn stand last, the wider before the narrower', () => {
  const warnings = ['a', 'b', 'c'].map((name) =>
    failed(`periods.list.${name}`, { evidence: 'inferred', reason: 'the same', operation: 'periods.list' }),
  );
  const wide = ['y', 'z'].map((name) => failed(`customers.list.${name}`, { reason: 'both' }));

  assert.deepEqual(
    defectsOf([...warnings, failed('customers.add.x'), ...wide]).map(({ decides, id }) => [decides, id]),
    [
      [true, 'defect-customers.list.y'],
      [true, 'defect-customers.add.x'],
      [false, 'defect-periods.list.a'],
    ],
  );
});

describe('of a whole run', () => {
  it('a single fault is one defect that names it', async () => {
    const planted = faults.filter(({ name }) => name === 'mark-of-deletion-as-number');
    const defects = defectsIn(await examine(assembled([], planted), { seed: 1 }));

    assert.equal(defects.length, 1);
    assert.deepEqual(recognised({ planted, defects }), { shown: 1, hidden: 0, misnamed: [] });
    assert.ok(defects[0]?.looksLike.some(({ name }) => name === 'mark-of-deletion-as-number'));
  });

  it('a server that answers everything with an empty object has at most ten defects, and they say so', async () => {
    const defects = defectsIn(
      await certifiedServer(() => (incoming, outgoing) => {
        incoming.resume();
        outgoing.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      }),
    );

    assert.ok(defects.length <= 10, defects.map(({ headline }) => headline).join('\n'));
    assert.match(defects[0]?.headline ?? '', /answers? everything alike: `200 \{\}`$/);
  });
});
