import { untestable } from '../../spec/run/signals.ts';
import { inWords, refusalOf } from '../../target/answer.ts';
import { beforePurchase, type Period } from '../../target/amocrm/period.ts';
import { lastingSnapshotOf, presenceOf } from '../../target/amocrm/customer.ts';
import { inferred, restsOn, stated } from '../support/claims.ts';
import { expect } from '../support/expect.ts';
import { filled } from './filled.scenario.ts';
import { replaced } from './replaced.scenario.ts';
import { createdBy, leftOutOf, sorted, unlessFull } from './steps.ts';

const operation = 'periods.change';

/** Where a new period comes to stand among others, and what becomes of those who are in periods. */
export const periodsAround = [
  inferred(
    'periods.change.add.first',
    'A new period before the purchase stands where its sort puts it, ahead of those that lie apart.',
    {
      operation,
      source: ['periods.change: parameter update/sort', 'periods.change: sample request'],
      given: { replaced },
      holds({ replaced: { added, inserted } }) {
        restsOn(
          'periods.change.add',
          sorted(unlessFull(added)).created.length > 0,
          'No period can be added.',
        );
        const step = unlessFull(inserted);
        const known = new Set(step.before.map(({ id }) => id));
        const leftOut = new Set(leftOutOf(step).map(({ id }) => id));
        const ids = (list: readonly Period[]): readonly number[] =>
          beforePurchase(list).flatMap(({ id }) => (leftOut.has(id) ? [] : [id]));
        const order = ids(step.after).map((id) => (known.has(id) ? id : 'new'));

        expect(step.answer).toHaveStatus(200);
        expect(order.join(', '), 'Ids before the purchase, from the purchase day outwards').toBe(
          ['new', ...ids(step.before)].join(', '),
        );
      },
    },
  ),
  inferred('periods.change.add.id.new', 'A new period has an id that no period has had before.', {
    operation,
    source: ['periods.change: parameter update/id', 'periods.change: response items/id'],
    given: { replaced, filled },
    holds({ replaced: { found, added, inserted }, filled: { filling } }) {
      const earlier = [found, ...[added, inserted].map((step) => (step ? sorted(step).created : []))].flat();
      const created = createdBy(unlessFull(filling));
      const known = new Set(earlier.map(({ id }) => id));

      expect(
        created.filter(({ id }) => known.has(id)).map(({ id }) => id),
        'Ids of new periods that others have had before',
      ).toEqual([]);
    },
  }),
  inferred('periods.change.customers.kept', 'Customers stay in a period that is kept.', {
    operation,
    source: ['periods.change: the complete list is sent', 'customers.list: response period_id'],
    given: { replaced },
    holds({ replaced: { residents } }) {
      if (residents.ofKept.length === 0) {
        throw untestable('No customer of the run is stored in a period of the account.');
      }

      expect(residents.ofKept.map(({ id, after }) => [id, presenceOf(after), after?.['period_id']])).toEqual(
        residents.ofKept.map(({ id, period }) => [id, 'present', period]),
      );
    },
  }),
  stated('periods.change.add.used', 'A customer can be put into a period that was just added.', {
    operation,
    source: ['periods.intro: own periods can be created', 'customers.change: parameter add/period_id'],
    given: { replaced },
    holds({ replaced: { added, newcomers } }) {
      createdBy(unlessFull(added));
      const [first] = newcomers;
      const { answer } = unlessFull(first ?? null);

      expect(refusalOf(answer), `the refusal; the answer was ${inWords(answer)}`).toBeNull();
      expect(answer).toHaveStatus(200);
      restsOn(
        ['customers.add.single', 'customers.add.batch.two', 'customers.change.response.items.id'],
        newcomers.every(({ before }) => before !== null),
        'A customer that was put there is not found.',
      );
      expect(
        newcomers.map(({ before }) => before?.['period_id']),
        'the periods that they were put into',
      ).toEqual(newcomers.map(({ period }) => period));
    },
  }),
  inferred(
    'periods.change.customers.removed',
    'Customers of a period that is removed are not deleted, and keep all else that they have.',
    {
      operation,
      source: 'periods.change: left out means deleted',
      given: { replaced },
      holds({ replaced: { residents } }) {
        if (residents.ofRemoved.length === 0) {
          throw untestable('No customer was in a period that the run had created and removed.');
        }
        const kept = ({ period_id: _, closest_task_at: _task, ...others }: Snapshot) => others;

        for (const { before, after } of residents.ofRemoved) {
          expect(presenceOf(after)).toBe('present');
          expect(kept(lastingSnapshotOf(after))).toEqual(kept(lastingSnapshotOf(before)));
        }
      },
    },
  ),
];

type Snapshot = ReturnType<typeof lastingSnapshotOf>;
