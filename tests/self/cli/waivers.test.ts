import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { UsageError } from '../../../cli/usage-error.ts';
import { draftPlace, problemsIn, readWaiversFile } from '../../../cli/waivers.ts';
import { assembled } from '../../../reference/assembly.ts';
import { faultNamed } from '../../../reference/faults/index.ts';
import { startReference } from '../../../reference/server.ts';
import { problemsOf } from '../../../reports/results-schema.ts';
import { certified, command } from './command.ts';

let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-self-'));
});
after(() => {
  rmSync(folder, { recursive: true });
});

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

interface Lines {
  readonly requirement?: string;
  readonly covers?: string;
  readonly target?: string;
  readonly reason?: string;
  readonly owner?: string;
  readonly expires?: string;
}

/** An entry of a waivers file, five lines long, or more. */
function entry(over: Lines = {}): string {
  const lines = {
    requirement: 'customers.add.name',
    covers: 'failure',
    reason: 'known',
    owner: 'Anna',
    expires: '2027-01-31',
    ...over,
  };
  const told = Object.entries(lines).map(([key, value]) => `${key}: ${value}`);
  return `  - ${told.join('\n    ')}\n`;
}

const told = (...entries: readonly string[]) =>
  problemsIn(`waivers:\n${entries.join('')}`).map(({ line, says }) => `${line}: ${says}`);

