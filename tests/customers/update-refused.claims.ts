import { refusalOf, type Answer } from '../../target/answer.ts';
import { inferred, stated } from '../support/claims.ts';
import { snapshotOf } from '../../target/amocrm/customer.ts';
import { expect } from './expect.ts';
import { staleSideOf, updateRefused } from './update-refused.scenario.ts';

const operation = 'customers.change';

/** Updates that are refused, or may be, and change nothing then. */
export const customersUpdateRefused = [
  stated('customers.update.required.id', 'An update without id is refused and changes nothing.', {
    operation,
    source: 'customers.change: parameter update/id',
    given: { updateRefused },
    holds({ updateRefused: { answers, withoutId } }) {
      expect(answers.withoutId).toBeRefused();
      expect(withoutId.created, 'customers created by the update').toEqual([]);
      expect(snapshotOf(withoutId.after)).toEqual(snapshotOf(withoutId.before));
    },
  }),
  stated(
    'customers.update.required.updated_at',
    'An update without `updated_at` is refused and changes nothing.',
    {
      operation,
      source: 'customers.change: parameter update/updated_at',
      given: { updateRefused },
      holds({ updateRefused: { answers, withoutDate } }) {
        expect(answers.withoutDate).toBeRefused();
        expect(snapshotOf(withoutDate.after)).toEqual(snapshotOf(withoutDate.before));
      },
    },
  ),
  inferred('customers.update.unknownId', 'An update of an unknown customer is refused and creates none.', {
    operation,
    source: 'customers.change: parameter update/id',
    given: { updateRefused },
    holds({ updateRefused: { answers, created } }) {
      expect(answers.unknownId).toBeRefused();
      expect(created, 'customers created by the update').toEqual([]);
    },
  }),
  inferred(
    'customers.update.atOnce',
    'Of two updates at once, with the same date, each is carried out whole, or refused and changes nothing.',
    {
      operation,
      source: ['customers.change: parameter update', 'customers.change: parameter update/updated_at'],
      readings: ['staleUpdate'],
      given: { updateRefused },
      holds({ updateRefused: { hurried } }) {
        const { before, after, sent } = hurried;
        const isTaken = (answer: Answer) => answer.status === 200 && refusalOf(answer) === null;
        const wanted = sent.map(({ field, value, answer }) => (isTaken(answer) ? value : before[field]));

        expect(
          sent.filter(({ answer }) => isTaken(answer)).length,
          'updates that were taken',
        ).toBeGreaterThan(0);
        expect(
          sent.map(({ field }) => after?.[field]),
          'name and price after both updates',
        ).toEqual(wanted);
      },
    },
  ),
  inferred(
    'customers.update.stale',
    'An update older than what is stored is carried out whole, or refused and changes nothing.',
    {
      operation,
      source: 'customers.change: parameter update/updated_at',
      readings: ['staleUpdate'],
      given: { updateRefused },
      holds({ updateRefused: { answers, stale } }, { observe }) {
        const side = staleSideOf(answers.stale, stale);

        expect(
          side,
          'the outdated update is carried out whole, or refused and changes nothing',
        ).not.toBeNull();
        observe('staleUpdate', String(side));
      },
    },
  ),
];
