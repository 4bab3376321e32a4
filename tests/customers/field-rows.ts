/** How a table tells of fields of a customer what is sent for each. */
import type { CustomerAdd } from '../../spec/messages.ts';
import type { ReadingId } from '../../spec/readings.ts';
import type { Evidence } from '../../spec/requirement.ts';
import type { SourceRowId } from '../../spec/source-rows.ts';
import type { SentField } from './sent.ts';
import type { Made } from './shared-batch.ts';

/** What is sent for a field. */
export type Value = NonNullable<CustomerAdd[SentField]>;

/** How firmly and where the document says it, where that is not the row of the field among those of adding. */
export interface Part {
  /** Where it is more than that the field is stored as sent, or changes to the one sent. */
  readonly says?: string;
  readonly evidence?: Evidence;
  readonly source?: readonly SourceRowId[];
  /** Sides of readings that a target takes by storing it so. */
  readonly observes?: readonly (readonly [ReadingId, string])[];
}

/** A claim on adding and one on updating, each with what it sends by label. */
export interface Row<V = Value> {
  /** What the sentences call it; its name by default. */
  readonly noun?: string;
  readonly add?: Part & { readonly sends: Readonly<Record<string, Made<V>>> };
  readonly update?: Part & {
    readonly changes: Readonly<Record<string, Change<V>>>;
    /** Whether it tells nothing where the former value was not stored. */
    readonly restsOnAdding?: true;
  };
}

interface Change<V> {
  /** What it was added with; without it the field is not sent on adding, or as for every customer. */
  readonly from?: Made<V>;
  readonly to: Made<V>;
}

type RowOf<F extends SentField> = Row<NonNullable<CustomerAdd[F]>>;

/** Rows under the name of their field, or that and a further word. */
export type Table = { readonly [F in SentField]?: RowOf<F> } & {
  readonly [Name in `${SentField}.${string}`]: Name extends `${infer F extends SentField}.${string}`
    ? RowOf<F>
    : never;
};
