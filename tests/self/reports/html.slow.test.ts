import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toHtml } from '../../../reports/html/page.tsx';
import { hostile } from './hostile-texts.ts';
import { largeRun } from './large-run.ts';
import { answered } from './made-up.ts';

describe('a run of 10,000 exchanges', () => {
  const sizeOf = (page: string) => new TextEncoder().encode(page).length / 1024 / 1024;
  const run = largeRun(10_000);

  it('stays under 10 MB, and says what it cut, also when everything fails with long, hostile answers', () => {
    const page = toHtml(run.results, run.exchanges);
    assert.ok(sizeOf(page) < 10, String(sizeOf(page)));
    assert.ok(page.includes('10000 exchanges in'));

    const long = hostile.repeat(300);
    const ids = (at: number) => Array.from({ length: 50 }, (_, step) => ((at * 28 + step) % 10_000) + 1);
    const broken = { outcome: 'failed', reason: long, detail: long } as const;
    const requirements = run.results.requirements.map(({ violations: _, ...rest }, at) => ({
      ...rest,
      ...broken,
      exchanges: ids(at),
    }));
    const sent = run.exchanges.map((each) => ({ ...each, response: answered(`${each.id}${long}`) }));
    const hostilePage = toHtml({ ...run.results, requirements }, sent);
    assert.ok(sizeOf(hostilePage) < 10, String(sizeOf(hostilePage)));
    for (const file of ['run\\.har', 'results\\.json'])
      assert.match(hostilePage, new RegExp(`Cut: [\\d,]+ more characters in <code>${file}</code>`));
    assert.match(hostilePage, /earlier steps left out/);
  });
});
