/** Which API is certified, in words; apart from the rest, so that `--help` need not load that. */
export const about = {
  name: 'amoCRM API v2 for customers, transactions and periods',
  /** How `--help` gives examples of what narrows a run down. */
  examples: { prefix: 'customers.update', tag: '@transactions' },
} as const;
