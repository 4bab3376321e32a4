/** `npm run picture`: takes the picture of a report that the README shows, of the reference with two defects. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { certify, startReference } from '../../../cli/library.ts';
import { root } from '../../../spec/root.ts';
import { launchChromium } from './chromium.ts';
import { opened } from './opened.ts';
import { reportPage } from './pages.ts';

const faults = ['price-in-hundreds', 'member-reads-periods'];
const file = join(root, 'docs/report.png');
/** What a README should load for it. */
const largestBytes = 150_000;

const reference = await startReference({ faults });
const { results, exchanges } = await certify({ target: { ...reference.targetFile, name: 'Staging CRM' } });
await reference.close();

const report = reportPage(results, exchanges);
const browser = await launchChromium();
const { page, close } = await opened(browser, report.file, {
  viewport: { width: 1120, height: 810 },
  colorScheme: 'light',
});
await page.screenshot({ path: file });
await close();
await browser.close();
report.remove();

const { size } = statSync(file);
console.log(`${results.verdict}: ${file}, ${size} bytes`);
if (size > largestBytes) throw new Error(`The picture is larger than ${largestBytes} bytes.`);