describe('a waivers file that can not be used', () => {
  test('a right one has no problem, nor has one without entries', () => {
    assert.deepEqual(told(entry(), entry({ covers: 'gap', target: 'Staging' })), []);
    assert.deepEqual(problemsIn('waivers: []'), []);
  });

  test('an unknown requirement is named with the nearest, and its line', () => {
    const [problem = ''] = told(entry(), entry({ requirement: 'custmers.add.nme' }));

    assert.match(problem, /^7: there is no requirement "custmers\.add\.nme"\. .* "customers\.add\.name", "/);
  });

  test('an unknown key is named with the nearest', () => {
    const [problem = ''] = told(`${entry()}    expiry: 2027-01-31\n`);

    assert.match(problem, /^7: waivers\[0\] has the unknown key "expiry"\. Did you mean "expires"\?/);
  });

  for (const key of ['requirement', 'covers', 'reason', 'owner', 'expires']) {
    test(`a missing or empty ${key} is named`, () => {
      const without = entry().replace(new RegExp(`${key}: .*\\n(    )?`), '');
      const empty = entry({ [key]: '"  "' });

      assert.deepEqual(told(without), [`2: waivers[0] lacks "${key}". Add it.`]);
      assert.equal(told(empty).length, 1);
      assert.match(told(empty)[0] ?? '', new RegExp(`^\\d: waivers\\[0\\]\\.${key} has to be (a|the) `));
    });
  }

  for (const expires of ['2026-02-30', '2026-13-01', '31.01.2027', '2027-01-31T00:00:00Z', '20270131']) {
    test(`${expires} is no day on which a waiver can end`, () => {
      const [problem = ''] = told(entry({ expires }));

      assert.match(
        problem,
        /^6: waivers\[0\]\.expires has to be a day of the calendar, written like 2027-01-31/,
      );
    });
  }

  test('covers has two words', () => {
    assert.match(told(entry({ covers: 'failed' }))[0] ?? '', /^3: .* the word failure or the word gap\.$/);
  });

  test('two waivers of the same are one too many, unless they are for different targets', () => {
    const [problem = '', ...others] = told(entry(), entry({ reason: 'other', target: 'Staging' }));

    assert.match(problem, /^7: a failure of "customers\.add\.name" is already waived in line 2\./);
    assert.deepEqual(others, []);
    assert.deepEqual(told(entry({ target: 'One' }), entry({ target: 'Two' })), []);
    assert.deepEqual(told(entry(), entry({ covers: 'gap' })), []);
  });

  test('what a draft left to fill in is refused until it is filled in', () => {
    const problems = told(entry({ reason: '"FILL IN: it failed"', owner: 'FILL IN' }));

    assert.deepEqual(
      problems.map((problem) => problem.slice(0, 34)),
      ['4: the reason still says FILL IN. ', '5: the owner still says FILL IN. N'],
    );
  });

  test('broken YAML and a key that stands twice are named with their line', () => {
    assert.match(told(`${entry()}    owner: Boris\n`)[0] ?? '', /^7: this isn't valid YAML: /);
    assert.match(problemsIn('waivers: [')[0]?.says ?? '', /^this isn't valid YAML: /);
    assert.match(problemsIn('')[0]?.says ?? '', /the file has to be a mapping/);
  });

  test('the error names the file, and each problem', () => {
    const file = written('bad.yaml', `waivers:\n${entry({ owner: 'FILL IN', reason: 'FILL IN' })}`);

    assert.throws(
      () => readWaiversFile(file),
      (error) =>
        error instanceof UsageError &&
        error.message.startsWith(`${file} has 2 problems:\n  - line 4: `) &&
        error.message.includes('\n  - line 5: '),
    );
    assert.throws(() => readWaiversFile(join(folder, 'nowhere.yaml')), UsageError);
  });
});

test('a draft takes the place of no file but the own one', () => {
  const [own, other] = [written('own.yaml', 'waivers: []\n'), written('other.yaml', 'mine')];

  assert.deepEqual(draftPlace(join(folder, 'new.yaml'), own), {
    file: join(folder, 'new.yaml'),
    replaces: false,
  });
  assert.deepEqual(draftPlace(own, own), { file: own, replaces: true });
  assert.throws(() => draftPlace(other, own), UsageError);
  assert.throws(() => draftPlace(other, undefined), UsageError);
});

test('bad waivers end with status 2 before anything is sent', async () => {
  const file = written('unknown.yaml', `waivers:\n${entry({ requirement: 'periods.rights.raed' })}`);

  const { status, output } = await command(['--waivers', file, '--output', join(folder, 'unsent')]);

  assert.equal(status, 2);
  assert.match(
    output,
    /unknown\.yaml, line 2: there is no requirement .* The nearest are "periods\.rights\.read"/,
  );
  assert.doesNotMatch(output, /requirements judged/);
});

test('a failure is drafted, waived, and stale once it is mended', async (t) => {
  const fault = faultNamed('member-reads-periods');
  assert.ok(fault, 'the fault is there');
  const faulty = await startReference(assembled([], [fault]));
  const mended = await startReference();
  t.after(() => Promise.all([faulty.close(), mended.close()]));
  const file = join(folder, 'drafted.yaml');
  const only = ['--only', 'periods.rights'];

  const drafted = await certified(faulty.targetFile, [...only, '--write-waivers', file]);
  const draft = readFileSync(file, 'utf8');
  const unfilled = await command(['--waivers', file]);
  writeFileSync(file, draft.replace(/FILL IN/g, 'known'));
  const waived = await certified(faulty.targetFile, [...only, '--waivers', file]);
  const stale = await certified(mended.targetFile, [
    ...only,
    ...['--waivers', file],
    ...['--write-waivers', file],
  ]);

  assert.deepEqual([drafted.status, unfilled.status, waived.status, stale.status], [1, 2, 0, 1]);
  assert.match(drafted.output, /drafted\.yaml: 1 waiver drafted\. Write a reason/);
  assert.match(draft, / {2}- requirement: periods\.rights\.read #/);

  assert.equal(waived.results.verdict, 'conformant');
  assert.deepEqual(waived.results.requirements.find(({ id }) => id === fault.breaks)?.waived, {
    kind: 'failure',
    outcome: 'failed',
  });
  assert.deepEqual(problemsOf(waived.results), []);
  assert.match(waived.output, /\nConformant, 1 waived: /);

  assert.equal(stale.results.verdict, 'conformant');
  assert.equal(stale.results.waivers?.counters.waivedFailuresGone, 1);
  assert.match(stale.output, /The run fails: 1 waiver is stale\./);
  assert.match(stale.output, /0 waivers drafted, 1 stale one dropped\./);
  assert.doesNotMatch(readFileSync(file, 'utf8'), /requirement/);
});
