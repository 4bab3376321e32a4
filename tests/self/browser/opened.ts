import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';

/** A page that was opened from disk, and all that it did beyond showing itself. */
export interface Opened {
  readonly page: Page;
  /** Messages on the console, errors, dialogs, and requests other than for the page itself; a line each. */
  readonly trouble: readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * Opens a file in a browser that has never seen it, and listens.
 * @param fragment with its `#`
 */
export async function opened(
  browser: Browser,
  file: string,
  { fragment = '', ...options }: BrowserContextOptions & { readonly fragment?: string } = {},
): Promise<Opened> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const url = pathToFileURL(file).href;
  const trouble: string[] = [];
  page.on('console', (message) => trouble.push(`${message.type()} on the console: ${message.text()}`));
  page.on('pageerror', (error) => trouble.push(`an error: ${error.message}`));
  page.on('dialog', (dialog) => {
    trouble.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('page', (other) => trouble.push(`another page: ${other.url()}`));
  context.on('request', (request) => {
    const itself = request.url().replace(/#.*$/s, '') === url || request.url() === 'data:,';
    if (!itself) trouble.push(`a request: ${request.method()} ${request.url()}`);
  });
  await page.goto(`${url}${fragment}`);
  return { page, trouble, close: () => context.close() };
}

/** Where the links of a page lead, as they are written. */
export function linksIn(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(
    '[...document.querySelectorAll("[href]:not(link)")].map((one) => one.getAttribute("href"))',
  );
}

/** Waits until an expression is true on the page, whose policy forbids Playwright's own way to wait for one. */
export async function until(page: Page, expression: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await page.evaluate<boolean>(expression)) return;
    await pause(50);
  }
  assert.fail(`It did not become true on the page within five seconds: ${expression}`);
}
