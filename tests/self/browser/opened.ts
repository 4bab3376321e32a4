import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { launchChromium } from './chromium.ts';
import type { PageOnDisk } from './pages.ts';

/**
 * Opens a file in a browser that has never seen it, and listens.
 * @param fragment with its `#`
 * @returns the page, and its trouble: messages on the console, errors, dialogs, and requests other than for itself
 */
export async function opened(
  browser: Browser,
  file: string,
  { fragment = '', ...options }: BrowserContextOptions & { readonly fragment?: string } = {},
) {
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

/** How many sheets a page is printed on. */
export async function sheetsOf(page: Page): Promise<number> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  return pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

export type Visit = (
  page: PageOnDisk,
  act: (page: Page) => Promise<void>,
  options?: BrowserContextOptions & { readonly fragment?: string },
) => Promise<void>;

/** A browser for the tests of a file, whose visits to pages, removed in the end, have to cause no trouble. */
export function visits(...pages: readonly PageOnDisk[]): Visit {
  let browser: Browser;
  before(async () => {
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    for (const { remove } of pages) remove();
  });
  return async ({ file }, act, options) => {
    const { page, trouble, close } = await opened(browser, file, options);
    try {
      await act(page);
      assert.deepEqual(trouble, []);
    } finally {
      await close();
    }
  };
}

/** Opens everything that a page can fold. */
export function unfold(page: Page): Promise<void> {
  return page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true;');
}

/** The ids of the requirements of a report that are to be seen, sorted; what has passed may be folded away. */
export function requirementsShown(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(
    `[...document.querySelectorAll('details[data-outcome]:not([hidden])')]
      .filter((one) => one.checkVisibility() || one.closest('[data-passed]')?.checkVisibility())
      .map(({ id }) => id).sort()`,
  );
}

/** Goes on with the Tab key, as people do, until an element that fits the selector has the focus. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  const arrived = `document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`;
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate<boolean>(arrived)) return;
  }
  assert.fail(`${selector} can't be reached with the Tab key`);
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
