import type { Caller } from './caller.ts';
import type { Ledger } from './ledger.ts';
import type { Target } from './target.ts';

/**
 * All that the engine is told of the API that is certified: what scenarios are furnished with, and how a run marks,
 * finds and puts back its records. `F` is the furniture.
 */
export interface Api<F extends object> {
  /** Learns what the account offers, and draws the marker of the run, before anything is changed. */
  open(
    administrator: Caller,
    run: { readonly target: Target; readonly seed: number; readonly ledger: Ledger },
  ): Promise<Opened<F>>;
  /**
   * Deletes what the run created.
   * @returns what is left, a sentence each
   */
  tidyUp(administrator: Caller, ledger: Ledger, marker: string): Promise<readonly string[]>;
}

export interface Opened<F extends object> {
  readonly marker: string;
  readonly furniture: F;
}
