import { closest } from 'fastest-levenshtein';
import { requirementIds, requirements } from '../spec/requirements/index.ts';
import { UsageError } from './usage-error.ts';

/**
 * The pattern by which the runner selects the tests of requirements with one of these id prefixes. A requirement
 * that the contract judges has no test of its own: for it the tests of its operation are run.
 * @throws UsageError for a prefix that no requirement has; it names the nearest id
 */
export function patternFor(prefixes: readonly string[]): string | undefined {
  if (prefixes.length === 0) return undefined;
  return prefixes.flatMap(alternativesFor).join('|');
}

function alternativesFor(prefix: string): string[] {
  const ids = requirementIds.filter((id) => id === prefix || id.startsWith(`${prefix}.`));
  if (ids.length === 0) {
    const groups = requirementIds.flatMap((id) =>
      id.split('.').map((_, end, parts) => parts.slice(0, end + 1).join('.')),
    );
    throw new UsageError(
      `No requirement begins with "${prefix}". The nearest is "${closest(prefix, [...new Set(groups)])}"; --list shows all.`,
    );
  }
  const operations = ids.flatMap((id) =>
    requirements[id].proof === 'schema' ? (requirements[id].operation ?? []) : [],
  );
  return [
    `\\s${escaped(prefix)}(?:\\.\\S+)?:\\s`,
    ...new Set(operations.map((operation) => `\\s@${escaped(operation)}(?:\\s|$)`)),
  ];
}

/** Both patterns at once, as one: the runner takes a single one. */
export function bothOf(only: string | undefined, grep: string | undefined): string | undefined {
  return only !== undefined && grep !== undefined ? `^(?=.*(?:${only}))(?=.*(?:${grep}))` : (only ?? grep);
}

/** The pattern of the tests of exactly these requirements; undefined for none. */
export function anyOf(ids: readonly string[]): string | undefined {
  return ids.length === 0 ? undefined : `\\s(?:${ids.map(escaped).join('|')}):\\s`;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
