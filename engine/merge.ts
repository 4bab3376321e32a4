import { createHash, randomUUID } from 'node:crypto';
import { coverageOf } from '../spec/contract/coverage.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import type { Results, RunFacts } from '../spec/run/results.ts';
import { foldRun, type Run } from './fold.ts';
import type { ClaimRecord } from './record.ts';
import type { Catalogue } from './selection.ts';

/** One of several parts of a certification, each of which judged every so-manieth claim. */
export interface Shard {
  readonly current: number;
  readonly total: number;
}

/** What a shard leaves to be merged: all that its own results were folded from. */
export type ShardRun = Pick<Run, 'records' | 'exchanges' | 'facts' | 'suite' | 'excuse' | 'durationMs'> & {
  readonly shard: Shard;
};

/** The claims of a shard: `current`, `current + total` and so on, counted from 1. */
export function ofShard<T>(claims: readonly T[], { current, total }: Shard): readonly T[] {
  return claims.filter((_, index) => index % total === current - 1);
}

/** As results tell what narrowed the run down. */
export function shardFilter({ current, total }: Shard): string {
  return `shard ${String(current)}/${String(total)}`;
}

/** Why shards are not those of one run, in a sentence with what to do; null where they are. */
export function mismatchOf(shards: readonly ShardRun[]): string | null {
  const [first] = shards;
  if (!first) return 'No shard was named.';
  const { total } = first.shard;
  const differs = (what: (run: ShardRun) => unknown): boolean =>
    shards.some((run) => JSON.stringify(what(run)) !== JSON.stringify(what(first)));
  if (differs(({ shard }) => shard.total))
    return 'They are parts of different wholes: run all with one number of shards.';
  if (differs(({ suite }) => [suite.digest, suite.contract, suite.requirements]))
    return 'They were judged by different versions of the suite, or by different requirement sets.';
  if (differs(({ facts }) => facts.seed))
    return 'They were drawn with different seeds: give every shard the same --seed.';
  if (differs(({ facts }) => facts.profile)) return 'They were run with different profiles.';
  if (differs(({ facts }) => facts.target.name))
    return 'They are of different targets: their target files have different names.';
  if (differs(({ facts }) => facts.features)) return 'Their target files declare different features.';
  if (differs(({ facts }) => othersIn(facts))) return 'They were narrowed down differently.';
  const there = shards.map(({ shard }) => shard.current);
  const missing = Array.from({ length: total }, (_, at) => at + 1).filter((one) => !there.includes(one));
  if (missing.length > 0)
    return `Of ${String(total)} shards ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing: run ${missing.length === 1 ? 'it' : 'them'} too, and name all.`;
  const twice = there.find((one, at) => there.indexOf(one) !== at);
  return twice === undefined ? null : `Shard ${String(twice)} is named twice.`;
}

/**
 * Folds shards into the results that one run would have had, exchanges numbered through. Call it with what
 * `mismatchOf` has nothing against.
 */
export function merged(
  shards: readonly ShardRun[],
  catalogue: Catalogue,
): { readonly results: Results; readonly exchanges: readonly Exchange[] } {
  let last = 0;
  const parts = shards
    .toSorted((a, b) => a.shard.current - b.shard.current)
    .map((run) => {
      const part = renumbered(run, last);
      last = part.exchanges.reduce((most, { id }) => Math.max(most, id), last);
      return part;
    });
  const exchanges = parts.flatMap((part) => part.exchanges);
  const results = foldRun({
    catalogue,
    records: parts.flatMap(({ records }) => records),
    exchanges,
    facts: factsOf(parts),
    suite: parts[0]?.suite ?? { name: '', version: '', digest: '' },
    excuse: parts.find(({ excuse }) => excuse != null)?.excuse ?? null,
    durationMs: Math.max(...parts.map(({ durationMs }) => durationMs)),
  });
  return { results: { ...results, coverage: coverageOf(exchanges) }, exchanges };
}

/** What narrowed a run down, but for its being a shard. */
function othersIn({ filters }: RunFacts): readonly string[] {
  return filters.filter((filter) => !filter.startsWith('shard '));
}

function renumbered(run: ShardRun, by: number): ShardRun {
  const moved = (text: string): string =>
    text.replace(
      /\b(exchanges? )(\d+)/g,
      (_, word: string, id: string) => `${word}${String(Number(id) + by)}`,
    );
  return {
    ...run,
    exchanges: run.exchanges.map((exchange) => ({ ...exchange, id: exchange.id + by })),
    records: run.records.map((record): ClaimRecord => ({
      ...record,
      exchanges: record.exchanges.map((id) => id + by),
      ...(record.reason !== undefined && { reason: moved(record.reason) }),
    })),
  };
}

/** Facts of the whole: each shard had an account of its own, so the target's digest names all of theirs. */
function factsOf(runs: readonly ShardRun[]): RunFacts {
  const [first] = runs.map(({ facts }) => facts);
  if (!first) throw new RangeError('There is no shard to merge.');
  const all = runs.map(({ facts }) => facts);
  const digests = [...new Set(all.flatMap(({ target }) => target.digest ?? []))].sort();
  const digest =
    digests.length === 1
      ? digests[0]
      : `sha256:${createHash('sha256').update(digests.join('\n')).digest('hex')}`;
  const obstacle = all.find((facts) => facts.obstacle !== undefined)?.obstacle;
  const { obstacle: _, command: __, ...same } = first;
  return {
    ...same,
    runId: randomUUID(),
    target: { ...first.target, ...(digest !== undefined && { digest }) },
    startedAt: all.map(({ startedAt }) => startedAt).sort()[0] ?? first.startedAt,
    filters: othersIn(first),
    requests: all.reduce((sum, { requests }) => sum + requests, 0),
    leftBehind: all.flatMap(({ leftBehind }) => leftBehind),
    ...(obstacle !== undefined && { obstacle }),
  };
}
