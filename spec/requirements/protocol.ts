import { operationIds, type OperationId } from '../operations.ts';
import type { SourceRowId } from '../source-rows.ts';
import { inferred, stated } from './build.ts';
import type { Requirement } from './requirement.ts';

type Change = Extract<OperationId, `${string}.change`>;

const changes = operationIds.filter((id): id is Change => id.endsWith('.change'));

const statusRows = (status: '400' | '401' | '404'): readonly SourceRowId[] => [
  `customers.integration: status ${status}`,
  `transactions.integration: status ${status}`,
  `periods.change: status ${status}`,
];

function perOperation<O extends OperationId, const Id extends string>(
  operations: readonly O[],
  prefix: Id,
  make: (operation: O) => Requirement,
): Record<`${Id}.${O}`, Requirement> {
  const entries = operations.map((operation) => [`${prefix}.${operation}`, make(operation)]);
  return Object.fromEntries(entries) as Record<`${Id}.${O}`, Requirement>;
}

/** What holds for every operation: credentials, paths, methods and broken bodies. */
export const protocol = {
  ...perOperation(operationIds, 'protocol.credentials.missing', (operation) =>
    stated(
      operation,
      'Without credentials the answer is 401, gives nothing away and changes nothing.',
      statusRows('401'),
      { readings: ['missingCredentials'] },
    ),
  ),
  ...perOperation(operationIds, 'protocol.credentials.wrong', (operation) =>
    stated(
      operation,
      'With wrong credentials the answer is 401, gives nothing away and changes nothing.',
      statusRows('401'),
      { readings: ['missingCredentials'] },
    ),
  ),
  ...perOperation(changes, 'protocol.body.malformed', (operation) =>
    inferred(operation, 'Malformed JSON is refused with status 400 and changes nothing.', statusRows('400')),
  ),
  ...perOperation(changes, 'protocol.body.wrongType', (operation) =>
    inferred(
      operation,
      'A body that is no object is refused with status 400 and changes nothing.',
      statusRows('400'),
    ),
  ),
  ...perOperation(changes, 'protocol.body.emptyObject', (operation) =>
    inferred(operation, 'An empty object changes nothing and is no server error.', statusRows('400')),
  ),
  ...perOperation(changes, 'protocol.body.empty', (operation) =>
    inferred(operation, 'An empty body changes nothing and is no server error.', statusRows('400')),
  ),
  ...perOperation(changes, 'protocol.method', (operation) =>
    inferred(
      null,
      `Methods that the document does not name are refused at the address of ${operation.replace('.change', '')} and change nothing.`,
      statusRows('404'),
      { readings: ['unsupportedMethod'] },
    ),
  ),
  'protocol.path.unknown': inferred(null, 'An unknown path answers with status 404.', statusRows('404')),
  'protocol.errors.discreet': inferred(
    null,
    'Refusals repeat no credentials and show no stack trace.',
    ['customers.integration: status 400'],
    { readings: ['errorBody'] },
  ),
};
