import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { largeRun } from '../reports/large-run.ts';
import { requirementsShown, visits } from './opened.ts';
import { reportPage } from './pages.ts';

const { results, exchanges } = largeRun(10_000);
const report = reportPage(results, exchanges);
const visit = visits(report);

describe('the report of a run with ten thousand exchanges', () => {
  it('stays below ten megabytes', () => {
    const bytes = Buffer.byteLength(report.html);
    assert.ok(bytes < 10_000_000, `${String(bytes)} bytes`);
  });

  it('opens, filters and follows links', () =>
    visit(report, async (page) => {
      assert.equal((await requirementsShown(page)).length, results.requirements.length);

      await page.locator('[data-filter] input[name=outcome][value=failed]').click();
      const failed = await requirementsShown(page);
      assert.equal(failed.length, results.counts.failed);

      const last = failed.at(-1);
      await page.evaluate(`location.hash = ${JSON.stringify(last)}`);
      await page.locator(`[id="${last}"] .more`).waitFor({ state: 'visible' });
    }));
});
