/** What of the contract the messages of a run went through, and what not: each kind with its denominator. */
export interface CoverageRow {
  readonly what: CoverageKind;
  readonly covered: number;
  readonly of: number;
  /** The first of what was not, each by its operation and name. */
  readonly missing: readonly string[];
}

/** In the order in which they are told. */
export const coverageKinds = [
  'operations',
  'parameters',
  'pairs of parameters',
  'request fields',
  'response fields',
  'schema keywords',
  'statuses',
] as const;

export type CoverageKind = (typeof coverageKinds)[number];
