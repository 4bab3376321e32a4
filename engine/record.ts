import type { Outcome } from '../spec/run/results.ts';

/** What came of one claim in a run. */
export interface ClaimRecord {
  /** The requirement's id. */
  readonly requirement: string;
  readonly outcome: Outcome;
  /** One plain sentence; present unless it passed. */
  readonly reason?: string;
  /** Of a dependency: the requirements of which one went wrong before. */
  readonly restsOn?: readonly string[];
  /** Both sides of a comparison, where they are longer than a sentence. */
  readonly detail?: string;
  readonly exchanges: readonly number[];
  /** Side taken, by reading id. */
  readonly readings: Readonly<Record<string, string>>;
  readonly durationMs: number;
}
