import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from '@playwright/test';
import { HtmlValidate } from 'html-validate';
import { barriersIn } from './axe.ts';
import { launchChromium } from './chromium.ts';
import { opened } from './opened.ts';
import { sampleComparison, sampleHistory, sampleProofPage, sampleReport } from './pages.ts';

const pages = {
  'the report': sampleReport(),
  'the proof': sampleProofPage(),
  'a comparison': sampleComparison(),
  'a history': sampleHistory(),
};
let browser: Browser;

before(async () => {
  browser = await launchChromium();
});

after(async () => {
  await browser.close();
  for (const { remove } of Object.values(pages)) remove();
});

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // HTML allows a bare `>` in text, and the renderer leaves it.
    'no-raw-characters': 'off',
    // The filter works as it is set: there is nothing to submit.
    'wcag/h32': 'off',
  },
});

for (const [name, { file, html }] of Object.entries(pages)) {
  describe(name, () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [1280, 390]) {
        it(`has no barriers, ${colorScheme} and ${String(width)} pixels wide`, async () => {
          const { page, trouble, close } = await opened(browser, file, {
            colorScheme,
            viewport: { width, height: 800 },
          });
          try {
            assert.deepEqual(await barriersIn(page), [], 'everything closed');
            await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true;');
            assert.deepEqual(await barriersIn(page), [], 'everything open');
            const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
            assert.ok(wide <= width, `${String(wide)} pixels wide`);
            assert.deepEqual(trouble, []);
          } finally {
            await close();
          }
        });
      }
    }

    it('is valid HTML', async () => {
      const { results } = await validator.validateString(html);
      const problems = results.flatMap(({ messages }) =>
        messages.map(
          ({ ruleId, message, line, column }) => `${String(line)}:${String(column)} ${ruleId}: ${message}`,
        ),
      );
      assert.deepEqual(problems, []);
    });
  });
}
