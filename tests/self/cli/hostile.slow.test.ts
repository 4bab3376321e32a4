import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from '@playwright/test';
import { stringify } from 'yaml';
import type { Results } from '../../../spec/run/results.ts';
import { exitStatus } from '../../../spec/run/verdict.ts';
import { barriersIn } from '../browser/axe.ts';
import { launchChromium } from '../browser/chromium.ts';
import { linksIn, opened } from '../browser/opened.ts';
import { commandsIn } from '../ci/github.ts';
import { sentinel } from '../reports/hostile-texts.ts';
import { assertHarmless, checks } from '../reports/report-checks.ts';
import { command, type Ended } from './command.ts';
import { startHostileTarget, tricks } from './hostile-target.ts';

const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-hostile-'));
const report = join(folder, 'report');
let ended: Ended;
let browser: Browser;

function read(file: string): string {
  return readFileSync(join(report, file), 'utf8');
}

function results(): Results {
  return JSON.parse(read('results.json')) as Results;
}

before(
  async () => {
    const target = await startHostileTarget();
    const config = join(folder, 'target.yaml');
    writeFileSync(config, stringify(target.targetFile));
    // As on a CI server that takes lines of the output for commands.
    ended = await command(['--config', config, '--output', report, '--seed', '7'], {
      GITHUB_ACTIONS: 'true',
    });
    await target.close();
    assert.ok(existsSync(join(report, 'results.json')), ended.output);
    browser = await launchChromium();
  },
  { timeout: 180_000 },
);

after(async () => {
  await (browser as Browser | undefined)?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a target that answers with whatever may do harm', () => {
  it('plays every trick, gets a verdict, and the exit status that belongs to it', () => {
    const { verdict, requests, requirements } = results();
    assert.ok(requests > tricks.length * 2, String(requests));
    assert.notEqual(verdict, 'conformant');
    assert.equal(ended.status, exitStatus[verdict]);
    // A page now and then, which is none when it is asked for again, is the line's doing.
    assert.match(requirements.map(({ reason }) => reason).join('\n'), /What stands between mixes answers up/);
  });

  it('does not get the suite to blame itself or to break', () => {
    const fault = /(?:fault|defect) of the suite|TypeError|RangeError|Maximum call stack/;
    const broken = results().requirements.filter(({ reason = '' }) => fault.test(reason));

    assert.deepEqual(
      broken.filter(({ outcome }) => outcome === 'error'),
      [],
    );
  });

  it('leaves the terminal as it is, and gives no commands to a CI server', () => {
    assertHarmless(ended.output);
    for (const line of commandsIn(ended.output))
      assert.match(line, /^::(?:error|warning|notice) title=[\w.+ -]+::/);
  });

  it('keeps no file from being written whole', () => {
    assert.doesNotMatch(ended.output, /could not be (?:made|written)/);
    const files = readdirSync(report).filter((file) => file !== 'unfinished');
    for (const file of files) (checks[file] ?? assertHarmless)(read(file));
    assert.ok(read('results.json').length < 2_000_000 && read('run.har').length < 400_000_000);
    for (const file of ['results.json', 'run.har', 'junit.xml']) assert.ok(files.includes(file), file);
  });

  it('keeps junit.xml well-formed, as a strict parser sees it', async () => {
    const page = await browser.newPage();
    const parsing = `new DOMParser().parseFromString(${JSON.stringify(read('junit.xml'))}, 'text/xml')`;
    const count = (selector: string) =>
      page.evaluate<number>(`${parsing}.querySelectorAll('${selector}').length`);
    assert.equal(await count('parsererror'), 0);
    assert.ok((await count('testcase')) >= results().requirements.length);
    await page.close();
  });

  it("can't spoil the page: nothing of its runs, loads or becomes an element", async () => {
    const bytes = Buffer.byteLength(read('index.html'));
    assert.ok(bytes < 10_000_000, `${String(bytes)} bytes`);
    const { page, trouble, close } = await opened(browser, join(report, 'index.html'));
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true;');
    assert.equal(await page.locator('details[data-outcome]').count(), results().requirements.length);
    assert.equal(await page.locator('script').count(), 1);
    const smuggled = 'img, iframe, object, body style, body meta, [onerror], [onload]';
    assert.equal(await page.locator(smuggled).count(), 0);
    const files = readdirSync(report);
    assert.deepEqual(
      (await linksIn(page)).filter((href) => !href.startsWith('#') && !files.includes(href)),
      [],
    );
    assert.equal(await page.evaluate(`typeof window.${sentinel}`), 'undefined');
    assert.deepEqual(trouble, []);
    await close();
  });

  it('puts up no barriers on the page', async () => {
    const { page, trouble, close } = await opened(browser, join(report, 'index.html'));
    // With all of its megabytes open axe would take a minute.
    await page.evaluate(
      `for (const one of [...document.querySelectorAll('details[data-outcome=failed]')].slice(0, 3)) {
        for (const all of [one, ...one.querySelectorAll('details')]) all.open = true;
      }`,
    );
    assert.deepEqual(await barriersIn(page, ['color-contrast']), []);
    assert.deepEqual(trouble, []);
    await close();
  });

  it('has its tricks recorded, as far as there is room', () => {
    assert.ok(read('run.har').includes(`window.${sentinel}=1`));
  });
});
