/** Measures the report of a run with ten thousand exchanges in Chromium: how long it takes to open and to scroll. */
import { largeRun } from '../reports/large-run.ts';
import { launchChromium } from './chromium.ts';
import { opened } from './opened.ts';
import { reportPage } from './pages.ts';

const times = 5;

/** Scrolls from the top to the end within two seconds and notes how long each frame took. */
const scrolling = `new Promise((done) => {
  const frames = [];
  const end = document.documentElement.scrollHeight - innerHeight;
  const began = performance.now();
  let last = began;
  const step = (now) => {
    frames.push(now - last);
    last = now;
    const part = Math.min((now - began) / 2000, 1);
    scrollTo(0, end * part);
    if (part < 1) requestAnimationFrame(step);
    else done(frames.slice(1));
  };
  requestAnimationFrame(step);
})`;

const { results, exchanges } = largeRun(10_000);
const rendering = performance.now();
const report = reportPage(results, exchanges);
console.log(
  `rendered in ${shown(performance.now() - rendering)} ms, ${(report.html.length / 1e6).toFixed(1)} MB`,
);

const browser = await launchChromium();
const loads: number[] = [];
const paints: number[] = [];
const filters: number[] = [];
const frames = { closed: [] as number[], open: [] as number[] };
for (let round = 0; round < times; round += 1) {
  const { page, close } = await opened(browser, report.file);
  const { load, paint } = await page.evaluate<{ load: number; paint: number }>(
    `({ load: performance.getEntriesByType('navigation')[0].loadEventEnd,
        paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0 })`,
  );
  loads.push(load);
  paints.push(paint);
  filters.push(
    await page.evaluate<number>(`(() => {
      const began = performance.now();
      document.querySelector('[data-filter] input[name=outcome][value=failed]').click();
      document.body.getBoundingClientRect();
      const took = performance.now() - began;
      document.querySelector('[data-filter] input[name=outcome][value=failed]').click();
      return took;
    })()`),
  );
  frames.closed.push(...(await page.evaluate<number[]>(scrolling)));
  await page.evaluate(
    'for (const one of document.querySelectorAll("details")) one.open = true; scrollTo(0, 0);',
  );
  frames.open.push(...(await page.evaluate<number[]>(scrolling)));
  await close();
}
await browser.close();
report.remove();

tell('load', loads);
tell('first paint', paints);
tell('filter', filters);
tell('frame while scrolling, everything closed', frames.closed);
tell('frame while scrolling, everything open', frames.open);

function tell(what: string, milliseconds: readonly number[]): void {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(Math.floor(sorted.length * part), sorted.length - 1)] ?? 0;
  console.log(`${what}: p50 ${shown(at(0.5))} ms, p95 ${shown(at(0.95))} ms, max ${shown(at(1))} ms`);
}

function shown(milliseconds: number): string {
  return milliseconds.toFixed(milliseconds < 100 ? 1 : 0);
}
