/** The page where neither its style nor its script is allowed, as Jenkins serves what it archives. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, it } from 'node:test';
import type { Browser, Page } from '@playwright/test';
import { toHtml } from '../../../reports/html/page.tsx';
import { verdictWords } from '../../../reports/labels.ts';
import { exchanges, results } from '../reports/made-up.ts';
import { launchChromium } from './chromium.ts';

const JENKINS = "sandbox; default-src 'none'; img-src 'self'; style-src 'self';";

const server = createServer((_, response) => {
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': JENKINS })
    .end(toHtml(results, exchanges));
});
let browser: Browser;
let page: Page;

before(async () => {
  server.listen(0, '127.0.0.1');
  [browser] = await Promise.all([launchChromium(), once(server, 'listening')]);
  page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
  await page.goto(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
});

after(async () => {
  await browser.close();
  server.close();
  server.closeAllConnections();
});

it('tells verdict, defects and then the rest, in this order, and the first defect whole', async () => {
  const text = await page.locator('body').innerText();
  const order = [
    'promises broken',
    'Tested: ',
    'Likely defects',
    'Sent',
    'Came',
    'Promised',
    'Requirements ',
    'Provenance',
  ];
  const from = text.indexOf('Conformance report');
  const places = order.map((words) => text.indexOf(words, from));

  assert.ok(text.includes(verdictWords[results.verdict]));
  assert.ok(!places.includes(-1), `${String(places)}\n${text.slice(0, 3_000)}`);
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
  );
  const top = (selector: string) => page.locator(selector).first().boundingBox();
  const [heading, lines] = [await top('#defects h3'), await top('#defects .lines')];
  assert.ok(heading !== null && lines !== null && lines.y + lines.height < 900, 'on the first screen');
});

it('leaves out what only the script does, and runs no words into each other', async () => {
  for (const selector of ['[data-filter]', '[data-copy]', '[data-keys]'])
    for (const one of await page.locator(selector).all())
      assert.equal(await one.isVisible(), false, selector);
  const bar = await page.locator('.bar').innerText();
  assert.match(
    bar,
    new RegExp(`^${verdictWords[results.verdict]} .* \\d+ defects? Requirements Provenance$`),
  );
  const entry = page.locator('details[data-outcome=failed] > summary').first();
  assert.match(await entry.innerText(), /^✗ .+ \S+\.\S+ failed \w+$/);
});

it('opens what is folded without a script', async () => {
  const fold = page.locator('#defects .defect').first().locator('details').first();
  assert.equal(await fold.locator('.ids').isVisible(), false);
  await fold.locator('summary').click();
  assert.equal(await fold.locator('.ids').isVisible(), true);
});

it('tells no sentence of a defect twice', async () => {
  const said = (await page.locator('#defects .defect').first().innerText())
    .split('\n')
    .filter((line) => line.length > 20);
  assert.equal(new Set(said).size, said.length, said.join('\n'));
});
