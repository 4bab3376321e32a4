import { prerequisiteFailed } from '../spec/run/signals.ts';
import type { Records } from '../target/api.ts';
import type { Message } from '../target/caller.ts';
import type { Ledger } from '../target/ledger.ts';

/** What is known of the records that a request names. */
interface Known {
  readonly records: Records;
  readonly ledger: Ledger;
  /** Whether the run made an id up. */
  readonly isMadeUp: (id: number) => boolean;
}

/**
 * Lets nothing be changed but what was seen to be the run's own, or what nobody has. Where the run had a record
 * deleted, or made the id up, somebody else may have it by now: there it looks first, unless the message is sent alone.
 * @param look asks for a path, so that the ledger sees who is there
 * @throws CannotJudge
 */
export async function requireOwn(
  message: Message,
  { records, ledger, isMadeUp }: Known,
  look: (path: string) => Promise<unknown>,
): Promise<void> {
  const { changed, deleted } = records.touchedIn(message);
  const unsure = [...changed, ...deleted].filter((one) => !ledger.isOwn(one));
  const vacant = unsure.filter((one) => ledger.isGone(one) || isMadeUp(one.id));
  // Who sends over connections of its own has looked just before.
  for (const kind of new Set(message.alone === true ? [] : vacant.map((one) => one.kind))) {
    const ids = vacant.filter((one) => one.kind === kind).map(({ id }) => id);
    for (const path of records.looksFor(kind, ids)) await look(path);
  }
  const foreign = unsure.find(
    (one) => ledger.isForeign(one) || (!ledger.isOwn(one) && !vacant.includes(one)),
  );
  if (foreign === undefined) return;
  const { kind, id } = foreign;
  throw prerequisiteFailed(
    records.shownBy[kind] ?? [],
    `Nothing is done with ${records.kinds[kind]} ${id}: no record that carries the marker of the run was read back under this id.`,
  );
}
