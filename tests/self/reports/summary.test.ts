import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { marked } from 'marked';
import { toComment } from '../../../reports/formats/comment.ts';
import { code, sentence, toSummary } from '../../../reports/formats/summary.ts';
import type { RequirementResult, Results } from '../../../spec/run/results.ts';
import { long, markup, texts } from './hostile-texts.ts';
import { exchanges, requirement, results, resultsOf, waiversReport } from './made-up.ts';
import { spoiled } from './spoiled.ts';

/** As GitHub renders it, but for mentions and the like, which it looks for outside of code only. */
function rendered(markdown: string): string {
  return marked.parse(markdown, { gfm: true, async: false });
}

/** The elements of a page with their attributes, in order. */
function elementsOf(html: string): readonly string[] {
  return html.match(/<\/?[a-z][^>]*>/gi) ?? [];
}

/** What a reader sees. */
function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** Failures of as many areas, so that each is a cause of its own. */
function failures(count: number, over: Partial<RequirementResult> = {}): readonly RequirementResult[] {
  return Array.from({ length: count }, (_, at) =>
    requirement(`area${at}.part.one`, 'failed', { reason: `broken ${'x'.repeat(at + 1)}`, ...over }),
  );
}

describe('summary.md', () => {
  it('shows each waiver with its state, and that a stale one fails the run', () => {
    const states = ['applied', 'stale', 'expired', 'idle'] as const;
    const waivers = waiversReport(...states.map((state) => ({ state })));
    const waived = textOf(rendered(toSummary({ ...results, waivers })));
    assert.match(waived, /The run fails: 1 stale waiver\./);
    assert.match(waived, /customers\.list\.large until 2027-01-31, Anna: known/);
    assert.match(waived, /customers\.add\.single is stale/);
    assert.match(waived, /customers\.add\.single expired after 2027-01-31/);
    assert.doesNotMatch(rendered(toSummary(results, exchanges)), /The run fails/);
  });

  it('lists at most ten failures and warnings together, and how many more there are', () => {
    const items = (...of: readonly RequirementResult[]) => {
      const html = rendered(toSummary(resultsOf(of)));
      const listed = html.match(/<li><strong>/g)?.length ?? 0;
      return [listed, ...[...html.matchAll(/<li>(\+\d+ more)/g)].map(([, more]) => more)];
    };
    assert.deepEqual(items(...failures(10)), [10]);
    assert.deepEqual(items(...failures(12)), [10, '+2 more']);
    const warnings = failures(15, { evidence: 'inferred' }).slice(8);
    assert.deepEqual(items(...failures(8), ...warnings), [10, '+5 more']);
  });
});

describe('hostile text in summary.md', () => {
  const page = (text: string, over: Partial<Results> = {}) => {
    const { results: of, exchanges: sent } = spoiled(text);
    return rendered(toSummary({ ...of, ...over }, sent));
  };
  const elements = (text: string) => [
    ...elementsOf(page(text)),
    // Its reason is the obstacle.
    ...elementsOf(page(text, { verdict: 'inconclusive' })),
  ];
  const harmless = elements('harmless');

  it('makes no element: the page has those that it has with a harmless text', () => {
    for (const [name, text] of Object.entries(texts)) assert.deepEqual(elements(text), harmless, name);
  });

  it('stands in code only, where no mention, number or emoji is looked for', () => {
    for (const one of [page(markup), page(markup, { verdict: 'inconclusive' })]) {
      const outsideOfCode = one.replace(/<code>.*?<\/code>/gs, '');
      assert.doesNotMatch(outsideOfCode, /octocat|evil|tada|heading|mermaid|injected|quote/);
    }
    assert.match(textOf(page(markup)), /@octocat #12 octo\/repo#7 :tada: \*\*bold\*\*/);
  });

  it('never reaches 1 MiB', () => {
    const { results: of, exchanges: sent } = spoiled(long.slice(0, 5000));
    const many = Array.from({ length: 200 }, (_, at) =>
      of.requirements.map((one) => ({
        ...one,
        id: `${one.id}${String(at)}`.repeat(40),
        says: markup,
        reason: `${String(at)} ${one.reason}`,
      })),
    ).flat();
    const markdown = toSummary({ ...of, requirements: many }, sent);
    assert.ok(Buffer.byteLength(markdown) < 200_000, String(Buffer.byteLength(markdown)));
  });
});

describe('text in Markdown', () => {
  it('is a code span that nothing in it can end', () => {
    assert.equal(code('a'), '`a`');
    assert.equal(code('a`b'), '``a`b``');
    assert.equal(code('`a` ``b``'), '``` `a` ``b`` ```');
    assert.equal(code(' \n '), '`(empty)`');
    for (const text of ['`', '``', '` `', '\\', 'a\\', '`\\`', '|', 'a  b', '  x  ']) {
      const html = rendered(`- x ${code(text)} y`);
      assert.equal(html.match(/<code>/g)?.length, 1, text);
      assert.ok(html.includes(`<code>${text.trim().replace(/\s+/g, ' ')}</code> y`), html);
    }
  });

  it('is a sentence that reads as it was written', () => {
    const text = 'A _list_ of [x](y) at www.evil.test, a@b.c & <b> #1 costs $5: | `c` ~~d~~ \\ e.g. 5-6 + 7.';
    const html = rendered(sentence(text));
    assert.deepEqual(elementsOf(html), ['<p>', '</p>']);
    assert.equal(textOf(html).trim(), text);
  });
});

describe('the comment on a pull request', () => {
  it('stays one that GitHub takes, whatever a target sent and however much changed', () => {
    for (const text of Object.values(texts)) {
      const { results: now } = spoiled(text);
      const base = {
        ...now,
        requirements: now.requirements.map((one) => ({ ...one, outcome: 'passed' as const })),
      };
      const comment = toComment(now, {
        name: `--> ${text}`,
        base,
        url: 'https://github.test/team/crm/actions/runs/7',
      });
      assert.ok(comment.length < 65_536, `${comment.length}`);
      assert.match(comment, /^<!-- amocrm-conformance: [\p{L}\p{N} ._/]* -->\n/u);
      assert.deepEqual(
        elementsOf(rendered(comment)).filter((element) =>
          /^<(?:script|img|svg|iframe|meta|h1)/.test(element),
        ),
        [],
      );
    }
  });
});
