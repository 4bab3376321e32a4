import type { Linter } from 'eslint';
import { defineConfig, globalIgnores } from 'eslint/config';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** Which rooms a room may import from; `tests/self`, `cli` and the top level may import from all. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  spec: [],
  generators: ['spec'],
  target: ['spec', 'generators'],
  engine: ['spec', 'target'],
  tests: ['spec', 'generators', 'target', 'engine'],
  // Faults name what they break.
  reference: ['spec', 'tests/catalogue.ts'],
  reports: ['spec', 'engine'],
};

const rooms = [...Object.keys(mayImport), 'cli'];

const borders = Object.keys(mayImport).map((room) => {
  const { path, message } = borderOf(room);
  const rules: Linter.RulesRecord = {
    'no-restricted-imports': ['error', { patterns: [{ regex: path, message }] }],
    'no-restricted-syntax': ['error', ...closedImports(room)],
  };
  return { name: `border of ${room}`, files: [`${room}/**/*.{ts,tsx}`], ignores: ['tests/self/**'], rules };
});

function borderOf(room: string): { path: string; message: string } {
  const allowed = mayImport[room] ?? [];
  const closed = rooms.filter((other) => other !== room && !allowed.includes(other));
  // The tests of the suite itself see every room, so a room that imports from them sees every room too.
  const files = allowed.filter((one) => one.includes('/')).map((file) => file.replaceAll('.', '\\.'));
  const exceptions = files.length > 0 ? `(?!(?:${files.join('|')})$)` : '';
  return {
    path: `^(\\.\\./)+${exceptions}(${[...closed, 'self'].join('|')})/`,
    message: `${room}/ must not import from there: see the map of the rooms in CONTRIBUTING.md.`,
  };
}

/** What `no-restricted-imports` does not look at: `await import('…')` and the type `import('…').Name`. */
function closedImports(room: string) {
  const { path, message } = borderOf(room);
  const inside = `[source.value=/${path.replaceAll('/', '\\u002F')}/]`;
  return ['ImportExpression', 'TSImportType'].map((node) => ({ selector: node + inside, message }));
}

/** Places that learn of the API from its descriptor, and don't name it. */
const nameless = ['engine', 'target', 'cli', 'spec/contract', 'spec/run', 'reports'];

/** Words by which only this API is meant. */
const words =
  'customer|transaction|period(?!ically)|contact|compan(?:y|ies)|purchase|next_?(?:date|price)|responsible|unlink(?!Sync)|custom.?field';

const names = nameless.map((place) => {
  const [room = place] = place.split('/');
  const message = `${place}/ does not know the API: take the word from its descriptor (target/api.ts).`;
  const naming = [
    `Identifier[name=/${words}/i]`,
    `Literal[value=/${words}/i]`,
    `TemplateElement[value.raw=/${words}/i]`,
    `JSXText[value=/${words}/i]`,
  ].map((selector) => ({ selector, message }));
  const imports = room in mayImport ? closedImports(room) : [];
  const rules: Linter.RulesRecord = { 'no-restricted-syntax': ['error', ...naming, ...imports] };
  return {
    name: `names in ${place}`,
    files: [`${place}/**/*.{ts,tsx}`],
    ignores: ['target/amocrm/**'],
    rules,
  };
});

export default defineConfig(
  globalIgnores(['dist', 'node_modules', 'conformance-report', 'reference/.mutant-*']),
  ...tseslint.configs.strictTypeChecked,
  {
    // What a target sends is searched here, and may be made to be slow to search.
    files: ['engine/**/*.ts', 'target/amocrm/**/*.ts', 'tests/**/*.ts', 'reports/**/*.{ts,tsx}'],
    ignores: ['tests/self/**'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': 'error',
      'regexp/no-super-linear-move': 'error',
    },
  },
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['cli/*.mjs', 'register/mocks/*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // A forgotten await on an assertion is a test that can't fail; node:test keeps track of its own promises.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['test', 'before', 'after', 'describe', 'it'] },
          ],
        },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { varsIgnorePattern: '^_', argsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowNullish: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // What came from a server is read by key, not as if it were a property that is known to be there.
      '@typescript-eslint/dot-notation': 'off',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-console': 'off',
    },
  },
  { files: ['**/*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
  ...borders,
  ...names,
);
