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
  /** Failed requirements that it does not name. */
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

/** What a proof found: what the suite would have caught, and what it would have refused. */
export interface Found {
  readonly seed: number;
  /** Stated and shown requirements that no fault kills. */
  readonly unproven: readonly string[];
  readonly faults: readonly ProvenFault[];
  readonly variants: readonly ProvenVariant[];
}

/** `proof.json` of a proof that was run. */
export interface Proof extends Found {
  readonly schemaVersion: '1';
  readonly suite: { readonly name: string; readonly version: string; readonly digest: string };
  readonly durationMs: number;
  readonly strength: Strength;
  /** The reference with other seeds, orders and numbers of tests at once: each has to give the same outcomes. */
  readonly repetitions: readonly ProvenVariant[];
}

/** How strong the suite was found to be: stands in every report, as long as it is the suite that was proven. */
export interface Strength {
  readonly faults: { readonly caught: number; readonly planted: number };
  readonly variants: { readonly accepted: number; readonly tried: number };
  /** What exploration alone finds of the same faults and variants, with so many requests each. */
  readonly exploration?: {
    readonly requests: number;
    readonly faults: { readonly found: number; readonly planted: number };
    readonly variants: { readonly wronged: number; readonly tried: number };
  };
  /** Of the defects that a machine plants: those that are seen in an answer, are caught, or are no defects. */
  readonly mutants?: { readonly caught: number; readonly permitted: number; readonly seen: number };
  /** SHA-256 over the sources that the proof rests on, faults and variants among them. */
  readonly digest: string;
}

/** How much of the recorded proof still holds where the code has changed since; 0 of 0 where none was recorded. */
export interface StaleProof {
  /** Faults and variants whose outcome rests on the code at hand. */
  readonly fresh: number;
  /** All that there were. */
  readonly subjects: number;
}

/** What a suite may say of its strength: the numbers where this very code has earned them, and otherwise why not. */
export interface Standing {
  readonly strength?: Strength;
  /** Why no strength is told. */
  readonly staleProof?: StaleProof;
}
