import { inWords, refusalOf, refusesSome, type Answer } from '../../target/answer.ts';
import { inferred, stated } from '../support/claims.ts';
import { snapshotOf } from '../../target/amocrm/customer.ts';
import { fateOf } from './beside.ts';
import { deletions } from './deleted.scenario.ts';
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
      expect(
        refusesSome(answers.unknownId),
        `refused, or an error for it; the answer was ${inWords(answers.unknownId)}`,
      ).toBe(true);
      expect(created, 'customers created by the update').toEqual([]);
    },
  }),
  stated(
    'customers.update.beside',
    'Beside one that is unknown or deleted an update is acknowledged and carried out, or refused and not.',
    {
      operation,
      source: ['customers.change: parameter update', 'customers.change: one by one or in batch'],
      readings: ['partlyBadBatch'],
      given: { updateRefused, deletions },
      holds({ updateRefused: { companions }, deletions: { companion } }) {
        for (const one of [...companions, companion]) {
          expect(
            fateOf(one),
            `acknowledged with an amount of ${one.price} and carried out, or refused and not; the answer was ${inWords(one.answer)}`,
          ).not.toBeNull();
        }
      },
    },
  ),
  inferred(
    'customers.update.batch.partlyBad',
    'A batch with an update of an unknown customer is refused whole, or its good part is carried out and the bad one listed as an error.',
    {
      operation,
      source: 'customers.change: one by one or in batch',
      readings: ['partlyBadBatch'],
      given: { updateRefused },
      holds({ updateRefused: { companions, answers } }) {
        const isWhole = refusalOf(answers.unknownId) === 'status';

        expect(companions.map(fateOf)).toEqual(companions.map(() => (isWhole ? 'refused' : 'done')));
        expect(refusesSome(answers.unknownId), 'refused, or an error for the unknown one').toBe(true);
      },
    },
  ),
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
