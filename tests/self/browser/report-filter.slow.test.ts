import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from '@playwright/test';
import type { RequirementResult } from '../../../spec/run/results.ts';
import { results } from '../reports/made-up.ts';
import { requirementsShown, tabTo, until, visits } from './opened.ts';
import { sampleReport } from './pages.ts';

const report = sampleReport();
const visit = visits(report);
const withReport = (act: (page: Page) => Promise<void>, options = {}) => visit(report, act, options);

function idsOf(holds: (result: RequirementResult) => boolean): readonly string[] {
  return results.requirements
    .filter(holds)
    .map(({ id }) => id)
    .sort();
}

const all = idsOf(() => true);

function box(page: Page, name: string, value: string) {
  return page.locator(`[data-filter] input[name=${name}][value="${value}"]`);
}

const cases = [
  ['outcome', 'failed'],
  ['evidence', 'inferred'],
  ['operation', 'customers.list'],
] as const;

describe('the filter of the report', () => {
  for (const [name, value] of cases) {
    const wanted = idsOf((result) => result[name] === value);

    it(`filters by ${name} with a click, keeps that over a reload, and shows all again without`, () =>
      withReport(async (page) => {
        await box(page, name, value).click();
        assert.deepEqual(await requirementsShown(page), wanted);
        assert.match(
          await page.locator('[data-showing]').innerText(),
          new RegExp(`\\b${String(wanted.length)}\\b.*\\b${String(all.length)}\\b`),
        );
        assert.ok(new URL(page.url()).hash.includes(value));

        await page.reload();
        assert.deepEqual(await requirementsShown(page), wanted);
        assert.equal(await box(page, name, value).isChecked(), true);
        await box(page, name, value).click();
        assert.deepEqual(await requirementsShown(page), all);
      }));
  }

  it('is set with the keyboard', () =>
    withReport(async (page) => {
      for (const [name, value] of cases) {
        await tabTo(page, `input[name=${name}][value="${value}"]`);
        await page.keyboard.press('Space');
        assert.equal(await box(page, name, value).isChecked(), true);
        assert.deepEqual(
          await requirementsShown(page),
          idsOf((result) => result[name] === value),
        );
        await page.keyboard.press('Space');
        assert.deepEqual(await requirementsShown(page), all);
      }
    }));

  it('takes several values of a kind as either, and several kinds as both', () =>
    withReport(async (page) => {
      await box(page, 'outcome', 'failed').click();
      await box(page, 'outcome', 'untestable').click();
      await box(page, 'operation', 'customers.change').click();
      const either = ['failed', 'untestable'];
      const wanted = idsOf((one) => either.includes(one.outcome) && one.operation === 'customers.change');
      assert.ok(wanted.length > 1 && wanted.length < all.length);
      assert.deepEqual(await requirementsShown(page), wanted);
      await page.reload();
      assert.deepEqual(await requirementsShown(page), wanted);
    }));

  it('filters by text as it is typed, keeps it, and says when nothing is left', () =>
    withReport(async (page) => {
      await tabTo(page, 'input[name=text]');
      await page.keyboard.type('Unlinking ');
      assert.deepEqual(await requirementsShown(page), ['customers.update.unlink.contacts']);
      await page.reload();
      assert.deepEqual(await requirementsShown(page), ['customers.update.unlink.contacts']);

      assert.equal(await page.locator('[data-nothing]').isVisible(), false);
      await page.locator('input[name=text]').fill('no requirement has these words');
      assert.deepEqual(await requirementsShown(page), []);
      assert.equal(await page.locator('[data-nothing]').isVisible(), true);
      assert.match(await page.locator('[data-showing]').innerText(), /\b0\b/);
    }));

  for (const how of ['click', 'key'] as const) {
    it(`shows all again after a reset by ${how}, and forgets the fragment`, () =>
      withReport(async (page) => {
        await box(page, 'outcome', 'passed').click();
        await page.locator('input[name=text]').fill('customers');
        assert.notDeepEqual(await requirementsShown(page), all);

        const reset = page.locator('[data-filter] [type=reset]');
        if (how === 'click') await reset.click();
        else await reset.press('Enter');
        await until(page, '!location.hash.includes("passed")');
        assert.deepEqual(await requirementsShown(page), all);
        await page.reload();
        assert.deepEqual(await requirementsShown(page), all);
      }));
  }

  it('takes a fragment that nobody wrote as no filter, without trouble', () =>
    withReport(
      async (page) => {
        assert.deepEqual(await requirementsShown(page), all);
        assert.equal(await page.locator('[data-showing]').isVisible(), true);
      },
      { fragment: '#?outcome=%E0%A4%A&outcome=<script>&evidence=&nonsense=1&text=%20' },
    ));
});
