import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { awaitedFrom } from '../../../target/amocrm/awaited.ts';
import { exchanged } from '../support/answers.ts';

const customers = '/api/v2/customers';
const transactions = '/api/v2/transactions';
const periods = '/api/v2/customers_periods';

type Message = Parameters<typeof exchanged>[1];

/** Whether the answer to a GET lacks something of a change; null where it says nothing of it. */
function lacks(change: Message, path: string, read: Omit<Message, 'path'>): boolean | null {
  const told = awaitedFrom(exchanged('POST', change)).map(({ isMissedIn }) =>
    isMissedIn({ method: 'GET', path }, exchanged('GET', { path, ...read })),
  );
  return told.includes(true) ? true : told.includes(false) ? false : null;
}

const anna = { name: 'Anna', next_date: 1_990_000_000, created_at: Date.UTC(2001, 4, 10, 12) / 1000 };
const ofMay = (more = '&limit_rows=500') =>
  `${customers}?filter[date][type]=create&filter[date][from]=08.05.2001&filter[date][to]=12.05.2001${more}`;

describe('what answers show of a customer', () => {
  const added: Message = { path: customers, sent: { add: [anna] }, items: [{ id: 7 }] };

  it('that was added: it is found by its id, and in whole lists of the day of its creation', () => {
    for (const path of [`${customers}?id=7`, `${customers}?id%5B%5D=6&id%5B%5D=7`, ofMay()]) {
      assert.equal(lacks(added, path, { status: 204 }), true, path);
      assert.equal(lacks(added, path, { items: [{ id: 7 }] }), false, path);
    }
  });

  it('nothing where a list need not have it, or tells of nothing', () => {
    for (const path of [
      `${customers}?id=8`,
      ofMay('&limit_rows=1'),
      ofMay('&limit_rows=500&limit_offset=1'),
      ofMay('&limit_rows=500&filter[main_user][]=1'),
      ofMay('&limit_rows=500&filter[next_date][from]=01.01.2034'),
      ofMay(''),
      `${customers}?limit_rows=500`,
    ]) {
      assert.equal(lacks(added, path, { items: [{ id: 6 }] }), null, path);
    }
    assert.equal(lacks(added, `${customers}?id=7`, { status: 500 }), null);
    assert.equal(lacks(added, `${transactions}?id=7`, { status: 204 }), null);
  });

  it('that was added: whatever else narrows the list down, if it is whole all the same', () => {
    const ofUser = { ...added, sent: { add: [{ ...anna, responsible_user_id: '2' }] } };
    for (const path of [
      ofMay('&limit_rows=500&filter[next_date][from]=01.01.2030&filter[next_date][to]=01.01.2034'),
      ofMay('&limit_rows=500&filter[main_user][]=1&filter[main_user][]=2'),
      ofMay('&limit_rows=2'),
      ofMay(''),
    ]) {
      assert.equal(lacks(ofUser, path, { status: 204 }), true, path);
    }
    const full = Array.from({ length: 500 }, (_, index) => ({ id: 10 + index }));
    assert.equal(lacks(added, ofMay('&limit_rows=1000'), { items: full }), null);
  });

  it('that was added among others that were refused: in lists to which all of them belong', () => {
    const beside = (created_at: number): Message => ({
      ...added,
      sent: { add: [anna, { ...anna, created_at }] },
    });

    assert.equal(lacks(beside(anna.created_at), ofMay(), { status: 204 }), true);
    assert.equal(lacks(beside(0), ofMay(), { status: 204 }), null);
  });

  it('that was updated: some of what was sent, whatever else it shows', () => {
    const updated: Message = {
      path: customers,
      sent: { update: [{ id: 7, name: 'Bea', next_price: '12' }] },
      items: [{ id: 7 }],
    };
    const shown = (item: object) => lacks(updated, `${customers}?id=7`, { items: [{ id: 7, ...item }] });

    assert.equal(shown({ name: 'Anna', next_price: 3 }), true);
    assert.equal(shown({ name: 'Anna', next_price: 12 }), false);
  });

  it('from which something was detached: nothing of it', () => {
    const unlinked: Message = {
      path: customers,
      sent: { update: [{ id: 7, unlink: { contacts_id: ['5'], company_id: 9 } }] },
      items: [{ id: 7 }],
    };
    const shown = (item: object) => lacks(unlinked, `${customers}?id=7`, { items: [{ id: 7, ...item }] });

    assert.equal(shown({ contacts: { id: [4, 5] }, company: {} }), true);
    assert.equal(shown({ contacts: { id: [4] }, company: { id: 9 } }), true);
    assert.equal(shown({ contacts: { id: [4] }, company: { id: 8 } }), false);
  });

  it('that was deleted: nothing any more, or that it is', () => {
    const deleted: Message = {
      path: customers,
      sent: { delete: [7] },
      items: { deleted: [{ id: 7 }] },
    };
    const shown = (...items: object[]) => lacks(deleted, `${customers}?id=7`, { items });

    assert.deepEqual([shown({ id: 7 }), shown(), shown({ id: 7, is_deleted: true })], [true, false, false]);
  });
});

describe('what answers show of a transaction', () => {
  const added: Message = {
    path: transactions,
    sent: { add: [{ customer_id: 7, price: 5 }] },
    items: [{ id: 3 }],
  };

  it('that was added: it is in the whole list of its customer, and goes with that one', () => {
    assert.equal(lacks(added, `${transactions}?customer_id=7&limit_rows=500`, { status: 204 }), true);
    assert.equal(lacks(added, `${transactions}?customer_id=8&limit_rows=500`, { status: 204 }), null);
    assert.equal(lacks(added, `${transactions}?customer_id=7`, { items: [{ id: 2 }] }), null);
    assert.deepEqual(awaitedFrom(exchanged('POST', added))[0]?.hangsOn, { kind: 'customers', id: 7 });
  });

  it('that was deleted: nothing any more', () => {
    const deleted: Message = { path: transactions, sent: { delete: [3] }, status: 204 };

    assert.equal(
      lacks(deleted, `${transactions}?customer_id=7&limit_rows=500`, { items: [{ id: 3 }] }),
      true,
    );
    assert.equal(lacks(deleted, `${transactions}?id=3`, { status: 204 }), false);
  });
});

describe('what the list shows of periods that were replaced', () => {
  const [near, far] = [
    { id: 1, period: 5, color: '#AABBCC', sort: 1 },
    { id: 2, period: 9, color: '#ddeeff', sort: 2 },
  ];
  const listed = (...items: readonly object[]) =>
    items.map((item) => ({ type: 'before', before_buy: 0, after_buy: null, ...item }));
  const shows = (sent: readonly object[], ...items: readonly object[]) =>
    lacks({ path: periods, sent: { update: sent }, items: [] }, periods, {
      items: listed(...items),
    });

  it('the days and the colour of each, and their order', () => {
    assert.equal(shows([near, far], near, far), false);
    assert.equal(shows([near, { ...far, period: '10' }], near, far), true);
    assert.equal(shows([near, { ...far, color: '#000000' }], near, far), true);
    assert.equal(shows([{ ...near, sort: 3 }, far], near, far), true);
  });

  it('a new one, and none that was left out but the one behind the purchase', () => {
    const fresh = { period: 30, color: '#112233', sort: 3 };

    assert.equal(shows([near, far, fresh], near, far), true);
    assert.equal(shows([near, far, fresh], near, far, { ...fresh, id: 3 }), false);
    assert.equal(shows([near], near, far), true);
    assert.equal(shows([near], near, { ...far, type: 'after' }), false);
  });
});
