import assert from 'node:assert/strict';
import type { Page } from '@playwright/test';

/** Goes on with the Tab key, as people do, until an element that fits the selector has the focus. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  const arrived = `document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`;
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate<boolean>(arrived)) return;
  }
  assert.fail(`${selector} can't be reached with the Tab key`);
}
