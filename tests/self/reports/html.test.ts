import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { improvementsOf } from '../../../reports/html/improvement.tsx';
import { Diagnosis } from '../../../reports/diagnosis.ts';
import { keptOf } from '../../../reports/compare/since.ts';
import { limits, planEvidence } from '../../../reports/html/evidence.ts';
import { exchangesById } from '../../../reports/exchanges.ts';
import { toHtml } from '../../../reports/html/page.tsx';
import type { WaiversReport } from '../../../spec/run/waivers.ts';
import { hostile } from './hostile-texts.ts';
import { changed, exchanges, idsOf, requirement, results, waiversReport } from './made-up.ts';

const pageOf = (of = results) => toHtml(of, exchanges);
const html = pageOf();

/** What a reader sees. */
function text(markup: string): string {
  return markup
    .replace(/<\/?[a-z](?:"[^"]*"|[^">])*>/gi, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** The entry of a requirement to the next one. */
function entry(page: string, id: string): string {
  const [, ...entries] = page.split('<details class="requirement');
  return entries.find((each) => each.includes(` id="${id}"`)) ?? assert.fail(id);
}

/** A section of a page to the next one. */
function part(page: string, id: string): string {
  return page.split('<section id=').find((each) => each.startsWith(`"${id}"`)) ?? assert.fail(id);
}

describe('the page', () => {
  it('leads from each requirement to all that is known of it without a run', () => {
    for (const { id } of results.requirements)
      assert.ok(text(entry(html, id)).includes(`npm start -- explain ${id}`), id);
  });

  it('says of a requirement that has come since the set that it is provisional', () => {
    const id = results.requirements[0]?.id ?? assert.fail('there is one');
    const page = pageOf(changed({ [id]: { provisional: true, evidence: 'inferred' } }));

    assert.match(text(entry(page, id)), /inferred, provisional/);
    assert.match(text(entry(page, id)), /It has come since the requirement set/);
    assert.doesNotMatch(text(entry(html, id)), /provisional/);
  });

  it('shows hostile text as it is', () => {
    assert.ok(
      text(html).includes('</script><script>alert(1)</script><img src=x onerror=alert(2)>"\'&amp;]]>'),
    );
  });

  it('shows of a failure what was expected, what came, the exchange and how to repeat it', () => {
    const failure = entry(html, 'customers.update.unlink.contacts');
    assert.match(failure, /<span class="expected"> {2}1099183\n/);
    assert.match(failure, /<span class="received"> {2}1099181,\n/);
    assert.match(failure, /id="exchange-4"/);
    assert.match(text(failure), /"contacts_id": \[\n/);
    assert.match(text(failure), /curl --globoff -i -X POST/);
    assert.match(text(failure), /npm start -- --only customers\.update\.unlink\.contacts --seed 42/);
    assert.match(text(failure), /Cut: [\d,]+ more characters in run\.har/);
  });

  it('shows of the contract pointer, expected, actual, the schema node and who answered so', () => {
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

describe('the provenance', () => {
  it('names the source, and what tells of all requirements without a run', () => {
    const provenance = text(part(html, 'provenance'));

    assert.match(provenance, /Source.*Requirements name its sections by their headings/s);
    assert.ok(provenance.includes('npm start -- docs requirements'), provenance);
  });
});

describe('what a reader is not told twice', () => {
  const last = keptOf({ ...results, suite: { ...results.suite, digest: 'sha256:another' } }, []);
  const since = (of: typeof results) => {
    const diagnosis = new Diagnosis(of, exchanges, { last });
    return text(toHtml(of, exchanges, { diagnosis }).split('class="since')[1]?.split('</strong>.')[1] ?? '');
  };

  it('is what may explain a difference, where there is none', () => {
    const id = results.requirements.find(({ outcome }) => outcome === 'passed')?.id ?? assert.fail();

    assert.doesNotMatch(since(results).slice(0, 200), /The suite changed/);
    assert.match(since(changed({ [id]: { outcome: 'failed' } })).slice(0, 200), /The suite changed/);
  });

  it('is why what no answer showed was never judged', () => {
    const handOver = text(part(html, 'hand-over'));

    assert.match(handOver, /1 unobserved: No answer ever carried it/);
    assert.doesNotMatch(handOver, /no response in this run/);
  });
});

describe('a long line of what was sent', () => {
  it('is broken behind commas', () => {
    assert.match(part(html, 'defects'), /<div class="sent"><code>.*?,<wbr\/>&quot;/);
  });
});

describe('waivers', () => {
  const sectionOf = (waivers: WaiversReport) => part(pageOf({ ...results, waivers }), 'waived');

  it('are told with reason, owner, expiry and state, beside the four counters', () => {
    const owner = 'https://tracker.example.test/42';
    const applied = { state: 'applied', reason: 'until the paging is mended', owner } as const;
    const section = sectionOf(waiversReport(applied, { state: 'stale', owner: 'team' }));

    assert.match(section, /href="https:\/\/tracker\.example\.test\/42" rel="noreferrer noopener"/);
    for (const told of [
      /unexpected failures3unexpected gaps5.*no longer happen7.*no longer happen9/,
      /until the paging is mended/,
      /2027-01-31applied/,
      /customers\.add\.singlefailure.*team2027-01-31stale: what it excuses no longer happens/,
    ])
      assert.match(text(section), told);
  });

  it('never become a link that runs something', () => {
    const owner = 'javascript://x%0aalert(1)';
    const evil = { owner, reason: hostile, requirement: 'customers.gone' };
    const section = sectionOf(waiversReport({ state: 'applied', ...evil }));

    assert.doesNotMatch(section, /href="javascript|<script|href="#customers\.gone"/);
  });
});

describe('what would have to change', () => {
  it('is what the target lacks, what broke and what never came, but nothing that only warns', () => {
    const open = (['error', 'untestable', 'unobserved', 'dependency'] as const).map((outcome) =>
      requirement(`a.${outcome}`, outcome),
    );
    const requirements = [...open, ...open.map((each) => ({ ...each, evidence: 'inferred' as const }))];
    const of = { ...results, requirements, leftBehind: [], obstacle: 'The target is gone.' };

    assert.deepEqual(
      improvementsOf(of).map(({ says }) => says),
      [
        'The target is gone.',
        'The suite or the network broke (1 requirement): a.error is error',
        'Not testable (1 requirement): a.untestable is untestable',
        '1 requirement no answer gave evidence on: the account has to hold records that do.',
        '1 requirement can only be tried when what it depends on works.',
      ],
    );
  });
});

describe('the plan of the evidence', () => {
  const planOf = (...cited: readonly (readonly number[])[]) => {
    const failed = cited.map((ids, at) => requirement(`a${at}`, 'failed', { exchanges: ids }));
    const planned = planEvidence(failed, exchangesById(exchanges));
    return failed.map(({ id }) => planned.get(id) ?? assert.fail(id));
  };

  it('shows an exchange once and points to it afterwards', () => {
    const planned = planOf([1, 2], [2, 3]);

    assert.deepEqual(
      planned.map(({ here, elsewhere }) => [idsOf(here), elsewhere]),
      [
        [[1, 2], []],
        [[3], [2]],
      ],
    );
  });

  it('shows the last exchanges of a test and leaves the others to the log', () => {
    const [planned] = planOf([1, 2, 3, 4, 5, 6, 7]);

    assert.deepEqual([planned?.here.length, planned?.inLog], [limits.exchanges, [1]]);
  });
});
