import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { causesOf } from '../../../reports/causes.ts';
import { improvementsOf } from '../../../reports/html/improvement.ts';
import { toHtml } from '../../../reports/html/page.tsx';
import type { RequirementResult, Results } from '../../../spec/run/results.ts';
import { hostile } from './hostile-texts.ts';
import { changed, exchanges, requirement, results, strength, waiversReport } from './made-up.ts';

const pageOf = (of = results) => toHtml(of, exchanges);
const html = pageOf();

/** A section of a page from the tag with its id to the next section that has one. */
function part(page: string, id: string): string {
  const begin = page.indexOf(`<section id="${id}"`);
  assert.notEqual(begin, -1, id);
  const end = page.indexOf('<section id=', begin + 1);
  return page.slice(begin, end === -1 ? undefined : end);
}

function entry(page: string, id: string): string {
  return (
    new RegExp(
      `<details class="requirement[^>]* id="${id.replaceAll('.', '\\.')}".*?(?=<details class="requirement|$)`,
      's',
    ).exec(page)?.[0] ?? ''
  );
}

function text(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

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

describe('the strength of the suite', () => {
  it('is not told of code that was not proven, which is said', () => {
    const told = (fresh: number, subjects: number): string => {
      const suite = { ...results.suite, staleProof: { fresh, subjects } };
      const { strength: _, ...unproven } = suite;
      return /id="strength">.*?<\/dd>/.exec(pageOf({ ...results, suite: unproven }))?.[0] ?? '';
    };

    assert.match(told(3, 9), /<a href="proof\.html">whose proof is older than its code \(3 of 9 /);
    assert.match(told(0, 0), /A suite whose proof was never recorded: run npm run prove -- --record/);
    assert.doesNotMatch(told(3, 9) + told(0, 0), /catches/);
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
