/**
 * Types and lint of source files from one program: whichever comes second finds what the first one worked out, which
 * saves a third of what `npm run types` and `npm run lint` take apart.
 */
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import ts from 'typescript';

/** What is wrong with source files, each as text for people; empty where nothing is. */
export interface Wrong {
  readonly types: string;
  readonly lint: string;
}

export interface Sources {
  /** Paths of the files that types are checked of, with those that they import. */
  readonly files: readonly string[];
  readonly options: ts.CompilerOptions;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What `tsconfig.json` says. @throws Error where it can't be read */
export function sourcesOfAll(): Sources {
  const file = ts.sys.resolvePath(`${root}/tsconfig.json`);
  const parsed = ts.getParsedCommandLineOfConfigFile(file, undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
    },
  });
  if (parsed === undefined || parsed.errors.length > 0) throw new Error(told(parsed?.errors ?? []));
  return { files: parsed.fileNames, options: parsed.options };
}

/**
 * Checks types of all sources, and lints what is in a folder by the rules of `eslint.config.ts`.
 * @param leftOut patterns of what is not linted
 */
export async function wrongIn(
  { files, options }: Sources,
  folder: string,
  leftOut: readonly string[],
): Promise<Wrong> {
  const program = ts.createProgram({ rootNames: files, options });
  const types = told(ts.getPreEmitDiagnostics(program));
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: `${root}/eslint.config.ts`,
    ignorePatterns: [...leftOut],
    overrideConfig: [
      {
        files: ['**/*.{ts,tsx}'],
        languageOptions: { parserOptions: { projectService: false, programs: [program] } },
      },
    ],
  });
  const results = await eslint.lintFiles(['.']);
  const formatter = await eslint.loadFormatter('stylish');
  return { types, lint: await formatter.format(results) };
}

function told(diagnostics: readonly ts.Diagnostic[]): string {
  return ts.formatDiagnostics(diagnostics, {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => root,
    getNewLine: () => '\n',
  });
}
