import { idsOf, itemsOf } from '../../target/answer.ts';
import type { SourceRowId } from '../../spec/source-rows.ts';
import { untestable } from '../../spec/run/signals.ts';
import { inferred, restsOn, stated } from '../support/claims.ts';
import { expect } from './expect.ts';
import type { Narrowed } from './filters-together.ts';
import { afterOthers, listedTogether } from './listed.scenario.ts';

const operation = 'customers.list';

const source: readonly SourceRowId[] = [
  'customers.list: filters and pages',
  'customers.list: parameter filter/main_user',
  'customers.list: parameter filter/date',
  'customers.list: parameter filter/next_date',
  'customers.list: parameter limit_rows',
  'customers.list: parameter limit_offset',
];

/** Lists for which everything is asked at once, and what is left of that for the next one. */
export const customersFilterTogether = [
  stated(
    'customers.list.filter.together.create',
    'Filters by user, creation and next purchase hold together, page by page.',
    {
      operation,
      source,
      given: { listed: listedTogether },
      holds({ listed: { byCreation } }) {
        showsItsRows(byCreation);
      },
    },
  ),
  stated(
    'customers.list.filter.together.modify',
    'Filters by user, change and next purchase hold together, page by page.',
    {
      operation,
      source,
      given: { listed: listedTogether },
      holds({ listed: { byChange, byOtherChange, cast } }) {
        restsOn(
          'customers.add.updated_at',
          cast.every(({ stored }) => Number(stored?.['updated_at']) > 0),
          'A stored customer has no date of its last change.',
        );

        showsItsRows(byChange);
        showsItsRows(byOtherChange);
      },
    },
  ),
  inferred(
    'customers.list.filter.forgotten',
    'Filters and pages count for their own request, and not for the next one over the connection.',
    {
      operation,
      source: 'customers.list: filters and pages',
      given: { after: afterOthers },
      holds({ after: { shown, expected } }) {
        const missing = expected.filter(({ id }) => !shown.includes(id ?? 0));
        // Where the filter by itself shows none of them, nothing of an earlier one is to be seen.
        restsOn(
          'customers.list.filter.next_date.range',
          missing.length < expected.length,
          'The list of a day shows no customer of that day.',
        );

        expect(
          missing.map(({ id }) => id),
          'customers that are hidden by what was asked for before',
        ).toEqual([]);
      },
    },
  ),
];

/** Of those who match as many rows as were asked for, and nobody else. */
function showsItsRows({ answer, matching, strangers, rows }: Narrowed): void {
  const shown = idsOf(itemsOf(answer));
  if (strangers.length > 0) {
    throw untestable('Others have customers on days that this run uses: try another seed.');
  }

  expect(answer).toHaveStatus(200, 204);
  expect(
    shown.filter((id) => !matching.includes(id)),
    'customers that are listed and do not match',
  ).toEqual([]);
  expect(shown.length, `rows, where ${matching.length} match`).toBe(rows);
}
