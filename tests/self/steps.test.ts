import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { runSteps, type Findings, type Step } from './steps.ts';
import { folderAfter } from './temporary.ts';

const counting = (name: string, passed: number, failed: number): Step => ({
  name,
  run: () => Promise.resolve({ passed, failed, output: `output of ${name}` }),
});

describe('steps', () => {
  it('go on after one that fails, of which all output is shown', async () => {
    const lines: string[] = [];
    const broken: Step = { name: 'broken', run: () => Promise.reject(new Error('it broke')) };

    const total = await runSteps([counting('a', 1, 2), broken, counting('b', 4, 0)], 1, (line) =>
      lines.push(line.replace(/\d+\.\d s/, '0.0 s')),
    );

    assert.deepEqual(total, { passed: 5, failed: 3 });
    assert.deepEqual(
      lines.filter((line) => !line.includes('it broke')),
      [
        ...['… a', '✗ a (0.0 s, 1 passed, 2 failed)', '\noutput of a\n'],
        ...['… broken', '✗ broken (0.0 s)'],
        ...['… b', '✓ b (0.0 s, 4 passed, 0 failed)'],
      ],
    );
    assert.equal(lines.filter((line) => line.includes('it broke')).length, 1);
  });

  it('are taken so many at once, no more', async () => {
    let [running, most] = [0, 0];
    const slow: Step = {
      name: 'slow',
      run: async () => {
        most = Math.max(most, (running += 1));
        await new Promise(setImmediate);
        running -= 1;
        return { passed: 1, failed: 0, output: '' };
      },
    };

    const { passed } = await runSteps([slow, slow, slow, slow, slow], 2, () => undefined);

    assert.deepEqual([passed, most], [5, 2]);
  });
});

describe('unit tests', () => {
  /** By room; all are run by one program of their own, as `npm test` runs them: node:test runs none within a test. */
  const rooms = {
    '': { 'top.test.ts': `test('one', () => {}); test.skip('none', () => { throw new Error(); });` },
    typed: {
      'in.test.ts': `const two: number = 2; describe('suite', () => { it('one', () => {}); it(\`\${two}\`, () => {}); });`,
      'beside.ts': `throw new Error('no test');`,
      'late.slow.test.ts': `test('not now', () => { throw new Error(); });`,
    },
    hooked: {
      'a.test.ts': `import { afterEach } from 'node:test'; afterEach(() => { throw new Error('of a'); });`,
      'b.test.ts': `test('one', () => {});`,
    },
    wrong: {
      'a.test.ts': `console.error('said'); describe('suite', () => { it('bad', () => { throw new Error('wrong', { cause: 'why' }); }); it('good', () => {}); });`,
      'b.test.ts': `throw new Error('does not load');`,
      'd.test.ts': `describe('no suite', () => { throw new Error('no tests'); });`,
      'e.test.ts': `import assert from 'node:assert/strict'; test('unequal', () => { assert.equal(1, 2); });`,
    },
    ended0: endingWith(0),
    ended7: endingWith(7),
  };
  type Room = keyof typeof rooms;

  function endingWith(status: number): Readonly<Record<string, string>> {
    return {
      'a.test.ts': `test('fine', () => {});`,
      'b.test.ts': `test('ends it', async () => { await new Promise((resolve) => setTimeout(resolve, 300)); process.exit(${status}); });`,
      'c.test.ts': `test('not reached', () => {});`,
    };
  }

  const folder = folderAfter('unit-tests');

  let found: readonly (Findings & { readonly name: string })[] = [];
  const findings = (room: Room): Findings =>
    found.find(({ name }) => name === (room === '' ? 'unit tests' : `unit tests of ${room}`)) ??
    assert.fail(`nothing is told of ${room}`);

  before(() => {
    for (const [room, files] of Object.entries(rooms)) {
      mkdirSync(join(folder, room), { recursive: true });
      for (const [file, text] of Object.entries(files))
        writeFileSync(join(folder, room, file), `import { describe, it, test } from 'node:test';\n${text}`);
    }
    const program = join(folder, 'program.mts');
    writeFileSync(
      program,
      `import { unitTests } from ${JSON.stringify(new URL('unit-tests.ts', import.meta.url).href)};
      const found = unitTests(import.meta.dirname, 'quick').map(async ({ name, run }) => ({ name, ...(await run()) }));
      console.log(JSON.stringify(await Promise.all(found)));`,
    );
    const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', program], {
      encoding: 'utf8',
      env: { ...process.env, NODE_TEST_CONTEXT: undefined },
    });
    found = JSON.parse(stdout) as typeof found;
  });

  it('are counted each, apart for each room, without suites, slow and skipped ones', () => {
    assert.equal(found.length, Object.keys(rooms).length);
    for (const [room, passed] of [
      ['', 1],
      ['typed', 2],
    ] as const)
      assert.deepEqual([findings(room).passed, findings(room).failed], [passed, 0], findings(room).output);
  });

  it('keep what a file does before and after each of its tests to that file', () => {
    const { passed, failed, output } = findings('hooked');

    assert.deepEqual([passed, failed], [1, 0], output);
  });

  it('fail with all that was wrong, each once', () => {
    const { passed, failed, output } = findings('wrong');

    assert.deepEqual([passed, failed], [1, 4]);
    for (const text of ['said', 'a.test.ts: bad', 'wrong', 'why', 'does not load', 'no tests', '1 !== 2'])
      assert.ok(output.includes(text), text);
  });

  for (const status of [0, 7] as const) {
    it(`fail where a file ends the process with ${status} before its room is through`, () => {
      const { passed, failed, output } = findings(`ended${status}`);

      assert.deepEqual([passed, failed], [1, 1]);
      assert.match(output, new RegExp(`The process ended with ${status} `));
    });
  }
});
