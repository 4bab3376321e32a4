import { visit } from 'yaml';
import type { Document } from 'yaml';
import type { Problem } from './target-file-error.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What came of filling a document in. */
export interface Filled {
  /** The variables whose values stand in it now. */
  readonly names: ReadonlySet<string>;
  /** One for each name that is unset or no name; their text is left as it was. */
  readonly problems: readonly Problem[];
}

/** Puts the environment's values in the place of every `${NAME}` in the document's values (not its keys). */
export function fillFromEnvironment(
  document: Document,
  env: Environment,
  lineOf: (offset: number) => number,
): Filled {
  const names = new Set<string>();
  const problems: Problem[] = [];
  visit(document, {
    Scalar(key, node) {
      if (key === 'key' || typeof node.value !== 'string') return;
      const line = lineOf(node.range?.[0] ?? 0);
      node.value = fill(node.value, env, {
        named: (name) => names.add(name),
        complain: (says) => problems.push({ line, says }),
      });
    },
  });
  return { names, problems };
}

interface Listener {
  readonly named: (name: string) => void;
  readonly complain: (says: string) => void;
}

function fill(text: string, env: Environment, { named, complain }: Listener): string {
  return text.replace(/\$\{([^}]*)(\}?)/g, (whole, name: string, end: string) => {
    if (end === '' || !/^[A-Za-z_]\w*$/.test(name)) {
      complain(
        `\${ has to be followed by the name of an environment variable and }, for example \${STAGING_TOKEN}.`,
      );
      return whole;
    }
    const value = env[name];
    named(name);
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
