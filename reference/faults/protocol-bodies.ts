import { operationIds, type OperationId } from '../../spec/operations.ts';
import { noContent } from '../core/envelope.ts';
import type { CoreRequest } from '../core/handler.ts';
import { isObject } from '../core/values.ts';
import { type Modifier, at, onRequest, onResponse, onState, when } from '../modifiers.ts';
import type { Fault } from './fault.ts';

/** The operations that take a body. */
export type Change = Extract<OperationId, `${string}.change`>;

export const changes = operationIds.filter((operation): operation is Change => operation.endsWith('.change'));

/** What an operation changes, in the name of a fault and in a sentence. */
export function thingsOf(operation: Change): string {
  return operation.replace('.change', '');
}

/** What a text stands for as JSON; undefined where it stands for nothing. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isMalformed = ({ body }: CoreRequest): boolean => body.startsWith('{') && valueOf(body) === undefined;
const isEmptyObject = ({ body }: CoreRequest): boolean => body.trim() === '{}';
const isEmpty = ({ body }: CoreRequest): boolean => body.trim() === '';
const isWrongType = ({ body }: CoreRequest): boolean => {
  const value = valueOf(body);
  return value !== undefined && !isObject(value);
};

/** A body that breaks off, with what it lacks. */
const completed = (request: CoreRequest): CoreRequest => ({ ...request, body: `${request.body}}` });

/** A list as its first element; text as what it stands for. */
function unwrapped(request: CoreRequest): CoreRequest {
  const value = valueOf(request.body);
  if (typeof value === 'string') return { ...request, body: value };
  const elements: readonly unknown[] = Array.isArray(value) ? value : [];
  const [first] = elements;
  return first === undefined ? request : { ...request, body: JSON.stringify(first) };
}

/** Answers as usual, and does what another request would do. */
export function inSecret(change: (request: CoreRequest) => CoreRequest): Modifier {
  return (core) => (state, request) => ({
    state: core(state, change(request)).state,
    response: core(state, request).response,
  });
}

/** Breaks down: status 500, and nothing done. */
export const breakingDown: Modifier = (core) => (state, request) => {
  const { response } = core(state, request);
  const headers = { ...response.headers, 'content-type': 'text/plain; charset=utf-8' };
  return { state, response: { status: 500, headers, body: 'Internal server error' } };
};

/** Says that all went well. */
const contented: Modifier = onResponse((response) => ({ ...response, ...noContent }));

/** One kind of body, and what can be wrong about it: a word for the name, a sentence, a modifier. */
interface Kind {
  readonly kind: 'malformed' | 'wrongType' | 'emptyObject' | 'empty';
  /** Goes on in a fault's name after the operation. */
  readonly called: string;
  /** Stands at the beginning of a sentence. */
  readonly subject: string;
  readonly holds: (request: CoreRequest) => boolean;
  readonly defects: readonly (readonly [name: string, predicate: string, modifier: Modifier])[];
}

const kinds: readonly Kind[] = [
  {
    kind: 'malformed',
    called: 'malformed-body',
    subject: 'A body that breaks off',
    holds: isMalformed,
    defects: [
      ['completed', 'is completed and carried out', onRequest(completed)],
      ['done-in-secret', 'is refused, and carried out all the same', inSecret(completed)],
      ['passed-over', 'is answered as if all went well', contented],
      ['breaks-down', 'is answered with status 500', breakingDown],
    ],
  },
  {
    kind: 'wrongType',
    called: 'body-of-wrong-type',
    subject: 'A body in a list or in a text',
    holds: isWrongType,
    defects: [
      ['unwrapped', 'is taken out of it and carried out', onRequest(unwrapped)],
      ['done-in-secret', 'is refused, and carried out all the same', inSecret(unwrapped)],
      ['breaks-down', 'is answered with status 500', breakingDown],
    ],
  },
  {
    kind: 'emptyObject',
    called: 'empty-object',
    subject: 'An empty object',
    holds: isEmptyObject,
    defects: [['breaks-down', 'is answered with status 500', breakingDown]],
  },
  {
    kind: 'empty',
    called: 'empty-body',
    subject: 'An empty body',
    holds: isEmpty,
    defects: [['breaks-down', 'is answered with status 500', breakingDown]],
  },
];

/** Removes all periods before the purchase. */
const clearing: Modifier = onState((after) => ({
  ...after,
  periods: new Map([...after.periods].filter(([, { type }]) => type === 'after')),
}));

/** Defects in what becomes of broken bodies and of those that hold nothing. */
export const bodyFaults: readonly Fault[] = [
  ...kinds.flatMap(({ kind, called, subject, holds, defects }) =>
    changes.flatMap((operation) =>
      defects.map(([name, predicate, modifier]): Fault => ({
        name: `${thingsOf(operation)}-${called}-${name}`,
        breaks: `protocol.body.${kind}.${operation}`,
        describe: `${subject}, sent to change ${thingsOf(operation)}, ${predicate}.`,
        apply: at(operation, when(holds, modifier)),
      })),
    ),
  ),
  {
    name: 'periods-empty-object-clears',
    breaks: 'protocol.body.emptyObject.periods.change',
    describe: 'An empty object, sent to change periods, removes all that are before the purchase.',
    apply: at('periods.change', when(isEmptyObject, clearing)),
  },
  {
    name: 'periods-empty-body-clears',
    breaks: 'protocol.body.empty.periods.change',
    describe: 'An empty body, sent to change periods, removes all that are before the purchase.',
    apply: at('periods.change', when(isEmpty, clearing)),
  },
];
