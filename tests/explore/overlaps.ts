/** Requests that are under way at once: what is drawn, and what every exploration tries. */
import fc from 'fast-check';
import type { Weighted } from '../../engine/explore/terrain.ts';
import type { Step } from '../../spec/run/exploration.ts';
import type { RemoveSpec } from './customers-request.ts';
import type { OverlapStep, Part } from './overlap.ts';
import { none, plannedPurchase, soundComment, soundCustomer, soundUpdate } from './specs.ts';

const place = fc.nat(9);
const removing = fc.record<RemoveSpec>({
  of: fc.array(place, { minLength: 1, maxLength: 2 }),
  as: fc.constantFrom('numbers', 'strings'),
});
const changes = {
  kind: fc.constant('customers' as const),
  add: none,
  update: none,
  look: fc.constant('by ids' as const),
};
const bought = {
  kind: fc.constant('transactions' as const),
  add: none,
  comments: none,
  key: fc.constant('comment' as const),
  slash: fc.constant(true),
};

export function overlapSteps(): readonly Weighted[] {
  const part: fc.Arbitrary<Part> = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ ...changes, update: fc.array(soundUpdate, { minLength: 1, maxLength: 2 }) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ ...changes, add: fc.array(soundCustomer, { minLength: 1, maxLength: 2 }) }),
    },
    { weight: 1, arbitrary: fc.record({ ...changes, remove: removing }) },
    {
      weight: 2,
      arbitrary: fc.record({ ...bought, add: fc.array(plannedPurchase, { minLength: 1, maxLength: 2 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ ...bought, comments: fc.array(soundComment, { minLength: 1, maxLength: 2 }) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('read' as const),
        what: fc.constantFrom<('by ids' | 'by days')[]>('by ids', 'by days'),
      }),
    },
  );
  const step: fc.Arbitrary<OverlapStep> = fc.record({
    kind: fc.constant('at once' as const),
    all: fc.array(part, { minLength: 2, maxLength: 4 }),
  });
  return [{ weight: 3, arbitrary: step }];
}

const at = (slot: number) => ({ slot, seconds: 0 });
const plain = (n: number) => ({ sort: 'plain', n });
const update = (of: number, fields: object) => ({
  kind: 'customers',
  add: [],
  update: [{ of, form: 'numbers', date: 'later', ...fields }],
  look: 'by ids',
});
const add = (...slots: readonly number[]) => ({
  kind: 'customers',
  add: slots.map((slot) => ({
    name: plain(slot),
    created: at(slot),
    next: at(slot),
    price: 100 + slot,
    tags: slot,
    remark: plain(slot),
    request: 9000 + slot,
    form: 'numbers',
  })),
  update: [],
  look: 'by ids',
});
const remove = (...of: readonly number[]) => ({
  kind: 'customers',
  add: [],
  update: [],
  remove: { of, as: 'numbers' },
  look: 'by ids',
});
const buy = (of: number, n: number) => ({
  kind: 'transactions',
  add: [
    {
      of,
      price: n,
      comment: plain(n),
      date: 1_400_000_000 + n,
      next: at(n),
      nextPrice: 50 + n,
      form: 'numbers',
    },
  ],
  comments: [],
  key: 'comment',
  slash: true,
});
const note = (of: number, n: number) => ({
  kind: 'transactions',
  add: [],
  comments: [{ of, text: plain(n), form: 'numbers' }],
  key: 'comment',
  slash: true,
});
const discard = (of: number) => ({
  kind: 'transactions',
  add: [],
  comments: [],
  remove: { of: [of], as: 'numbers' },
  key: 'comment',
  slash: true,
});
const read = (what: 'by ids' | 'by days') => ({ kind: 'read', what });
const intrude = { kind: 'vain', operation: 'customers.list', by: 'nobody' };
const atOnce = (...all: readonly object[]): Step => ({ kind: 'at once', all });

/** Two halves of what an update may write: each is lost with a server that writes back what it had read before. */
const one = (n: number) => ({ name: plain(n), price: 10 + n, remark: plain(n), contacts: [1] });
const other = (n: number) => ({ tags: n, periodicity: 30 + n, options: [0, 1], company: 1 });
const most = (n: number) => ({
  name: plain(n),
  price: 50 + n,
  periodicity: 70 + n,
  tags: n,
  remark: plain(n),
  responsible: n % 2,
});

/** In some thirty requests each: what happens to customers at once, and to purchases. */
export const overlaps: readonly (readonly Step[])[] = [
  [
    atOnce(update(0, one(3)), update(0, other(3)), update(1, other(4)), update(1, one(4))),
    atOnce(
      update(1, most(5)),
      update(1, most(6)),
      read('by ids'),
      update(0, { name: plain(7), price: 41 }),
      update(2, { tags: 8, remark: plain(8) }),
    ),
    atOnce(add(5), add(6), read('by days'), add(7, 8), add(9), intrude),
    atOnce(update(3, one(2)), remove(3), remove(4), remove(4), read('by days'), intrude),
  ],
  [
    atOnce(buy(0, 1), buy(0, 2), update(0, { name: plain(1), tags: 9, periodicity: 9 }), buy(1, 3)),
    atOnce(note(0, 4), note(1, 5), update(1, { price: 71 }), note(2, 6)),
    atOnce(note(2, 7), note(2, 8), discard(0), discard(1)),
    atOnce(remove(2), buy(2, 7), add(4), add(3)),
  ],
];
