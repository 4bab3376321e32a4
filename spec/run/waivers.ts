/** What a waiver excuses: a requirement that fails, or one that could not be settled. */
export type WaiverKind = 'failure' | 'gap';

/**
 * What a waiver came to in a run. `applied`: it excused its requirement. `expired`: its requirement counts
 * again. `stale`: what it excuses no longer happens, which fails the run until it is taken out. `idle`: it is
 * for another target, its requirement was not judged in this run, or a failure could not be looked for.
 */
export type WaiverState = 'applied' | 'expired' | 'stale' | 'idle';

/** One entry of a waivers file, and what came of it. */
export interface Waiver {
  readonly requirement: string;
  readonly kind: WaiverKind;
  /** The name of the only target that it is for; absent for all. */
  readonly target?: string;
  readonly reason: string;
  /** Who answers for it, or a link to where it is tracked. */
  readonly owner: string;
  /** The last day on which it counts, `2027-01-31`, UTC. */
  readonly expires: string;
  readonly state: WaiverState;
}

/** What a run made of its waivers file. */
export interface WaiversReport {
  /** SHA-256 of the file. */
  readonly digest: string;
  /** In the order of the file. */
  readonly waivers: readonly Waiver[];
  readonly counters: {
    /** Stated and shown requirements that failed and are not waived. */
    readonly unexpectedFailures: number;
    /** Stated and shown ones that could not be settled (untestable, unobserved, dependency, error) and are not waived. */
    readonly unexpectedGaps: number;
    /** Stale waivers of failures. */
    readonly waivedFailuresGone: number;
    /** Stale waivers of gaps. */
    readonly waivedGapsGone: number;
  };
}
