import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from '@playwright/test';
import type { RequirementResult } from '../../../spec/run/results.ts';
import { results } from '../reports/made-up.ts';
import { launchChromium } from './chromium.ts';
import { tabTo } from './keyboard.ts';
import { opened, until } from './opened.ts';
import { sampleReport } from './pages.ts';

const report = sampleReport();
let browser: Browser;

before(async () => {
  browser = await launchChromium();
});

after(async () => {
  await browser.close();
  report.remove();
});

/** Runs with the report open, which in the end has to have caused no trouble. */
async function withReport(act: (page: Page) => Promise<void>, fragment = ''): Promise<void> {
  const { page, trouble, close } = await opened(browser, report.file, { fragment });
  try {
    await act(page);
    assert.deepEqual(trouble, []);
  } finally {
    await close();
  }
}

/** The ids of the requirements that are to be seen, in their order. */
function shown(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(
    '[...document.querySelectorAll("details[data-outcome]")].filter((one) => one.checkVisibility()).map(({ id }) => id)',
  );
}

function idsOf(holds: (result: RequirementResult) => boolean): readonly string[] {
  return results.requirements.filter(holds).map(({ id }) => id);
}

const all = idsOf(() => true);

function box(page: Page, name: string, value: string) {
  return page.locator(`[data-filter] input[name=${name}][value="${value}"]`);
}

const cases = [
  { name: 'outcome', value: 'failed', holds: ({ outcome }: RequirementResult) => outcome === 'failed' },
  {
    name: 'evidence',
    value: 'inferred',
    holds: ({ evidence }: RequirementResult) => evidence === 'inferred',
  },
  {
    name: 'operation',
    value: 'customers.list',
    holds: ({ operation }: RequirementResult) => operation === 'customers.list',
  },
] as const;

describe('the filter of the report', () => {
  for (const { name, value, holds } of cases) {
    const wanted = idsOf(holds);

    it(`filters by ${name} with a click, and again without`, () =>
      withReport(async (page) => {
        await box(page, name, value).click();
        assert.deepEqual(await shown(page), wanted);
        assert.match(
          await page.locator('[data-showing]').innerText(),
          new RegExp(`\\b${String(wanted.length)}\\b.*\\b${String(all.length)}\\b`),
        );
        await box(page, name, value).click();
        assert.deepEqual(await shown(page), all);
      }));

    it(`keeps the filter by ${name} in the fragment, over a reload`, () =>
      withReport(async (page) => {
        await box(page, name, value).click();
        const link = new URL(page.url()).hash;
        assert.ok(link.includes(value), link);

        await page.reload();
        assert.deepEqual(await shown(page), wanted);
        assert.equal(await box(page, name, value).isChecked(), true);
      }));
  }

  it('is set with the keyboard', () =>
    withReport(async (page) => {
      for (const { name, value, holds } of cases) {
        await tabTo(page, `input[name=${name}][value="${value}"]`);
        await page.keyboard.press('Space');
        assert.equal(await box(page, name, value).isChecked(), true);
        assert.deepEqual(await shown(page), idsOf(holds));
        await page.keyboard.press('Space');
        assert.deepEqual(await shown(page), all);
      }
    }));

  it('takes several values of a kind as either, and several kinds as both', () =>
    withReport(async (page) => {
      await box(page, 'outcome', 'failed').click();
      await box(page, 'outcome', 'untestable').click();
      await box(page, 'operation', 'customers.change').click();
      const wanted = idsOf(
        ({ outcome, operation }) =>
          ['failed', 'untestable'].includes(outcome) && operation === 'customers.change',
      );
      assert.ok(wanted.length > 1 && wanted.length < all.length);
      assert.deepEqual(await shown(page), wanted);
      await page.reload();
      assert.deepEqual(await shown(page), wanted);
    }));

  it('filters by text as it is typed, keeps it, and says when nothing is left', () =>
    withReport(async (page) => {
      await tabTo(page, 'input[name=text]');
      await page.keyboard.type('Unlinking ');
      assert.deepEqual(await shown(page), ['customers.update.unlink.contacts']);
      await page.reload();
      assert.deepEqual(await shown(page), ['customers.update.unlink.contacts']);

      assert.equal(await page.locator('[data-nothing]').isVisible(), false);
      await page.locator('input[name=text]').fill('no requirement has these words');
      assert.deepEqual(await shown(page), []);
      assert.equal(await page.locator('[data-nothing]').isVisible(), true);
      assert.match(await page.locator('[data-showing]').innerText(), /\b0\b/);
    }));

  for (const how of ['click', 'key'] as const) {
    it(`shows all again after a reset by ${how}, and forgets the fragment`, () =>
      withReport(async (page) => {
        await box(page, 'outcome', 'passed').click();
        await page.locator('input[name=text]').fill('customers');
        assert.notDeepEqual(await shown(page), all);

        const reset = page.locator('[data-filter] [type=reset]');
        if (how === 'click') await reset.click();
        else await reset.press('Enter');
        await until(page, '!location.hash.includes("passed")');
        assert.deepEqual(await shown(page), all);
        await page.reload();
        assert.deepEqual(await shown(page), all);
      }));
  }

  it('takes a fragment that nobody wrote as no filter, without trouble', () =>
    withReport(async (page) => {
      assert.equal((await shown(page)).length <= all.length, true);
      assert.equal(await page.locator('[data-showing]').isVisible(), true);
    }, '#?outcome=%E0%A4%A&outcome=<script>&evidence=&nonsense=1&text=%00'));
});
