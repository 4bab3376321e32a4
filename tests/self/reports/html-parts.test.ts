import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toHtml } from '../../../reports/html/page.tsx';
import { recordedIn } from '../../../reports/recorded.ts';
import { toHar } from '../../../spec/run/har.ts';
import type { Results } from '../../../spec/run/results.ts';
import type { Waiver } from '../../../spec/run/waivers.ts';
import { exchanges, hostile, results } from './sample.ts';

const recorded = recordedIn(toHar(exchanges, { name: 'suite', version: '1' }));
const html = toHtml({ results, recorded });

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

const waiver: Waiver = {
  requirement: 'customers.list.large',
  kind: 'failure',
  reason: 'known, until the paging is mended',
  owner: 'https://tracker.example.test/42',
  expires: '2027-01-31',
  state: 'applied',
};

function withWaivers(...waivers: readonly Waiver[]): Results {
  const counters = { unexpectedFailures: 3, unexpectedGaps: 5, waivedFailuresGone: 7, waivedGapsGone: 9 };
  return { ...results, waivers: { digest: `sha256:${'cd'.repeat(32)}`, waivers, counters } };
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
    const forged = results.requirements.map((one) =>
      one.violations
        ? { ...one, violations: one.violations.map((each) => ({ ...each, actual: 'x\n- an integer' })) }
        : one,
    );
    const told = entry(
      toHtml({ results: { ...results, requirements: forged }, recorded }),
      'customers.list.response.items.id',
    );

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
    const stale: Waiver = { ...waiver, requirement: 'customers.add.single', owner: 'team', state: 'stale' };
    const section = part(toHtml({ results: withWaivers(waiver, stale), recorded }), 'waived');
    const told = text(section);

    assert.match(told, /unexpected failures3unexpected gaps5.*no longer happen7.*no longer happen9/);
    assert.match(section, /href="https:\/\/tracker\.example\.test\/42" rel="noreferrer noopener"/);
    assert.match(told, /known, until the paging is mended/);
    assert.match(told, /2027-01-31applied/);
    assert.match(
      told,
      /customers\.add\.singlefailure.*team2027-01-31stale: what it excuses no longer happens/,
    );
  });

  it('never become a link that runs something', () => {
    const evil = {
      ...waiver,
      owner: 'javascript://x%0aalert(1)',
      reason: hostile,
      requirement: 'customers.gone',
    };
    const section = part(toHtml({ results: withWaivers(evil), recorded }), 'waived');

    assert.doesNotMatch(section, /href="javascript|<script|href="#customers\.gone"/);
  });

  it('without a report of them are told by their reason', () => {
    assert.match(text(part(html, 'waived')), /known, until the paging is mended/);
  });
});

describe('the strength of the suite', () => {
  it('leads to the proof', () => {
    const strength = {
      faults: { caught: 5, planted: 5 },
      variants: { accepted: 4, tried: 4 },
      digest: 'sha256:ef',
    };
    const page = toHtml({ results: { ...results, suite: { ...results.suite, strength } }, recorded });

    assert.match(
      page,
      /id="strength"><dt>[^<]*<\/dt><dd>A suite <a href="proof\.html">that catches 5 of 5 planted faults/,
    );
  });

  it('is not told of code that was not proven, which is said', () => {
    const told = (fresh: number, subjects: number) => {
      const suite = { ...results.suite, staleProof: { fresh, subjects } };
      const page = toHtml({ results: { ...results, suite }, recorded });
      return /id="strength">.*?<\/dd>/.exec(page)?.[0] ?? '';
    };

    assert.match(told(3, 9), /<a href="proof\.html">whose proof is older than its code \(3 of 9 /);
    assert.match(told(0, 0), /A suite whose proof was never recorded: run npm run prove -- --record/);
    assert.doesNotMatch(told(3, 9) + told(0, 0), /catches/);
  });
});
