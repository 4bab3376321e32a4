import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CoreResponse } from '../../../reference/core/handler.ts';
import { choices, defaultPolicy, type Policy } from '../../../reference/core/policy.ts';
import { policyVariants } from '../../../reference/variants/policies.ts';
import {
  bodyOf,
  customers,
  ids,
  idsOf,
  inProcess,
  itemsOf,
  periods,
  stored,
  transactions,
} from './in-process.ts';

type Account = ReturnType<typeof inProcess>;

const relations = ['main_contact', 'tags', 'custom_fields', 'contacts', 'company'] as const;
const oneBefore = { id: ids.beforePeriods[0], period: 6, color: '#000000', sort: 1 };
const afterPeriod = { id: ids.afterPeriod, period: 60, color: '#fd5598', sort: 0 };

const errorsOf = (response: CoreResponse): unknown => bodyOf(response)._embedded.errors;
const refused = (account: Account): CoreResponse => account.get(`${customers}?limit_rows=x`);

/** Adds two good customers around a bad one, and updates one that is there and one that is not. */
function partlyBad(account: Account): CoreResponse {
  const [id = 0] = account.added({});
  const add = [{ name: 'Good', next_date: 1 }, { name: 'Bad' }, { name: 'Good too', next_date: 1 }];
  const update = [
    { id: 7, updated_at: 1 },
    { id, updated_at: 1, name: 'Renamed' },
  ];
  return account.post(customers, { add, update });
}

/** Whether a customer updated at 100 takes an update of that time. */
function takes(account: Account, updated_at: number): boolean {
  const [id = 0] = account.added({ updated_at: 100 });
  const answer = account.post(customers, { update: [{ id, updated_at, name: 'Fresh' }] });
  assert.equal(stored(account, id)?.name === 'Fresh', errorsOf(answer) === undefined);
  return errorsOf(answer) === undefined;
}

function shownRelations(account: Account): readonly string[] {
  const customer = account.customer(account.added({})[0] ?? 0);
  const shown = relations.map((name) => (name in customer ? JSON.stringify(customer[name]) : 'absent'));
  return [...new Set(shown)];
}

function periodsWithLinks(account: Account): readonly boolean[] {
  const answers = [account.get(periods), account.post(periods, { update: [oneBefore] })];
  return [...new Set(answers.flatMap((answer) => itemsOf<object>(answer).map((item) => '_links' in item)))];
}

/** What is seen of a record after its deletion. */
function afterDeletion(account: Account): unknown {
  const [id = 0] = account.added({});
  account.post(customers, { delete: [id] });
  return itemsOf<{ is_deleted: boolean }>(account.get(`${customers}?id=${id}`)).map((one) => one.is_deleted);
}

function deletedPurchase(account: Account): unknown {
  const [id = 0] = [...account.state.transactions.keys()];
  const response = account.post(transactions, { delete: [id, 7] });
  if (response.status === 204) return 'no body';
  const items: unknown = bodyOf(response)._embedded.items;
  return Array.isArray(items) ? 'list' : Object.keys(items as object);
}

function storedTime(account: Account): unknown {
  const [id = 0] = account.added({ updated_at: 100 });
  account.post(customers, { update: [{ id, updated_at: 101 }] });
  return stored(account, id)?.updated_at;
}

const error = 'limit_rows has to be a whole number';

