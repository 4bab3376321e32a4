import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { examine } from '../../../cli/proof/examine.ts';
import { assembled } from '../../../reference/assembly.ts';
import { inDrawnOrder } from '../reports/planted.ts';
import { sheetsOf, visits } from './opened.ts';
import { reportPage } from './pages.ts';

/** Two for the reviewer, and one for each defect. */
const MOST_SHEETS = 12;

const reports = await Promise.all(
  [1, 2].map(async (seed) => {
    const { results, exchanges } = await examine(assembled([], inDrawnOrder(seed).slice(0, 10)), { seed });
    return reportPage(results, exchanges);
  }),
);

describe('on paper', () => {
  const visit = visits(...reports);

  for (const [index, report] of reports.entries())
    it(`ten defects take a sheet each at most, whichever they are (${String(index + 1)})`, () =>
      visit(report, async (page) => {
        const sheets = await sheetsOf(page);

        assert.ok(sheets > 2 && sheets <= MOST_SHEETS, `${String(sheets)} sheets`);
      }));
});
