/** One way in which a message breaks the contract, charged to the requirement that owns the schema node. */
export interface Violation {
  /** The requirement that owns the broken schema node (`x-requirement`), with the operation filled in. */
  readonly requirement: string;
  /** JSON pointer into the body (`/_embedded/items/0/id`), `header:content-type`, `query:limit_rows` or `status`. */
  readonly pointer: string;
  /** What the contract demands there, in words: `an integer`. */
  readonly expected: string;
  /** What came, shortened: `"12"`, `nothing`. */
  readonly actual: string;
  /** Where the contract says so: `#/components/schemas/NAME/properties/id/type`. */
  readonly schema: string;
}
