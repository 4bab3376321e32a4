import { oneLine } from './plain.ts';
import { outcomeWords } from './labels.ts';
import type { TestRecord } from './test-record.ts';

/** How far a run is: what was just finished, and how many of how many. */
export interface Step {
  readonly done: number;
  readonly of: number;
  readonly record: Pick<TestRecord, 'requirement' | 'outcome'>;
}

/** Puts the cursor at the beginning of the line and clears it. */
export const clearLine = '\r\u001b[2K';

/** The line that a terminal shows and overwrites: `[ 87/203] customers.update.unlink ✓`, cut to its width. */
export function progressLine({ done, of, record }: Step, columns: number): string {
  const total = String(of);
  const head = `[${String(done).padStart(total.length)}/${total}] `;
  const { mark } = outcomeWords[record.outcome];
  const room = Math.max(8, columns - head.length - mark.length - 2);
  return `${clearLine}${head}${oneLine(record.requirement, room)} ${mark}`;
}

/** The same where nothing can be overwritten: a line for every tenth of the run, otherwise null. */
export function milestone({ done, of }: Step): string | null {
  const tenth = (count: number) => Math.floor((count * 10) / of);
  return done === of || tenth(done) > tenth(done - 1) ? `${String(done)} of ${String(of)} tests done` : null;
}
