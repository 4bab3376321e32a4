import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { causesOf } from '../../../reports/causes.ts';
import { improvementsOf } from '../../../reports/html/improvement.ts';
import { toHtml } from '../../../reports/html/page.tsx';
import type { RequirementResult, Results } from '../../../spec/run/results.ts';
import { hostile } from './hostile-texts.ts';
import { changed, exchanges, requirement, results, resultsOf, strength, waiversReport } from './made-up.ts';

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

describe('hooks for scripts and links', () => {
  it('each requirement tells its outcome, evidence and operation', () => {
    const tags = html.match(/<details class="requirement[^>]*>/g) ?? [];

    assert.equal(tags.length, results.requirements.length);
    for (const { id, outcome, evidence, operation } of results.requirements) {
      const hooks = `id="${id}" data-outcome="${outcome}" data-evidence="${evidence}" data-operation="${operation ?? 'none'}"`;
      assert.ok(
        tags.some((tag) => tag.includes(hooks)),
        hooks,
      );
    }
  });

  it('the filter offers every outcome, evidence and operation that there is', () => {
    for (const { outcome, evidence, operation } of results.requirements) {
      assert.ok(html.includes(`type="checkbox" name="outcome" value="${outcome}"`), outcome);
      assert.ok(html.includes(`type="checkbox" name="evidence" value="${evidence}"`), evidence);
      assert.ok(html.includes(`type="checkbox" name="operation" value="${operation ?? 'none'}"`));
    }
    assert.match(html, /<form class="filter" data-filter="true" hidden role="search"/);
    assert.match(html, /<output data-showing="true" aria-live="polite">/);
  });

  it('every part has its id, each kind of what is unsettled its own', () => {
    const ids =
      'causes warnings errors blocked untestable unobserved waived not-applicable readings fields timeline requirements';
    for (const id of ids.split(' ')) assert.ok(html.includes(`<section id="${id}"`), id);
  });

  it('the numbers of the table lead to what they count', () => {
    assert.ok(html.includes('href="#?outcome=untestable&amp;evidence=stated"'));
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

  it('of a test shows its steps in order, and leads from them to the exchanges', () => {
    const markup = entry(html, 'customers.update.unlink.contacts');

    assert.match(markup, /href="#exchange-4".*href="#exchange-5".*href="#exchange-6"/s);
    assert.match(text(markup), /4POST \/api\/v2\/customers \{"update":.* by the administrator200 12 ms/);
    assert.match(text(markup), /deleted records in lists: no longer listed/);
  });

  it('of one that passed tells its steps, and leaves the bodies to the log', () => {
    const told = text(entry(html, 'customers.add.single'));

    assert.match(
      told,
      /Steps.*1GET \/api\/v2\/customers\?filter\[date\]\[from\]=10\.10\.2017 {2}by the administrator/s,
    );
    assert.match(told, /exchange 1 lie in run\.har/);
    assert.match(told, /curl --globoff -i/);
  });

  it('keeps what a server sent from passing for a line of the diff', () => {
    const forged = changed(({ violations }) => ({
      ...(violations && { violations: violations.map((each) => ({ ...each, actual: 'x\n- an integer' })) }),
    }));
    const told = entry(pageOf(forged), 'customers.list.response.items.id');

    assert.ok(told.includes('<span class="received">+ x - an integer\n</span>'));
  });
});

describe('readings', () => {
  it('tell the side that was seen, and the others as accepted', () => {
    const told = text(part(html, 'readings'));

    assert.match(
      told,
      /deleted records in lists deletedRecords.*no longer listed.*listed with is_deleted: true/s,
    );
    assert.match(told, /that this run did not answer/);
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

  it('without a report of them are told by their reason', () => {
    assert.match(text(part(html, 'waived')), /known, until the paging is mended/);
  });
});

describe('the strength of the suite', () => {
  it('leads to the proof', () => {
    const page = pageOf({ ...results, suite: { ...results.suite, strength } });

    assert.match(
      page,
      /id="strength"><dt>[^<]*<\/dt><dd>A suite <a href="proof\.html">that catches 9 of 9 planted faults/,
    );
  });

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
  it('is nothing for a whole run in which all passed', () => {
    assert.deepEqual(
      steps([requirement('a.passed', 'passed'), requirement('a.notApplicable', 'notApplicable')]),
      [],
    );
    const page = pageOf(resultsOf([requirement('a.passed', 'passed')]));
    assert.match(page, /Nothing: this is the best verdict there is/);
  });

  it('is each root cause, not each failure', () => {
    const alike = ['x', 'y'].map((id) => requirement(`a.b.${id}`, 'failed', { reason: 'the same' }));

    assert.deepEqual(steps(alike), ['2 requirements of `a.b` fail alike']);
  });

  it('is that what was settled only after a retry is settled at once', () => {
    assert.deepEqual(steps([requirement('a.passed', 'passed', { unstable: true })], { retries: 2 }), [
      '1 unstable requirement would have to be settled without one of the 2 retries.',
    ]);
  });

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

  it('is what qualifies the verdict: waivers, filters, the profile', () => {
    const selection = { judged: 2, of: 14, filters: ['only a'] };
    const told = steps([requirement('a.waived', 'waived')], {
      complete: false,
      profile: 'read-only',
      selection,
      waivers: waiversReport({ state: 'stale' }),
    });

    assert.equal(told.length, 4);
    assert.match(
      told.join(),
      /1 waived requirement.*1 stale waiver.*12 requirements were filtered out.*profile/,
    );
  });
});
