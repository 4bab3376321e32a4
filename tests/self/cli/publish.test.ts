import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, mock } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { XMLParser } from 'fast-xml-parser';
import { stringify } from 'yaml';
import { publish } from '../../../cli/publish.ts';
import { writeStatement } from '../../../cli/sign.ts';
import { signingFor } from '../../../cli/signing.ts';
import { UsageError } from '../../../cli/usage-error.ts';
import { requirementSet, requirementSetNames } from '../../../spec/requirement-sets.ts';
import type { Results } from '../../../spec/run/results.ts';
import { allOfThisSuite, bytesOf, ownRun } from '../reports/certified-runs.ts';
import { assertPage } from '../reports/report-checks.ts';

const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-publish-'));
const submissions = join(folder, 'submissions');
const site = join(folder, 'site');
const read = (file: string): string => readFileSync(join(site, file), 'utf8');
const about = {
  implementation: 'Crème <b>CRM</b>',
  version: '1.0',
  url: 'https://crm.example.test',
  reproduce: 'docker run crm:1.0\nnpm start -- --config crm.yaml',
};

interface Given {
  readonly results: Results | Buffer;
  readonly says?: object | string;
  readonly certified?: boolean;
}

function submit(name: string, { results, says = about, certified = false }: Given): void {
  const place = join(submissions, name);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'submission.yaml'), typeof says === 'string' ? says : stringify(says));
  writeFileSync(join(place, 'results.json'), Buffer.isBuffer(results) ? results : bytesOf(results));
  if (certified && !Buffer.isBuffer(results)) writeStatement(place, results, signingFor({}));
}

function published(): { readonly status: number; readonly said: string } {
  const log = mock.method(console, 'log', () => undefined);
  const error = mock.method(console, 'error', () => undefined);
  try {
    const status = publish({ folder: submissions, output: site });
    const said = [...log.mock.calls, ...error.mock.calls].flatMap((call) => call.arguments.map(String));
    return { status, said: said.join('\n') };
  } finally {
    log.mock.restore();
    error.mock.restore();
  }
}

/** Results that another version of the suite came to, by the newest requirement set. */
function ofAnotherVersion(requirements = allOfThisSuite, digest = bySet.digest): Results {
  const run = ownRun(requirements);
  const suite = {
    ...run.suite,
    digest: `sha256:${'0'.repeat(64)}`,
    requirements: { name: bySet.name, digest },
  };
  return { ...run, suite };
}

const bySet = requirementSet(requirementSetNames().at(-1) ?? '') ?? assert.fail();
const [first, ...others] = allOfThisSuite;
assert.ok(first);
const failing = ownRun([{ ...first, outcome: 'failed', reason: 'It differs.' }, ...others]);
const whole = ownRun();

describe('publishing', () => {
  before(() => {
    submit('good', { results: whole, certified: true });
    submit('failing', { results: failing, says: { ...about, implementation: 'Mock', version: '2' } });
    submit('older', {
      results: { ...whole, startedAt: '2020-01-01T00:00:00.000Z' },
      says: { ...about, reproduce: 'an older run of the same version' },
    });
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('shows what conforms and what does not, the newest run of each version', () => {
    const { status, said } = published();

    assert.equal(status, 0, said);
    const page = read('index.html');
    assert.match(page, /2 implementations, 2 versions/);
    assert.match(page, /Crème &lt;b>CRM&lt;\/b> 1\.0|Crème &lt;b&gt;CRM&lt;\/b&gt; 1\.0/);
    assert.match(page, /Conformant/);
    assert.match(page, /Nonconformant/);
    assert.match(page, /href="https:\/\/crm\.example\.test"/);
    assert.doesNotMatch(page, /an older run/);
    assert.match(read('comparison.html'), new RegExp(first.id.replaceAll('.', '\\.')));
  });

  it('gives a badge for each, and a feed that readers understand', () => {
    published();

    assert.match(read('badge-good.json'), /"message": "conformant"/);
    assert.match(read('badge-failing.json'), /nonconformant · 1 failure/);
    const feed = read('feed.xml');
    const parsed = new XMLParser().parse(feed) as { feed: { entry: readonly { title: string }[] } };
    assert.deepEqual(parsed.feed.entry.map(({ title }) => title).sort(), [
      'Crème <b>CRM</b> 1.0: conformant',
      'Mock 2: nonconformant',
    ]);
  });

  it('writes a page by the rules of HTML, which loads and runs nothing', () => {
    published();
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      // How the renderer writes what HTML lets be written in several ways.
      rules: { 'doctype-style': 'off', 'void-style': 'off', 'no-raw-characters': 'off' },
    });

    assertPage(read('index.html'));
    assert.deepEqual(validator.validateStringSync(read('index.html')).results, []);
  });

  const older: readonly (readonly [string, Results, RegExp, boolean])[] = [
    ['by a set that is known', ofAnotherVersion(), /held against the set/, false],
    [
      'by a set that is not',
      ofAnotherVersion(allOfThisSuite, `sha256:${'1'.repeat(64)}`),
      /could not be checked/,
      true,
    ],
  ];
  for (const [what, results, remark, isTold] of older) {
    it(`tells results of another version apart, ${what}`, () => {
      submit('elsewhere', { results, says: { ...about, implementation: 'Elsewhere' } });
      try {
        const { status, said } = published();

        assert.equal(status, 0, said);
        assert.match(read('index.html'), remark);
        assert.equal(/Shown with a remark: elsewhere/.test(said), isTold, said);
      } finally {
        rmSync(join(submissions, 'elsewhere'), { recursive: true });
      }
    });
  }

  const refused: readonly (readonly [string, Given, RegExp])[] = [
    [
      'a verdict that does not follow',
      { results: { ...failing, verdict: 'conformant' } },
      /contradicts itself/,
    ],
    ['a filtered run', { results: { ...whole, complete: false } }, /filtered/],
    ['a requirement left out', { results: ownRun(others) }, /leaves out/],
    [
      'a requirement left out by another version',
      { results: ofAnotherVersion(others) },
      /Its requirements are not the suite's: it leaves out/,
    ],
    [
      'a requirement that another version weighs less than its set',
      { results: ofAnotherVersion([{ ...first, evidence: 'inferred' }, ...others]) },
      /the set has .* as stated/,
    ],
    ['damaged results', { results: Buffer.from('{}') }, /results\.json/],
    ['an address that runs', { results: whole, says: { ...about, url: 'javascript:alert(1)' } }, /url/],
    ['no way to do it again', { results: whole, says: { implementation: 'A', version: '1' } }, /reproduce/],
    ['no YAML', { results: whole, says: '{ [' }, /no YAML/],
  ];
  for (const [what, given, says] of refused) {
    it(`does not show ${what}, and says why`, () => {
      submit('bad', given);
      try {
        const { status, said } = published();
        assert.equal(status, 1);
        assert.match(said, says);
        assert.match(read('index.html'), /Submitted, and not shown/);
      } finally {
        rmSync(join(submissions, 'bad'), { recursive: true });
      }
    });
  }

  it('does not show a certificate of other results', () => {
    submit('bad', { results: whole, certified: true });
    writeFileSync(join(submissions, 'bad', 'results.json'), bytesOf({ ...whole, seed: whole.seed + 1 }));
    try {
      assert.match(
        published().said,
        /Its statement does not hold: results\.json is not the one that it names/,
      );
    } finally {
      rmSync(join(submissions, 'bad'), { recursive: true });
    }
  });

  it('needs a folder that holds something', () => {
    for (const place of [join(folder, 'none'), site])
      assert.throws(() => publish({ folder: place, output: site }), UsageError);
  });
});
