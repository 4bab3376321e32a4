import { oneLine } from '../spec/run/plain.ts';
import { outcomeWords } from './labels.ts';
import type { ClaimRecord } from '../engine/record.ts';

/** How far a run is: what was just finished, and how many of how many. */
export interface Step {
  readonly done: number;
  readonly of: number;
  readonly record: Pick<ClaimRecord, 'requirement' | 'outcome'>;
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
  return done === of || tenth(done) > tenth(done - 1)
    ? `${String(done)} of ${String(of)} requirements judged`
    : null;
}

/** Tells a run as it goes on: a line that is written over on a terminal, a line for every tenth elsewhere. */
export function progressOn(out: NodeJS.WriteStream): (step: Step) => void {
  return (step) => {
    if (!out.isTTY) {
      const line = milestone(step);
      if (line !== null) out.write(`${line}\n`);
    } else out.write(step.done === step.of ? clearLine : progressLine(step, out.columns));
  };
}
