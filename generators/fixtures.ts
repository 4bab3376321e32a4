/** Things that exist in the account and that payloads may refer to; each list may be empty, each field missing. */
export interface Fixtures {
  readonly users: readonly number[];
  readonly contacts: readonly number[];
  readonly companies: readonly number[];
  readonly periods: readonly number[];
  readonly customFields: {
    readonly text?: number;
    /** The options' ids are decimal digits, as responses carry them. */
    readonly multiselect?: { readonly id: number; readonly enums: readonly string[] };
    readonly address?: number;
  };
}

/** An account that offers nothing to refer to. */
export const noFixtures: Fixtures = { users: [], contacts: [], companies: [], periods: [], customFields: {} };
