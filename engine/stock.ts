import type { Api, RecordId } from '../target/api.ts';
import type { Caller } from '../target/caller.ts';
import type { Ledger } from '../target/ledger.ts';

/** How many records that are missing are looked up by their ids. */
const MOST_LOOKED_UP = 5;

/** The statuses of answers that tell whether something is there. */
const TELLING: readonly number[] = [200, 204, 404, 410];

/**
 * Holds what a run added against what was there of it when the account was put back.
 * @param caller by whose answers the ledger is kept up
 * @returns by requirement what speaks against it, a sentence each; none where nothing does
 */
export async function unaccountedFor(
  {
    api: { records },
    ledger: { inventory },
  }: { readonly api: Pick<Api<object>, 'records'>; readonly ledger: Ledger },
  caller: Pick<Caller, 'get'>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const [kind, one] of Object.entries(records.kinds)) {
    const isOfKind = (record: RecordId): boolean => record.kind === kind;
    const { [kind]: isNew } = records.newBy;
    if (isNew !== undefined)
      found.set(
        isNew,
        inventory.repeated
          .filter(isOfKind)
          .map(({ id }) => `A ${one} was created as ${String(id)}, as another one had been before.`),
      );
    const { [kind]: stays } = records.staysBy;
    if (stays !== undefined)
      found.set(
        stays,
        (await stillMissing(kind)).map(
          ({ id }) => `The ${one} ${String(id)} was added, nobody asked to delete it, and it is gone.`,
        ),
      );
  }
  return found;

  /** What is not shown under its id either, some time later: a list may just have left it out. */
  async function stillMissing(kind: string): Promise<readonly RecordId[]> {
    const missing = (): readonly RecordId[] => inventory.missing.filter((record) => record.kind === kind);
    const some = missing().slice(0, MOST_LOOKED_UP);
    const paths = some.length > 0 ? records.looksFor(kind, idsOf(some)) : [];
    for (const path of paths) {
      // What can't be looked at tells nothing against the target.
      const answer = await caller.get(path).catch(() => null);
      if (answer === null || !TELLING.includes(answer.status)) return [];
    }
    return missing().filter(({ id }) => idsOf(some).includes(id));
  }
}

function idsOf(records: readonly RecordId[]): readonly number[] {
  return records.map(({ id }) => id);
}
