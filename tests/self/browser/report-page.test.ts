import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from '@playwright/test';
import { verdictWords } from '../../../reports/labels.ts';
import { reportFiles } from '../../../reports/write.ts';
import { results } from '../reports/made-up.ts';
import { linksIn, tabTo, until, visits } from './opened.ts';
import { sampleReport } from './pages.ts';

const report = sampleReport();
const visit = visits(report);
const withReport = (act: (page: Page) => Promise<void>, options = {}) => visit(report, act, options);

const failed = 'customers.update.unlink.contacts';

describe('links', () => {
  it('open and focus the requirement that they name, and bring it into view', () =>
    withReport(
      async (page) => {
        await page.locator(`[id="${failed}"][open] > summary:focus`).waitFor();
        await isInView(page, failed);
      },
      { fragment: `#${failed}` },
    ));

  it('of the page itself do so too, whatever the filter hides', () =>
    withReport(async (page) => {
      await page.locator('[data-filter] input[name=outcome][value=passed]').click();
      assert.equal(await page.locator(`[id="${failed}"]`).isVisible(), false);
      await page.evaluate(`location.hash = ${JSON.stringify(failed)}`);
      await page.locator(`[id="${failed}"][open] > summary:focus`).waitFor();
      await isInView(page, failed);
    }));

  it('lead to an exchange within a requirement', () =>
    withReport(
      async (page) => {
        assert.equal(await page.locator('#exchange-4 .sides').isVisible(), true);
        await isInView(page, 'exchange-4');
      },
      { fragment: '#exchange-4' },
    ));

  it('to a filter apply it', () =>
    withReport(async (page) => {
      for (const href of new Set((await linksIn(page)).filter((link) => link.startsWith('#?')))) {
        await page.locator(`a[href="${href}"]`).first().click();
        const wanted = JSON.stringify(
          [...new URLSearchParams(href.slice(2))].sort(([a], [b]) => (a < b ? -1 : 1)),
        );
        const checked =
          '[...document.querySelectorAll("[data-filter] :checked, [data-filter] [name=text]")].filter(({ value }) => value).map(({ name, value }) => [name, value])';
        await until(
          page,
          `JSON.stringify(${checked}.sort(([a], [b]) => a < b ? -1 : 1)) === ${JSON.stringify(wanted)}`,
        );
      }
    }));

  it('each go somewhere: on the page, or to a file that lies beside it', () =>
    withReport(async (page) => {
      const files = reportFiles.map(({ file }) => file);
      const ids = await page.evaluate<string[]>('[...document.querySelectorAll("[id]")].map(({ id }) => id)');
      const places = (await linksIn(page)).filter((href) => !href.startsWith('#?'));
      const nowhere = places.filter((href) =>
        href.startsWith('#') ? !ids.includes(decodeURIComponent(href.slice(1))) : !files.includes(href),
      );
      assert.deepEqual(nowhere, []);
    }));
});

describe('the keyboard', () => {
  it('skips to the requirements with the first link, which shows itself', () =>
    withReport(async (page) => {
      await page.keyboard.press('Tab');
      const skip = page.locator('.skip');
      assert.equal(await page.locator('.skip:focus').count(), 1);
      const { x = -1, y = -1 } = (await skip.boundingBox()) ?? {};
      assert.ok(x >= 0 && y >= 0, 'the link is on the screen');
      await page.keyboard.press('Enter');
      await page.locator('#requirements:focus').waitFor();
      await isInView(page, 'requirements');
    }));

  it('opens and closes a requirement, and shows where it is', () =>
    withReport(async (page) => {
      const requirement = page.locator(`[id="${failed}"]`);
      await tabTo(page, `[id="${failed}"] > summary`);
      const outline = await page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle');
      assert.notEqual(outline, 'none');
      for (const [key, open] of [
        ['Enter', true],
        ['Space', false],
        ['Space', true],
      ] as const) {
        await page.keyboard.press(key);
        assert.equal(await requirement.locator('.more').isVisible(), open, key);
      }
    }));
});

describe('paper', () => {
  it('is light and A4 whatever the screen prefers', () =>
    withReport(
      async (page) => {
        await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
        const colours = await page.evaluate<string[]>(
          '[document.body, document.querySelector("h1"), document.querySelector("main")].flatMap((one) => { const { color, backgroundColor } = getComputedStyle(one); return [color, backgroundColor]; })',
        );
        assert.equal(colours[1], 'rgb(255, 255, 255)');
        assert.equal(colours[0], 'rgb(0, 0, 0)');
        assert.equal(await page.locator('[data-filter]').isVisible(), false);

        const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
        const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf) ?? [];
        // A4 is 595.28 by 841.89 points.
        assert.deepEqual(
          [width, height].map((side) => Math.round(Number(side))),
          [595, 842],
        );
      },
      { colorScheme: 'dark' },
    ));
});

describe('without scripts', () => {
  it('everything is there and the filter, which would do nothing, is not', () =>
    withReport(
      async (page) => {
        assert.equal(await page.locator('[data-filter]').isVisible(), false);
        assert.ok((await page.locator('h1').innerText()).includes(verdictWords[results.verdict]));
        const ids = await page.locator('details[data-outcome]').count();
        assert.equal(ids, results.requirements.length);
        for (const fold of await page.locator('[data-passed] > summary').all()) await fold.click();
        for (const requirement of await page.locator('details[data-outcome]').all()) {
          assert.equal(await requirement.isVisible(), true);
        }
        await page.locator(`[id="${failed}"] > summary`).click();
        assert.equal(await page.locator(`[id="${failed}"] .more`).isVisible(), true);
        assert.equal(await page.locator('[data-nothing]').isVisible(), false);
      },
      { javaScriptEnabled: false },
    ));
});

/** Waits until an element begins on the screen, as it does where somebody is to read it. */
async function isInView(page: Page, id: string): Promise<void> {
  const top = `document.getElementById(${JSON.stringify(id)}).getBoundingClientRect().top`;
  await until(page, `${top} >= -1 && ${top} < innerHeight`);
}
