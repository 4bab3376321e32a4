import type { Verdict } from './results.ts';

/** What became of one planted fault. */
export interface ProvenFault {
  readonly name: string;
  readonly breaks: string;
  readonly describe: string;
  readonly verdict: Verdict;
  /** Every requirement that failed: a row of the kill matrix. */
  readonly failed: readonly string[];
  /** The requirement that it breaks failed. */
  readonly caught: boolean;
  /** Failed requirements that it neither names nor that depend on one it names. */
  readonly stray: readonly string[];
}

/** What became of one permitted way to be. */
export interface ProvenVariant {
  readonly name: string;
  readonly describe: string;
  readonly verdict: Verdict;
  /** Requirements with another outcome than the reference has, with their reasons. */
  readonly complaints: readonly {
    readonly requirement: string;
    readonly outcome: string;
    readonly reason: string;
  }[];
}

/** `proof.json`: what the suite would have caught, and what it would have refused. */
export interface Proof {
  readonly schemaVersion: '1';
  readonly suite: { readonly name: string; readonly version: string; readonly digest: string };
  readonly seed: number;
  readonly durationMs: number;
  readonly strength: Strength;
  /** Stated and shown requirements that no fault kills. */
  readonly unproven: readonly string[];
  readonly faults: readonly ProvenFault[];
  readonly variants: readonly ProvenVariant[];
  /** The reference with other seeds, orders and numbers of tests at once: each has to give the same outcomes. */
  readonly repetitions: readonly ProvenVariant[];
}

/** How strong the suite was found to be: stands in every report. */
export interface Strength {
  readonly faults: { readonly caught: number; readonly planted: number };
  readonly variants: { readonly accepted: number; readonly tried: number };
  /** SHA-256 over the names and claims of all faults and variants. */
  readonly digest: string;
}
