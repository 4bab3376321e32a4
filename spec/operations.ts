import { operations } from './messages.ts';

export { operations };

/** The `operationId` of one of the operations of `openapi.yaml`; it stands in every requirement. */
export type OperationId = keyof typeof operations;

export const operationIds = Object.keys(operations) as readonly OperationId[];

/** Tells whether a string names an operation. */
export function isOperationId(id: string): id is OperationId {
  return Object.hasOwn(operations, id);
}

/**
 * Names the operation that a request addresses.
 * @param method HTTP method, any case
 * @param path path of the URL, with or without query and trailing slash
 * @returns the operation, or null for an unsupported method or an unknown path
 */
export function operationOf(method: string, path: string): OperationId | null {
  const [whole = ''] = path.split(/[?#]/, 1);
  const bare = whole.endsWith('/') ? whole.slice(0, -1) : whole;
  return byAddress.get(`${method.toUpperCase()} ${bare}`) ?? null;
}

const byAddress: ReadonlyMap<string, OperationId> = new Map(
  operationIds.map((id) => [`${operations[id].method} ${operations[id].path}`, id]),
);
