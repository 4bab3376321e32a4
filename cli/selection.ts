import { ofShard, type Shard, shardFilter } from '../engine/merge.ts';
import { isUnder, type CatalogueEntry } from '../engine/selection.ts';
import { nearestTo } from './nearest.ts';
import { UsageError } from './usage-error.ts';

/** What narrows a run down. */
export interface Narrowing {
  /** Prefixes of ids. */
  readonly only: readonly string[];
  /** A regular expression on `ID: SENTENCE @TAGS`. */
  readonly grep?: string | null | undefined;
  /** One of several parts of all that is chosen otherwise. */
  readonly shard?: Shard | null | undefined;
}

type Selectable = CatalogueEntry & { readonly id: string };

/**
 * The claims that a run judges. A requirement that the contract judges has no claim of its own: for it those of its
 * operation are judged.
 * @param catalogue every requirement, those of the contract too
 * @throws UsageError where nothing is selected; for a prefix that no requirement has it names the nearest id
 */
export function selected<C extends Selectable>(
  claims: readonly C[],
  catalogue: Readonly<Record<string, CatalogueEntry>>,
  { only, grep, shard }: Narrowing,
): readonly C[] {
  const found = matching(claims, catalogue, { only, grep });
  return shard ? ofShard(found, shard) : found;
}

function matching<C extends Selectable>(
  claims: readonly C[],
  catalogue: Readonly<Record<string, CatalogueEntry>>,
  { only, grep }: Narrowing,
): readonly C[] {
  const prefixed = only.length === 0 ? claims : named(claims, catalogue, only);
  if (grep === undefined || grep === null) return prefixed;
  const pattern = patternOf(grep);
  const found = prefixed.filter((claim) => pattern.test(titleOf(claim)));
  if (found.length > 0) return found;
  throw new UsageError(`No requirement matches --grep ${grep}: --list shows what there is to match.`);
}

/** `ID: SENTENCE @TAGS`: tagged with its area, its group, its evidence and its operation. */
export function titleOf({ id, says, evidence, operation }: Selectable): string {
  const [area = id, group = area] = id.split('.');
  const tags = new Set([area, `${area}.${group}`, evidence, ...(operation ? [operation] : [])]);
  return `${id}: ${says} ${[...tags].map((tag) => `@${tag}`).join(' ')}`;
}

/** As `results.json` tells what narrowed a run down. */
export function filtersOf({ only, grep, shard }: Narrowing): readonly string[] {
  return [
    ...only.map((prefix) => `only ${prefix}`),
    ...(grep ? [`grep ${grep}`] : []),
    ...(shard ? [shardFilter(shard)] : []),
  ];
}

function named<C extends Selectable>(
  claims: readonly C[],
  catalogue: Readonly<Record<string, CatalogueEntry>>,
  prefixes: readonly string[],
): readonly C[] {
  const isNamed = (id: string): boolean => prefixes.some((prefix) => isUnder(prefix, id));
  const ids = Object.keys(catalogue);
  for (const prefix of prefixes) {
    if (!ids.some((id) => isUnder(prefix, id))) throw unknown(prefix, ids);
  }
  const operations = new Set(
    Object.entries(catalogue).flatMap(([id, { proof, operation }]) =>
      proof === 'schema' && isNamed(id) ? [operation] : [],
    ),
  );
  return claims.filter(
    ({ id, operation }) => isNamed(id) || (operation !== null && operations.has(operation)),
  );
}

function unknown(prefix: string, ids: readonly string[]): UsageError {
  const groups = ids.flatMap((id) => id.split('.').map((_, end, parts) => parts.slice(0, end + 1).join('.')));
  return new UsageError(
    `No requirement begins with "${prefix}". The nearest are ${nearestTo(prefix, groups)}; "list requirements" shows all.`,
  );
}

function patternOf(grep: string): RegExp {
  try {
    return new RegExp(grep);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--grep takes a regular expression. ${why}.`);
  }
}