/** What each switch is about, how it stands, and what then is seen. */
const cases: readonly (readonly [Partial<Policy>, (account: Account) => unknown, unknown])[] = [
  [{}, afterDeletion, []],
  [{ deletedRecords: 'flagged' }, afterDeletion, [true]],
  [{}, (account) => account.get(`${customers}?id=7`).status, 204],
  [{ emptyList: 'emptyItems' }, (account) => idsOf(account.get(`${customers}?id=7`)), []],
  [{ emptyList: 'emptyItems' }, (account) => account.get(`${customers}?id=7`).status, 200],
  [{}, (account) => partlyBad(account).status, 400],
  [{ partlyBadBatch: 'listed' }, (account) => idsOf(partlyBad(account)).length, 3],
  [
    { partlyBadBatch: 'listed' },
    (account) => errorsOf(partlyBad(account)),
    { add: { 1: 'next_date is required' }, update: { 7: 'there is no customer 7' } },
  ],
  [
    { partlyBadBatch: 'listed', itemErrors: 'list' },
    (account) => errorsOf(partlyBad(account)),
    {
      add: [{ code: 400, message: 'next_date is required' }],
      update: [{ code: 400, message: 'there is no customer 7' }],
    },
  ],
  [{}, (account) => [99, 100, 101].map((time) => takes(account, time)), [true, true, true]],
  [
    { staleUpdate: 'refused' },
    (account) => [99, 100, 101].map((time) => takes(account, time)),
    [false, true, true],
  ],
  [
    { staleUpdate: 'equalRefused' },
    (account) => [99, 100, 101].map((time) => takes(account, time)),
    [false, false, true],
  ],
  [{}, storedTime, 101],
  [{ updatedAt: 'serverClock' }, storedTime, 1_700_000_000],
  [{}, (account) => account.post(periods, { update: [oneBefore] }).status, 200],
  [{ afterLeftOut: 'refused' }, (account) => account.post(periods, { update: [oneBefore] }).status, 400],
  [{}, (account) => idsOf(account.post(periods, { update: [oneBefore, afterPeriod] })), [oneBefore.id]],
  [
    { periodChangeItems: 'whole' },
    (account) => idsOf(account.post(periods, { update: [oneBefore, afterPeriod] })),
    [oneBefore.id, afterPeriod.id],
  ],
  [{ periodLinks: 'everywhere' }, periodsWithLinks, [true]],
  [{ periodLinks: 'nowhere' }, periodsWithLinks, [false]],
  [{}, shownRelations, ['{}']],
  [{ emptyRelation: 'list' }, shownRelations, ['[]']],
  [{ emptyRelation: 'null' }, shownRelations, ['null']],
  [{ emptyRelation: 'absent' }, shownRelations, ['absent']],
  [{ unsetNumber: null }, (account) => account.customer(account.added({})[0] ?? 0).next_price, null],
  [{}, deletedPurchase, 'no body'],
  [{ transactionDelete: 'list' }, deletedPurchase, 'list'],
  [{ transactionDelete: 'deletedObject' }, deletedPurchase, ['deleted']],
  [
    { selfLink: 'withQuery' },
    (account) => bodyOf(account.get(`${customers}?limit_rows=1`))._links.self.href,
    `${customers}?limit_rows=1`,
  ],
  [
    { errorBody: 'response' },
    (account) => refused(account).body,
    { response: { error, error_code: '400', server_time: 1_700_000_000 } },
  ],
  [
    { errorBody: 'problem' },
    (account) => refused(account).body,
    { title: 'Refused', type: 'about:blank', status: 400, detail: error },
  ],
  [{ errorBody: 'text' }, (account) => refused(account).body, error],
  [{ errorBody: 'none' }, (account) => refused(account).body, undefined],
  [{ pageSize: 50 }, (account) => (account.added(...many), idsOf(account.get(customers)).length), 50],
  [
    { listOrder: 'newestFirst' },
    (account) => account.added({}, {})[1] === idsOf(account.get(customers))[0],
    true,
  ],
  [{ unsupportedMethod: 404 }, (account) => account.send('PUT', customers).status, 404],
  [{ unsupportedMethod: 501 }, (account) => account.send('PUT', customers).status, 501],
];
const many = Array.from({ length: 60 }, () => ({}));

describe('the policy', () => {
  for (const [at, [policy, look, seen]] of cases.entries()) {
    it(`${JSON.stringify(policy)} is seen (${at + 1})`, () => {
      assert.deepEqual(look(inProcess(policy)), seen);
    });
  }

  it('has its first value of each choice as the default, and every other one as a variant', () => {
    for (const [choice, [first, ...others]] of Object.entries(choices)) {
      assert.equal(Object.entries(defaultPolicy).find(([key]) => key === choice)?.[1], first);
      for (const value of others) {
        const found = policyVariants.some(({ policy }) =>
          Object.entries(policy ?? {}).some(([key, each]) => key === choice && each === value),
        );
        assert.ok(found, `${choice}: ${value}`);
      }
    }
  });
});
