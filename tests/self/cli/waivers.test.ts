import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { UsageError } from '../../../cli/usage-error.ts';
import { draftPlace, problemsIn, readWaiversFile } from '../../../cli/waivers.ts';
import { folderAfter } from '../temporary.ts';

const folder = folderAfter('self');

function written(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

/** An entry of a waivers file, five lines long, or more. */
function entry(over: Readonly<Record<string, string>> = {}): string {
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

describe('a waivers file that can not be used', () => {
  const whole = entry();
  const filled = entry({ reason: '"FILL IN: it failed"', owner: 'FILL IN' });
  const unknown = /^7: there is no requirement "custmers\.add\.nme"\. .* "customers\.add\.name", "/;
  const key = /^7: waivers\[0\] has the unknown key "expiry"\. Did you mean "expires"\?/;
  const day = /^6: waivers\[0\]\.expires has to be a day of the calendar, written like 2027-01-31/;
  const twice = /^7: a failure of "customers\.add\.name" is already waived in line 2\./;
  const unfilled = [/^4: the reason still says FILL IN\. /, /^5: the owner still says FILL IN\. /];
  const cases: readonly (readonly [string, readonly string[], ...(readonly RegExp[])])[] = [
    ['is right', [whole, entry({ covers: 'gap', target: 'Staging' })]],
    ['is right for two targets', [entry({ target: 'One' }), entry({ target: 'Two' })]],
    ['names an unknown requirement', [whole, entry({ requirement: 'custmers.add.nme' })], unknown],
    ['has an unknown key', [`${whole}    expiry: 2027-01-31\n`], key],
    ['covers something else', [entry({ covers: 'failed' })], /^3: .* the word failure or the word gap\.$/],
    ['waives the same twice', [whole, entry({ reason: 'other', target: 'Staging' })], twice],
    ['was drafted and not filled in', [filled], ...unfilled],
    ['has a key twice', [`${whole}    owner: Boris\n`], /^7: this isn't valid YAML: /],
  ];
  const days = ['2026-02-30', '31.01.2027', '2027-01-31T00:00:00Z', '20270131'].map(
    (expires) => [`ends on ${expires}`, [entry({ expires })], day] as const,
  );
  const keys = ['requirement', 'covers', 'reason', 'owner', 'expires'].flatMap((name) => {
    const lacking = whole.replace(new RegExp(`${name}: .*\\n(    )?`), '');
    return [
      [`lacks ${name}`, [lacking], new RegExp(`^2: waivers\\[0\\] lacks "${name}"\\. Add it\\.$`)],
      [
        `has an empty ${name}`,
        [entry({ [name]: '"  "' })],
        new RegExp(`^\\d: waivers\\[0\\]\\.${name} has to be (a|the) `),
      ],
    ] as const;
  });
  for (const [title, entries, ...expected] of [...cases, ...days, ...keys]) {
    test(`because it ${title}: ${expected.length} problems`, () => {
      const problems = problemsIn(`waivers:\n${entries.join('')}`).map(
        ({ line, says }) => `${line}: ${says}`,
      );

      assert.equal(problems.length, expected.length, problems.join('\n'));
      for (const [at, says] of expected.entries()) assert.match(problems[at] ?? '', says);
    });
  }

  test('broken YAML and an empty file are told', () => {
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

  const file = join(folder, 'new.yaml');

  assert.deepEqual(draftPlace(file, own), { file, replaces: false });
  assert.deepEqual(draftPlace(own, own), { file: own, replaces: true });
  assert.throws(() => draftPlace(other, own), UsageError);
  assert.throws(() => draftPlace(other, undefined), UsageError);
});
