import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const rooms = ['spec', 'generators', 'target', 'engine', 'tests', 'reference', 'reports', 'cli'] as const;
type Room = (typeof rooms)[number];

/** The map of the design: what each room sees beside itself. */
const sees: Readonly<Record<Room, readonly Room[]>> = {
  spec: [],
  generators: ['spec'],
  target: ['spec', 'generators'],
  engine: ['spec', 'target'],
  tests: ['spec', 'generators', 'target', 'engine'],
  reference: ['spec'],
  reports: ['spec', 'engine'],
  cli: ['spec', 'generators', 'target', 'engine', 'tests', 'reference', 'reports'],
};

const linter = new ESLint({
  cwd: fileURLToPath(new URL('../..', import.meta.url)),
  // The borders need no types, and without them a file need not exist.
  overrideConfig: [
    tseslint.configs.disableTypeChecked,
    { languageOptions: { parserOptions: { projectService: false } } },
  ],
});

/** The rules that an otherwise flawless file breaks. */
async function brokenBy(code: string, filePath: string): Promise<readonly (string | null)[]> {
  const [result] = await linter.lintText(`${code}\n`, { filePath });
  assert.ok(result, `${filePath} is not linted`);
  return result.messages.filter(({ severity }) => severity === 2).map(({ ruleId }) => ruleId);
}

describe('the border', () => {
  for (const room of rooms) {
    for (const other of rooms.filter((one) => one !== room)) {
      const allowed = sees[room].includes(other);
      const expected = allowed ? [] : ['no-restricted-imports'];

      it(`from ${room} to ${other} is ${allowed ? 'open' : 'closed'}, at any depth`, async () => {
        const top = await brokenBy(`export * from '../${other}/name.ts';`, `${room}/name.ts`);
        const deep = await brokenBy(`import '../../${other}/a/name.ts';`, `${room}/inner/name.ts`);

        assert.deepEqual([top, deep], [expected, expected]);
      });
    }
  }

  it('within a room is none', async () => {
    assert.deepEqual(await brokenBy(`import '../name.ts';`, 'target/inner/name.ts'), []);
    assert.deepEqual(await brokenBy(`import '../support/name.ts';`, 'tests/customers/name.ts'), []);
  });

  it('holds for every way to import', async () => {
    const ways: readonly (readonly [string, string])[] = [
      [`import '../cli/name.ts';`, 'no-restricted-imports'],
      [`import name from '../cli/name.ts';\nvoid name;`, 'no-restricted-imports'],
      [`import type { Name } from '../cli/name.ts';\nexport type Mine = Name;`, 'no-restricted-imports'],
      [`export { name } from '../cli/name.ts';`, 'no-restricted-imports'],
      [`await import('../cli/name.ts');`, 'no-restricted-syntax'],
      [`export type Mine = import('../cli/name.ts').Name;`, 'no-restricted-syntax'],
    ];

    for (const [code, rule] of ways) assert.deepEqual(await brokenBy(code, 'spec/name.ts'), [rule], code);
  });

  it('keeps the words of the API within its descriptor', async () => {
    const named = ['const nextPrice = 1;', `const text = 'a customer';`, 'const text = `of ${1} periods`;'];
    const innocent = `const text = 'periodically';`;
    const places = ['engine', 'target/inner', 'cli', 'spec/run', 'spec/contract'];

    for (const place of places) {
      for (const code of named) {
        const broken = await brokenBy(`${code}\nexport {};`, `${place}/name.ts`);
        assert.ok(broken.includes('no-restricted-syntax'), `${place}: ${code}`);
      }
      const broken = await brokenBy(`${innocent}\nexport {};`, `${place}/name.ts`);
      assert.ok(!broken.includes('no-restricted-syntax'), place);
    }
    const described = await brokenBy(`export const text = 'a customer';`, 'target/amocrm/name.ts');
    assert.deepEqual(described, []);
  });

  it('is open for tests of the suite itself, and closed towards them', async () => {
    assert.deepEqual(await brokenBy(`import '../../../cli/name.ts';`, 'tests/self/cli/name.test.ts'), []);
    assert.deepEqual(await brokenBy(`import '../self/name.ts';`, 'tests/customers/name.ts'), [
      'no-restricted-imports',
    ]);
  });
});
