import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const linter = new ESLint({
  cwd: fileURLToPath(new URL('../..', import.meta.url)),
  // The borders need no types, and without them a file need not exist.
  overrideConfig: [
    tseslint.configs.disableTypeChecked,
    { languageOptions: { parserOptions: { projectService: false } } },
  ],
});

const imports = 'no-restricted-imports';
const syntax = 'no-restricted-syntax';

/** A file, what it says, and the rule that this breaks; null where it may. */
const probes: readonly (readonly [string, string, string | null])[] = [
  ['reports/inner/name.ts', `import '../../target/a/name.ts';`, imports],
  ['reference/name.ts', `export * from '../tests/customers/name.ts';`, imports],
  ['reference/name.ts', `export * from '../tests/catalogue.ts';`, null],
  ['spec/name.ts', `import type { Name } from '../cli/name.ts';\nexport type Mine = Name;`, imports],
  ['spec/name.ts', `await import('../cli/name.ts');`, syntax],
  ['spec/name.ts', `export type Mine = import('../cli/name.ts').Name;`, syntax],
  ['tests/customers/name.ts', `import '../self/name.ts';`, imports],
  ['tests/self/cli/name.test.ts', `import '../../../cli/name.ts';`, null],
  ['target/inner/name.ts', `import '../name.ts';`, null],
  ['engine/name.ts', `export const nextPrice = 1;`, syntax],
  ['spec/run/name.ts', `export const text = 'a customer';`, syntax],
  ['cli/name.ts', 'export const text = `of ${1} periods`;', syntax],
  ['cli/name.ts', `export const text = 'periodically';`, null],
  ['target/amocrm/name.ts', `export const text = 'a customer';`, null],
];

describe('a border', () => {
  for (const [filePath, code, rule] of probes) {
    it(`${rule === null ? 'lets' : 'stops'} ${filePath}: ${code}`, async () => {
      const [result] = await linter.lintText(`${code}\n`, { filePath });

      const broken = result?.messages.filter(({ severity }) => severity === 2).map(({ ruleId }) => ruleId);
      assert.deepEqual(broken, rule === null ? [] : [rule]);
    });
  }
});
