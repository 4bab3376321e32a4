/**
 * The six operations of the API: two methods on each of three paths.
 * Their ids are the `operationId`s of `openapi.yaml` and stand in every requirement.
 */
export const operations = {
  'customers.change': { method: 'POST', path: '/api/v2/customers' },
  'customers.list': { method: 'GET', path: '/api/v2/customers' },
  'transactions.change': { method: 'POST', path: '/api/v2/transactions' },
  'transactions.list': { method: 'GET', path: '/api/v2/transactions' },
  'periods.change': { method: 'POST', path: '/api/v2/customers_periods' },
  'periods.list': { method: 'GET', path: '/api/v2/customers_periods' },
} as const satisfies Record<string, { method: 'GET' | 'POST'; path: string }>;

export type OperationId = keyof typeof operations;

export const operationIds = Object.keys(operations) as readonly OperationId[];

/**
 * Names the operation that a request addresses.
 * @param method HTTP method, any case
 * @param path path of the URL, with or without query and trailing slash
 * @returns the operation, or null for an unsupported method or an unknown path
 */
export function operationOf(method: string, path: string): OperationId | null {
  const bare = path.replace(/[?#].*$/s, '').replace(/\/$/, '');
  const found = operationIds.find(
    (id) => operations[id].method === method.toUpperCase() && operations[id].path === bare,
  );
  return found ?? null;
}
