import type { RecordId, Records } from '../target/api.ts';
import type { Ledger } from '../target/ledger.ts';

/** How many sentences stand against a requirement before the others are counted. */
const MOST_TOLD = 5;

/**
 * What the account, as it was when it was put back, what look-ups showed, and the ids of a run speak against.
 * @param isInDoubt whether nobody knows if an exchange has the answer to its own request
 * @returns by requirement, a sentence each; none where all is accounted for
 */
export function unaccountedFor(
  { kinds, newBy, ownIdBy, staysBy, untouchedBy }: Records,
  { inventory: { missing, repeated, shared }, untouched: { differences }, unasked }: Ledger,
  isInDoubt: (exchange: number) => boolean,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const charge = (requirement: string | undefined, says: readonly string[]): void => {
    if (requirement !== undefined) found.set(requirement, [...(found.get(requirement) ?? []), ...says]);
  };
  for (const [kind, one] of Object.entries(kinds)) {
    const about = <T extends RecordId>(records: readonly T[], says: (id: string, record: T) => string) =>
      records.filter((record) => record.kind === kind).map((record) => says(String(record.id), record));
    charge(
      ownIdBy[kind],
      about(shared, (id) => `A ${one} was created as ${id}, which is the id of another one.`),
    );
    charge(
      newBy[kind],
      about(repeated, (id) => `A ${one} was created as ${id}, as another one had been before.`),
    );
    charge(
      staysBy[kind],
      about(missing, (id) => `The ${one} ${id} was added, nobody asked to delete it, and it is gone.`),
    );
    charge(
      untouchedBy[kind],
      about(differences, (id, { says }) => `No request asked to change the ${one} ${id}: ${says}.`),
    );
  }
  for (const { requirement, exchange, says } of unasked) {
    if (!isInDoubt(exchange)) charge(requirement, [`${says} (exchange ${String(exchange)}).`]);
  }
  return new Map([...found].map(([requirement, says]) => [requirement, shortened(says)]));
}

function shortened(says: readonly string[]): readonly string[] {
  const untold = says.length - MOST_TOLD;
  return untold <= 0 ? says : [...says.slice(0, MOST_TOLD), `There are ${String(untold)} more of the kind.`];
}
