/** What the source limits, where a number of it is not a keyword of `openapi.yaml`. */

/** More rows than these are on no page of a list. */
export const MOST_ROWS = 500;

/** Periods before the purchase that an account can have. */
export const MOST_PERIODS_BEFORE = 10;
