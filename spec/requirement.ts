import type { OperationId } from './operations.ts';
import type { ReadingId } from './readings.ts';
import type { SourceRowId } from './source-rows.ts';

/** How firmly the source says it. Stated and shown requirements decide the verdict, inferred ones only warn. */
export type Evidence = 'stated' | 'shown' | 'inferred';

/** How a requirement is judged: by a Playwright test, by the schema node that owns it, or not at all. */
export type Proof = 'test' | 'schema' | { readonly untestable: string };

/** One thing that the document promises. Its id is the key under which the catalogue holds it. */
export interface Requirement {
  /** One sentence in our own words. */
  readonly says: string;
  /** The rows of the source that say it. */
  readonly source: readonly SourceRowId[];
  readonly evidence: Evidence;
  /** The operation it is about; null where it is about paths or methods outside the contract. */
  readonly operation: OperationId | null;
  readonly proof: Proof;
  /** Of the contract alone: what it is about may be left out of what it stands in, and then it does not apply. */
  readonly optional?: true;
  /** Contradictions or silences of the source that it touches. */
  readonly readings?: readonly ReadingId[];
}
