import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from '@playwright/test';
import { largeRun } from '../reports/large-run.ts';
import { launchChromium } from './chromium.ts';
import { opened } from './opened.ts';
import { reportPage } from './pages.ts';

const { results, exchanges } = largeRun(10_000);
const report = reportPage(results, exchanges);
let browser: Browser;

before(async () => {
  browser = await launchChromium();
});

after(async () => {
  await browser.close();
  report.remove();
});

describe('the report of a run with ten thousand exchanges', () => {
  it('stays below ten megabytes', () => {
    const bytes = Buffer.byteLength(report.html);
    assert.ok(bytes < 10_000_000, `${String(bytes)} bytes`);
  });

  it('opens, filters and follows links', async () => {
    const { page, trouble, close } = await opened(browser, report.file);
    const shown = () =>
      page.evaluate<number>(
        '[...document.querySelectorAll("details[data-outcome]")].filter((one) => one.checkVisibility()).length',
      );
    assert.equal(await shown(), results.requirements.length);

    await page.locator('[data-filter] input[name=outcome][value=failed]').click();
    assert.equal(await shown(), results.counts.failed);

    const failed = results.requirements.filter(({ outcome }) => outcome === 'failed').at(-1);
    assert.ok(failed);
    await page.evaluate(`location.hash = ${JSON.stringify(failed.id)}`);
    await page.locator(`[id="${failed.id}"] .more`).waitFor({ state: 'visible' });
    assert.deepEqual(trouble, []);
    await close();
  });
});
