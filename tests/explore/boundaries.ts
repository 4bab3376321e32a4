/** Payloads and queries at the bounds of the contract and beyond, derived from it: one thing odd in each. */
import { isObject, member, namesIn } from '../../spec/contract/json.ts';
import { contentOf, operationPointer, placeOf, referenceOf } from '../../spec/openapi.ts';
import type { OperationId } from '../../spec/operations.ts';

/** Where in an element of a list, and what stands there instead; without `put` it is left out. */
export interface Oddity {
  readonly operation: 'customers.change' | 'transactions.change' | 'periods.change';
  readonly list: 'add' | 'update' | 'delete';
  readonly path: readonly (string | number)[];
  readonly put?: unknown;
  /** Whether the contract demands what is left out. */
  readonly isRequired?: true;
}

/** A schema with what its `$ref` leads to. */
function resolved(node: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(node)) return {};
  const ref = referenceOf(node);
  return ref === null ? node : { ...resolved(placeOf(ref).node), ...node };
}

/** Every oddity of the bodies of an operation. */
export function odditiesOf(operation: Oddity['operation']): readonly Oddity[] {
  const body = contentOf(`${operationPointer(operation)}/requestBody`);
  if (body === null) return [];
  const schema = resolved(placeOf(`${body.pointer}/schema`).node);
  return (['add', 'update', 'delete'] as const).flatMap((list) => {
    const node = member(schema['properties'], list);
    if (node === undefined) return [];
    const item = resolved(resolved(node)['items']);
    const whole = valuesFor(resolved(node)).map((put) => ({ operation, list, path: [], put }));
    return [...whole, ...inside(item, [0]).map((one) => ({ operation, list, ...one }))];
  });
}

type Place = Pick<Oddity, 'path' | 'put' | 'isRequired'>;

function inside(
  schema: Readonly<Record<string, unknown>>,
  path: readonly (string | number)[],
): readonly Place[] {
  const required = namesIn(schema['required']).map((index) => member(schema['required'], index));
  const here = valuesFor(schema).map((put): Place => ({ path, put }));
  const below = namesIn(schema['properties']).flatMap((name): readonly Place[] => {
    const node = resolved(member(schema['properties'], name));
    const without: Place = required.includes(name)
      ? { path: [...path, name], isRequired: true }
      : { path: [...path, name] };
    return [...(required.includes(name) ? [without] : []), ...inside(node, [...path, name])];
  });
  const items = schema['items'] === undefined ? [] : inside(resolved(schema['items']), [...path, 0]);
  return [...here, ...below, ...items];
}

const LONG = 'x'.repeat(65_536);

/** One of each type, for where it does not belong. */
const wrong: Readonly<Record<string, unknown>> = {
  null: null,
  boolean: true,
  string: 'nonsense',
  number: 1.5,
  object: { nonsense: 1 },
  array: [[]],
};

/** What is odd in the place of such a value. */
function valuesFor(schema: Readonly<Record<string, unknown>>): readonly unknown[] {
  const types = [schema['type']].flat().map(String);
  const isWhole = types.includes('integer');
  const others = Object.entries(wrong)
    .filter(
      ([type]) => !types.includes(type) && !(type === 'string' && isWhole && schema['pattern'] === undefined),
    )
    .map(([, value]) => value);
  const { minimum, maximum } = schema;
  return [
    ...others,
    ...(isWhole && types.includes('string') ? ['nonsense', '', '1e3', ' 7 ', '9'.repeat(30)] : []),
    ...(typeof minimum === 'number' ? [minimum - 1] : []),
    ...(typeof maximum === 'number' ? [Math.min(maximum, Number.MAX_SAFE_INTEGER) * 10] : []),
    ...(Array.isArray(schema['enum']) || typeof schema['pattern'] === 'string' ? ['nonsense'] : []),
    ...(types.includes('string') && !isWhole && schema['enum'] === undefined
      ? ['', ' ', LONG, 'a\u0000b', 'a\ud800b']
      : []),
    ...(types.includes('array') ? [[], [null]] : []),
  ];
}

/** Queries that are malformed, repeated or oddly encoded. */
export function oddQueriesOf(operation: OperationId): readonly string[] {
  const listed = member(placeOf(operationPointer(operation)).node, 'parameters');
  const names = namesIn(listed).map((index) =>
    String(member(placeOf(`${operationPointer(operation)}/parameters/${index}`).node, 'name')),
  );
  const values = [
    '',
    '-1',
    '0',
    'nonsense',
    '1.5',
    '9'.repeat(30),
    '%00',
    '%zz',
    '%F0%9F',
    '1%2C',
    '1&=2',
    '31.02.2017',
    '%5B%5D',
  ];
  return [
    ...names.flatMap((name) => values.map((value) => `${encodeURIComponent(name)}=${value}`)),
    ...names.map((name) => `${encodeURIComponent(name)}=1&${encodeURIComponent(name)}=2`),
    'filter=nonsense',
    'filter%5Bdate%5D=nonsense',
    `filter%5Bdate%5D%5Btype%5D=create&filter%5Bdate%5D%5Bfrom%5D=yesterday`,
    `filter%5Bdate%5D%5Btype%5D=destroy&filter%5Bdate%5D%5Bfrom%5D=10.10.2017`,
    `id${'%5Ba%5D'.repeat(40)}=1`,
    '&&==&',
    '__proto__%5Bx%5D=1',
  ];
}
