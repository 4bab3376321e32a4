import { visit } from 'yaml';
import type { Document } from 'yaml';
import type { Problem } from './target-file-error.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Puts the environment's values in the place of every `${NAME}` in the document's values (not its keys).
 * @returns one problem for each name that is unset or no name; their text is left as it was
 */
export function fillFromEnvironment(
  document: Document,
  env: Environment,
  lineOf: (offset: number) => number,
): readonly Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Scalar(key, node) {
      if (key === 'key' || typeof node.value !== 'string') return;
      const line = lineOf(node.range?.[0] ?? 0);
      node.value = fill(node.value, env, (says) => problems.push({ line, says }));
    },
  });
  return problems;
}

function fill(text: string, env: Environment, complain: (says: string) => void): string {
  return text.replace(/\$\{([^}]*)(\}?)/g, (whole, name: string, end: string) => {
    if (end === '' || !/^[A-Za-z_]\w*$/.test(name)) {
      complain(
        `\${ has to be followed by the name of an environment variable and }, for example \${STAGING_TOKEN}.`,
      );
      return whole;
    }
    const value = env[name];
    if (value !== undefined) return value;
    complain(
      `the environment variable ${name} isn't set. Set it, or write the value in the place of \${${name}}.`,
    );
    return whole;
  });
}

/** Whether the document has an unquoted `${`, which YAML takes for the start of a mapping inside `{ }`. */
export function unquotedName(line: string): boolean {
  return /\{.*[:,]\s*\$\{/.test(line);
}
