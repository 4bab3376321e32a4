import { operations } from '../../spec/operations.ts';
import type { CoreRequest } from '../core/handler.ts';
import { type Modifier, onRequest, onResponse, when } from '../modifiers.ts';
import type { Fault } from './fault.ts';
import { breakingDown, type Change, changes, inSecret, thingsOf } from './protocol-bodies.ts';

type Method = 'PUT' | 'PATCH' | 'DELETE';

const asPost = (request: CoreRequest): CoreRequest => ({ ...request, method: 'POST' });

/** A modifier in requests by a method that the document does not name, at the address of an operation. */
function sentByMethod(methods: readonly Method[], operation: Change, modifier: Modifier): Modifier {
  const { path } = operations[operation];
  return when(
    (request) => methods.some((method) => method === request.method) && request.path === path,
    modifier,
  );
}

const every: readonly Method[] = ['PUT', 'PATCH', 'DELETE'];

/** What goes on in a fault's name, a sentence about it, the methods, the modifier. */
const defects: readonly (readonly [string, string, readonly Method[], Modifier])[] = [
  ['changed-by-put', 'PUT is taken for POST', ['PUT'], onRequest(asPost)],
  ['changed-by-patch', 'PATCH is taken for POST', ['PATCH'], onRequest(asPost)],
  ['changed-by-put-in-secret', 'PUT is refused, and carried out all the same', ['PUT'], inSecret(asPost)],
  [
    'changed-by-patch-in-secret',
    'PATCH is refused, and carried out all the same',
    ['PATCH'],
    inSecret(asPost),
  ],
  [
    'changed-by-delete-in-secret',
    'DELETE is refused, and carried out all the same',
    ['DELETE'],
    inSecret(asPost),
  ],
  [
    'by-any-method',
    'a method that the document does not name is answered with status 200, and nothing done',
    every,
    onResponse((response) => ({ ...response, status: 200 })),
  ],
  [
    'break-down-by-method',
    'a method that the document does not name is answered with status 500',
    every,
    breakingDown,
  ],
];

/** Defects in what becomes of methods that the document does not name. */
export const methodFaults: readonly Fault[] = defects.flatMap(([name, says, methods, modifier]) =>
  changes.map((operation): Fault => ({
    name: `${thingsOf(operation)}-${name}`,
    breaks: `protocol.method.${operation}`,
    describe: `At the address of ${thingsOf(operation)} ${says}.`,
    apply: sentByMethod(methods, operation, modifier),
  })),
);
