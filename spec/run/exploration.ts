/** How much an exploration may ask of a target: it ends with the first that is used up. */
export interface Budget {
  readonly requests?: number;
  readonly seconds?: number;
}

/** Something that a target does otherwise than what it was asked before demands; inferred, so that it warns. */
export interface Finding {
  /** The requirement that it breaks: one of the catalogue, or `explore.*`. */
  readonly requirement: string;
  /** What was seen and what had to be, in one sentence or two. */
  readonly says: string;
  /** The sequence by its number, and how long it was before it was shortened. */
  readonly sequence: number;
  readonly length: number;
  /** The shortest sequence that showed it. */
  readonly steps: readonly Step[];
  /** Whether the requests ran out before nothing could be left out any more. */
  readonly isCutShort: boolean;
  /** The exchanges of that sequence, by id. */
  readonly exchanges: readonly number[];
  /** How many sequences ended in it, this one included. */
  readonly times: number;
}

/** One operation of a sequence, as plain JSON: the same steps send the same requests, but for ids and the marker. */
export interface Step {
  readonly kind: string;
  readonly [part: string]: unknown;
}

/** That a run explored, with what, and what came of it. */
export interface Exploration {
  readonly seed: number;
  readonly budget: Budget;
  readonly requests: number;
  readonly sequences: number;
  readonly steps: number;
  readonly durationMs: number;
  /** What ended it before its budget did: one plain sentence. */
  readonly brokeOff?: string;
  /** Sides of readings that only exploring sees the target take, by the id of the reading. */
  readonly readings?: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
}
