/** Measures the report of a run with ten thousand exchanges in Chromium: how long it takes to open and to scroll. */
import { largeRun } from '../reports/large-run.ts';
import { launchChromium } from './chromium.ts';
import { opened, unfold } from './opened.ts';
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
const taken = { load: [] as number[], 'first paint': [] as number[] };
const frames = { closed: [] as number[], open: [] as number[] };
for (let round = 0; round < times; round += 1) {
  const { page, close } = await opened(browser, report.file);
  const [load, paint] = await page.evaluate<[number, number]>(
    `[performance.getEntriesByType('navigation')[0].loadEventEnd,
      performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0]`,
  );
  taken.load.push(load);
  taken['first paint'].push(paint);
  frames.closed.push(...(await page.evaluate<number[]>(scrolling)));
  await unfold(page);
  await page.evaluate('scrollTo(0, 0)');
  frames.open.push(...(await page.evaluate<number[]>(scrolling)));
  await close();
}
await browser.close();
report.remove();

for (const [what, milliseconds] of Object.entries(taken)) tell(what, milliseconds);
for (const [state, each] of Object.entries(frames)) tell(`frame while scrolling, everything ${state}`, each);

function tell(what: string, milliseconds: readonly number[]): void {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(Math.floor(sorted.length * part), sorted.length - 1)] ?? 0;
  console.log(`${what}: p50 ${shown(at(0.5))} ms, p95 ${shown(at(0.95))} ms, max ${shown(at(1))} ms`);
}

function shown(milliseconds: number): string {
  return milliseconds.toFixed(milliseconds < 100 ? 1 : 0);
}
