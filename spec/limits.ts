/** Limits that the document sets. */

/** The most rows that one answer has. */
export const MOST_ROWS = 500;

/** How many periods before the purchase an account may have. */
export const MOST_PERIODS_BEFORE = 10;
