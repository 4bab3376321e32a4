import { visibilityAfter } from '../spec/readings.ts';
import type { Exchange } from '../spec/run/exchange.ts';
import type { Records } from '../target/api.ts';
import type { Client } from '../target/client.ts';
import type { ClaimRecord } from './record.ts';
import type { Catalogue } from './selection.ts';
import type { Session } from './session.ts';
import type { Strays } from './strays.ts';

/** What is known only when a run is over. */
export interface Hindsight {
  readonly client: Pick<Client, 'isInDoubt'>;
  readonly strays: Strays;
  /** The longest that was waited until a change was shown, in seconds. */
  readonly lateness: number;
  /** How the claims left the account. */
  readonly left: Pick<Session<object>, 'unrestored' | 'belated'>;
  readonly whole: Records['whole'];
  readonly catalogue: Catalogue;
}

/** What claims came to while the run lasted, and what is to be said of them now. */
export function corrected(records: readonly ClaimRecord[], known: Hindsight): readonly ClaimRecord[] {
  const sound = records.map((record) => withLateness(undoubted(record, known), known));
  const { belated } = known.left;
  const charges = new Map([...belated, [known.whole.keptBy, unexplained(sound, known)]]);
  return sound.map((record) => {
    const sentences = charges.get(record.requirement) ?? [];
    const isCharged = record.outcome === 'passed' && sentences.length > 0;
    return isCharged ? { ...record, outcome: 'failed', reason: sentences.join(' ') } : record;
  });
}

/** What came in the place of another answer is not judged; what had to be asked for twice counts as repeated. */
export function asJudged(exchange: Exchange, { client, strays }: Hindsight): Exchange {
  const isDoubtful = client.isInDoubt(exchange.id) || strays.has(exchange.id);
  if (isDoubtful) return { ...exchange, violations: [], observed: [] };
  return strays.isRepetition(exchange.id) ? { ...exchange, retries: exchange.retries + 1 } : exchange;
}

/** What failed on an answer that may belong to another request is no failure of the target. */
function undoubted(record: ClaimRecord, { client }: Hindsight): ClaimRecord {
  const inDoubt = record.exchanges.find((exchange) => client.isInDoubt(exchange));
  if (record.outcome !== 'failed' || inDoubt === undefined) return record;
  const reason = `More answers than requests came over the connection of exchange ${inDoubt}, so nobody knows which is whose. Look for a proxy that repeats answers, then run again.`;
  return { ...record, outcome: 'error', reason };
}

/** A claim that tells how late changes are shown could not know yet how late others would be. */
function withLateness(record: ClaimRecord, { lateness }: Hindsight): ClaimRecord {
  if (!('visibility' in record.readings)) return record;
  return { ...record, readings: { ...record.readings, visibility: visibilityAfter(lateness) } };
}

/** What could not be put back as it was, where no claim has found a failure that explains it. */
function unexplained(
  records: readonly ClaimRecord[],
  { left, whole, catalogue }: Hindsight,
): readonly string[] {
  const isExplained = records.some(
    ({ outcome, requirement }) =>
      outcome === 'failed' && catalogue[requirement]?.operation === whole.operation,
  );
  return isExplained ? [] : left.unrestored;
}
