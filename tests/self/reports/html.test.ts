import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { causesOf } from '../../../reports/causes.ts';
import { improvementsOf } from '../../../reports/html/improvement.ts';
import type { RequirementResult, Results } from '../../../spec/run/results.ts';
import { limits, planEvidence } from '../../../reports/html/evidence.ts';
import { exchangesById } from '../../../reports/exchanges.ts';
import { toHtml } from '../../../reports/html/page.tsx';
import { hostile } from './hostile-texts.ts';
import { largeRun } from './large-run.ts';
import { changed, exchanges, requirement, results, waiversReport } from './made-up.ts';

const pageOf = (of = results) => toHtml(of, exchanges);
const html = pageOf();

/** The page without our own style and script. */
const ours = /<style>.*?<\/style>|<script>.*?<\/script>/gs;
const content = html.replace(ours, '');

/** What a reader sees. */
function text(markup: string): string {
  return markup
    .replace(tag, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

const tag = /<\/?[a-z](?:"[^"]*"|[^">])*>/gi;

/** The tags of the page without the values of their attributes. */
function tagsOf(markup: string): readonly string[] {
  return (markup.match(tag) ?? []).map((one) => one.replace(/"[^"]*"/g, '""'));
}

/** Fails with the first match only: the page is long. */
function assertNone(markup: string, pattern: RegExp): void {
  const found = pattern.exec(markup);
  assert.equal(found && markup.slice(Math.max(0, found.index - 60), found.index + 60), null);
}

function entry(page: string, id: string): string {
  return (
    new RegExp(
      `<details class="requirement[^>]* id="${id.replaceAll('.', '\\.')}".*?(?=<details class="requirement|$)`,
      's',
    ).exec(page)?.[0] ?? ''
  );
}

/** A section of a page from the tag with its id to the next section that has one. */
function part(page: string, id: string): string {
  const begin = page.indexOf(`<section id="${id}"`);
  assert.notEqual(begin, -1, id);
  const end = page.indexOf('<section id=', begin + 1);
  return page.slice(begin, end === -1 ? undefined : end);
}

describe('hostile text', () => {
  it('is on the page, and never as markup', () => {
    assert.ok(
      text(content).includes('</script><script>alert(1)</script><img src=x onerror=alert(2)>"\'&amp;]]>'),
    );
    assert.equal(html.match(/<script/g)?.length, 1);
    const names = new Set(tagsOf(content).map((one) => one.replace(/^<\/?([a-z0-9]+).*$/is, '$1')));
    assert.deepEqual(
      [...names].filter((name) => !known.has(name)),
      [],
    );
    for (const one of tagsOf(content)) assertNone(one, /\s(?:on\w+|style|src)=/i);
  });
});

const known: ReadonlySet<string> = new Set(
  (
    'html head meta link title body a header main section footer p span h1 h2 h3 h4 h5 ul ol li dl div dt dd code pre b ' +
    'time table caption thead tbody tr th td details summary form label input fieldset legend output button svg rect h6 nav text path g figure figcaption'
  ).split(' '),
);

describe('the page', () => {
  it('loads nothing, and its policy allows only its own style and script', () => {
    assert.deepEqual(content.match(/<link[^>]*>/g), ['<link rel="icon" href="data:,"/>']);
    assertNone(html, /url\(|@import/);
    const hash = (tag: string) => {
      const source = new RegExp(`<${tag}>(.*?)</${tag}>`, 's').exec(html)?.[1] ?? '';
      return `'sha256-${createHash('sha256').update(source).digest('base64')}'`;
    };
    const policy = (
      /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? ''
    ).replaceAll('&#39;', "'");
    assert.ok(policy.startsWith("default-src 'none'"));
    assert.ok(policy.includes(`style-src ${hash('style')};`));
    assert.ok(policy.includes(`script-src ${hash('script')};`));
  });

  it('shows of a failure what was expected, what came, the exchange and how to repeat it', () => {
    const failure = entry(content, 'customers.update.unlink.contacts');
    assert.match(failure, /<span class="expected"> {2}1099183\n/);
    assert.match(failure, /<span class="received"> {2}1099181,\n/);
    assert.match(failure, /id="exchange-4"/);
    assert.match(text(failure), /"contacts_id": \[\n/);
    assert.match(text(failure), /curl --globoff -i -X POST/);
    assert.match(text(failure), /npm start -- --only customers\.update\.unlink\.contacts --seed 42/);
    assert.match(text(failure), /Cut: [\d,]+ more characters in run\.har/);
  });
});

describe('an entry', () => {
  it('of the contract shows pointer, expected, actual, the schema node and who answered so', () => {
    const told = text(entry(html, 'customers.list.response.items.id'));

    assert.match(told, /\/_embedded\/items\/0\/id in exchange 2\s*- an integer\s*\+ "12"/);
    assert.match(told, /spec\/openapi\.yaml#\/components\/schemas\/Id\/minimum.*type: integer\nminimum: 1/s);
    assert.match(told, /Customers › List › response id/);
    assert.match(told, /npm start -- --only customers\.list\.response\.items\.id --seed 42/);
  });

  it('keeps what a server sent from passing for a line of the diff', () => {
    const forged = changed(({ violations }) => ({
      ...(violations && { violations: violations.map((each) => ({ ...each, actual: 'x\n- an integer' })) }),
    }));
    const told = entry(pageOf(forged), 'customers.list.response.items.id');

    assert.ok(told.includes('<span class="received">+ x - an integer\n</span>'));
  });
});

describe('waivers', () => {
  it('are told with reason, owner, expiry and state, beside the four counters', () => {
    const waivers = waiversReport(
      { state: 'applied', reason: 'until the paging is mended', owner: 'https://tracker.example.test/42' },
      { state: 'stale', owner: 'team' },
    );
    const section = part(pageOf({ ...results, waivers }), 'waived');
    const told = text(section);

    assert.match(told, /unexpected failures3unexpected gaps5.*no longer happen7.*no longer happen9/);
    assert.match(section, /href="https:\/\/tracker\.example\.test\/42" rel="noreferrer noopener"/);
    assert.match(told, /until the paging is mended/);
    assert.match(told, /2027-01-31applied/);
    assert.match(
      told,
      /customers\.add\.singlefailure.*team2027-01-31stale: what it excuses no longer happens/,
    );
  });

  it('never become a link that runs something', () => {
    const evil = { owner: 'javascript://x%0aalert(1)', reason: hostile, requirement: 'customers.gone' };
    const waivers = waiversReport({ ...evil, state: 'applied' });
    const section = part(pageOf({ ...results, waivers }), 'waived');

    assert.doesNotMatch(section, /href="javascript|<script|href="#customers\.gone"/);
  });
});

/** The sentences of what would have to change for a run with these requirements. */
function steps(requirements: readonly RequirementResult[], over: Partial<Results> = {}): readonly string[] {
  const of = { ...results, requirements, leftBehind: [], ...over };
  return improvementsOf(of, causesOf(requirements)).map(({ says }) => says);
}

describe('what would have to change', () => {
  it('is what the target lacks, what broke and what never came, but nothing that only warns', () => {
    const open = (['error', 'untestable', 'unobserved', 'dependency'] as const).map((outcome) =>
      requirement(`a.${outcome}`, outcome),
    );
    const inferred = open.map((each) => ({ ...each, evidence: 'inferred' as const }));

    assert.deepEqual(steps([...open, ...inferred], { obstacle: 'The target is gone.' }), [
      'The target is gone.',
      'The suite or the network broke (1 requirement): a.error is error',
      'Not testable (1 requirement): a.untestable is untestable',
      '1 requirement no answer gave evidence on: the account has to hold records that do.',
      '1 requirement can only be tried when what it depends on works.',
    ]);
  });
});

describe('the plan of the evidence', () => {
  const failed = (id: string, ids: readonly number[]) => requirement(id, 'failed', { exchanges: ids });
  const plan = (...of: readonly ReturnType<typeof failed>[]) => planEvidence(of, exchangesById(exchanges));

  it('shows an exchange once and points to it afterwards', () => {
    const planned = plan(failed('a', [1, 2]), failed('b', [2, 3]));
    assert.deepEqual(
      planned.get('a')?.here.map(({ id }) => id),
      [1, 2],
    );
    assert.deepEqual(
      planned.get('b')?.here.map(({ id }) => id),
      [3],
    );
    assert.deepEqual(planned.get('b')?.elsewhere, [2]);
  });

  it('shows the last exchanges of a test and leaves the others to the log', () => {
    const planned = plan(failed('a', [1, 2, 3, 4, 5, 6, 7]));
    assert.equal(planned.get('a')?.here.length, limits.exchanges);
    assert.deepEqual(planned.get('a')?.inLog, [1]);
  });
});

describe('a run of 10,000 exchanges', () => {
  const sizeOf = (page: string) => new TextEncoder().encode(page).length / 1024 / 1024;
  const run = largeRun(10_000);

  it('stays under 10 MB, and says what it cut, also when everything fails with long, hostile answers', () => {
    const page = toHtml(run.results, run.exchanges);
    assert.ok(sizeOf(page) < 10, String(sizeOf(page)));
    assert.ok(page.includes('10000 exchanges in'));

    const long = hostile.repeat(300);
    const ids = (at: number) => Array.from({ length: 50 }, (_, step) => ((at * 28 + step) % 10_000) + 1);
    const requirements = run.results.requirements.map(({ violations: _, ...rest }, at) => ({
      ...rest,
      outcome: 'failed' as const,
      reason: long,
      detail: long,
      exchanges: ids(at),
    }));
    const sent = run.exchanges.map(({ response, ...rest }) => ({
      ...rest,
      ...(response && { response: { ...response, body: `${rest.id}${long}` } }),
    }));
    const hostilePage = toHtml({ ...run.results, requirements }, sent);
    assert.ok(sizeOf(hostilePage) < 10, String(sizeOf(hostilePage)));
    assert.match(hostilePage, /Cut: [\d,]+ more characters in <code>run\.har<\/code>/);
    assert.match(hostilePage, /Cut: [\d,]+ more characters in <code>results\.json<\/code>/);
    assert.match(hostilePage, /earlier steps left out/);
  });
});
