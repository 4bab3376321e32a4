import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { barriersIn } from './axe.ts';
import { sheetsOf, unfold, visits } from './opened.ts';
import { sampleComparison, sampleHistory, sampleProofPage, sampleReport, sampleStatement } from './pages.ts';

const pages = {
  'the report': sampleReport(),
  'the proof': sampleProofPage(),
  'a comparison': sampleComparison(),
  'a history': sampleHistory(),
  'a statement': sampleStatement(),
};
const visit = visits(...Object.values(pages));

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // HTML allows a bare `>` in text, and the renderer leaves it.
    'no-raw-characters': 'off',
    // The filter works as it is set: there is nothing to submit.
    'wcag/h32': 'off',
  },
});

it('a statement with more to say than fits is printed on one sheet', () =>
  visit(pages['a statement'], async (page) => {
    assert.equal(await sheetsOf(page), 1);
  }));

for (const [name, shown] of Object.entries(pages)) {
  describe(name, () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [1280, 390]) {
        it(`has no barriers, ${colorScheme} and ${String(width)} pixels wide`, () =>
          visit(
            shown,
            async (page) => {
              assert.deepEqual(await barriersIn(page), [], 'everything closed');
              await unfold(page);
              assert.deepEqual(await barriersIn(page), [], 'everything open');
              const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
              assert.ok(wide <= width, `${String(wide)} pixels wide`);
            },
            { colorScheme, viewport: { width, height: 800 } },
          ));
      }
    }

    it('is valid HTML', async () => {
      const { results } = await validator.validateString(shown.html);
      const problems = results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
      );
      assert.deepEqual(problems, []);
    });
  });
}
