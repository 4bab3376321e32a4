import type { RecordId, Records } from '../target/api.ts';
import type { Ledger } from '../target/ledger.ts';

/**
 * What the account, as it was when it was put back, and the ids of a run speak against.
 * @returns by requirement, a sentence each; none where all is accounted for
 */
export function unaccountedFor(
  { kinds, newBy, staysBy, untouchedBy }: Records,
  { inventory: { missing, repeated }, untouched: { differences } }: Pick<Ledger, 'inventory' | 'untouched'>,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [kind, one] of Object.entries(kinds)) {
    const about = <T extends RecordId>(records: readonly T[], says: (id: string, record: T) => string) =>
      records.filter((record) => record.kind === kind).map((record) => says(String(record.id), record));
    const { [kind]: isNew } = newBy;
    const { [kind]: stays } = staysBy;
    const { [kind]: untouched } = untouchedBy;
    if (isNew !== undefined)
      found.set(
        isNew,
        about(repeated, (id) => `A ${one} was created as ${id}, as another one had been before.`),
      );
    if (stays !== undefined)
      found.set(
        stays,
        about(missing, (id) => `The ${one} ${id} was added, nobody asked to delete it, and it is gone.`),
      );
    if (untouched !== undefined)
      found.set(
        untouched,
        about(differences, (id, { says }) => `No request asked to change the ${one} ${id}: ${says}.`),
      );
  }
  return found;
}
