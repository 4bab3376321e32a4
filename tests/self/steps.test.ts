import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { runSteps, type Findings, type Step } from './steps.ts';

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
  /** Runs test files as `npm test` does, in a process of its own: node:test runs none within a test. */
  function findingsOf(files: Readonly<Record<string, string>>): readonly (Findings & { name: string })[] {
    const folder = mkdtempSync(join(tmpdir(), 'unit-tests-'));
    try {
      mkdirSync(join(folder, 'room'));
      for (const [file, text] of Object.entries(files)) {
        writeFileSync(join(folder, file), `import { describe, it, test } from 'node:test';\n${text}`);
      }
      const program = join(folder, 'program.mts');
      writeFileSync(
        program,
        `import { unitTests } from ${JSON.stringify(new URL('unit-tests.ts', import.meta.url).href)};
        const findings = [];
        for (const { name, run } of unitTests(import.meta.dirname)) findings.push({ name, ...(await run()) });
        console.log(JSON.stringify(findings));`,
      );
      const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', program], {
        encoding: 'utf8',
        env: { ...process.env, NODE_TEST_CONTEXT: undefined },
      });
      return JSON.parse(stdout) as (Findings & { name: string })[];
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it('are counted each, apart for each room, without suites and skipped ones', () => {
    const found = findingsOf({
      'top.test.ts': `test('one', () => {}); test.skip('none', () => { throw new Error(); });`,
      'room/in.test.ts': `const two: number = 2; describe('suite', () => { it('one', () => {}); it(\`\${two}\`, () => {}); });`,
      'room/beside.ts': `throw new Error('no test');`,
    });

    assert.deepEqual(
      found.map(({ name, passed, failed }) => [name, passed, failed]),
      [
        ['unit tests of room', 2, 0],
        ['unit tests', 1, 0],
      ],
    );
  });

  it('keep what a file does before and after each of its tests to that file', () => {
    const [found] = findingsOf({
      'a.test.ts': `import { afterEach } from 'node:test'; afterEach(() => { throw new Error('of a'); });`,
      'b.test.ts': `test('one', () => {});`,
    });

    assert.deepEqual([found?.passed, found?.failed], [1, 0], found?.output);
  });

  it('fail with all that was wrong, each once', () => {
    const [found] = findingsOf({
      'a.test.ts': `console.error('said'); describe('suite', () => { it('bad', () => { throw new Error('wrong', { cause: 'why' }); }); it('good', () => {}); });`,
      'b.test.ts': `throw new Error('does not load');`,
      'd.test.ts': `describe('no suite', () => { throw new Error('no tests'); });`,
      'e.test.ts': `import assert from 'node:assert/strict'; test('unequal', () => { assert.equal(1, 2); });`,
    });

    assert.deepEqual([found?.passed, found?.failed], [1, 4]);
    for (const text of ['said', 'a.test.ts: bad', 'wrong', 'why', 'does not load', 'no tests', '1 !== 2']) {
      assert.ok(found?.output.includes(text), text);
    }
  });

  for (const status of [0, 7]) {
    it(`fail where a file ends the process with ${status} before its room is through`, () => {
      const [found] = findingsOf({
        'a.test.ts': `test('fine', () => {});`,
        'b.test.ts': `test('ends it', async () => { await new Promise((resolve) => setTimeout(resolve, 300)); process.exit(${status}); });`,
        'c.test.ts': `test('not reached', () => {});`,
      });

      assert.deepEqual([found?.passed, found?.failed], [1, 1]);
      assert.match(found?.output ?? '', new RegExp(`The process ended with ${status} `));
    });
  }
});
