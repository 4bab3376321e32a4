import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examine } from '../../../cli/proof/examine.ts';
import { createCore } from '../../../reference/core/core.ts';
import type { CoreRequest, Handler } from '../../../reference/core/handler.ts';
import type { State } from '../../../reference/core/state.ts';
import { isObject } from '../../../reference/core/values.ts';
import { claims } from '../../catalogue.ts';

/** Everything that a list of customers can be asked for, by how its parameters begin. */
const parameters = {
  id: { begins: 'id' },
  limit_rows: { begins: 'limit_rows' },
  limit_offset: { begins: 'limit_offset' },
  main_user: { begins: 'filter[main_user]' },
  'create from': { begins: 'filter[date][from]', type: 'create' },
  'create to': { begins: 'filter[date][to]', type: 'create' },
  'modify from': { begins: 'filter[date][from]', type: 'modify' },
  'modify to': { begins: 'filter[date][to]', type: 'modify' },
  'next_date from': { begins: 'filter[next_date][from]' },
  'next_date to': { begins: 'filter[next_date][to]' },
} as const satisfies Record<string, { readonly begins: string; readonly type?: string }>;

type Parameter = keyof typeof parameters;

const names = Object.keys(parameters) as readonly Parameter[];

const core = createCore();

test('every two parameters of a list stand together where neither can be dropped without another answer', async () => {
  const told = new Set<string>();
  const watching: Handler = (state, request) => {
    if (request.method === 'GET' && request.path === '/api/v2/customers') {
      for (const pair of pairsToldBy(state, request)) told.add(pair);
    }
    return core(state, request);
  };
  const asked = claims.filter(
    ({ id }) => id.startsWith('customers.list.filter.together') || id === 'customers.list.id.alone',
  );

  const { results } = await examine({ core: watching }, { seed: 7, claims: asked });

  assert.deepEqual(
    asked.map(({ id }) => results.requirements.find((one) => one.id === id)?.outcome),
    asked.map(() => 'passed'),
  );
  const untold = names.flatMap((dropped) =>
    names
      .filter((beside) => beside !== dropped && canStandTogether(dropped, beside))
      .map((beside) => `${dropped} beside ${beside}`)
      .filter((pair) => !told.has(pair)),
  );
  assert.deepEqual(untold, []);
});

/** Both in one request; a list is narrowed by one type of date at a time. */
function canStandTogether(one: Parameter, other: Parameter): boolean {
  const types = [one, other].map((name) => ('type' in parameters[name] ? parameters[name].type : undefined));
  return types[0] === undefined || types[1] === undefined || types[0] === types[1];
}

/** `A beside B` for each two parameters of a request where the answer would be another if A did not count. */
function pairsToldBy(state: State, request: CoreRequest): readonly string[] {
  const query = new URLSearchParams(request.query);
  const present = names.filter((name) => isIn(query, name));
  const asked = idsIn(state, request, query);
  const [looksUp, others] = [present.includes('id'), present.filter((name) => name !== 'id')];
  const telling = present.filter((name) => {
    if (!looksUp || name === 'id') return !isSame(asked, idsIn(state, request, without(query, name)));
    // Beside an id it must not count: it tells where it would take something away.
    return !isSame(asked, narrowed(asked, name, state, request, query));
  });
  return telling
    .flatMap((name) =>
      (looksUp && name !== 'id' ? (['id'] as const) : present)
        .filter((beside) => beside !== name)
        .map((beside) => `${name} beside ${beside}`),
    )
    .concat(looksUp && telling.includes('id') ? others.map((beside) => `id beside ${beside}`) : []);
}

/** The customers that were looked up, if one more parameter counted. */
function narrowed(
  ids: readonly number[],
  name: Parameter,
  state: State,
  request: CoreRequest,
  query: URLSearchParams,
): readonly number[] {
  if (name === 'limit_rows') return ids.slice(0, Number(query.get('limit_rows')));
  if (name === 'limit_offset') return ids.slice(Number(query.get('limit_offset')));
  // From and to are one filter: it counts, or it does not.
  const filter = parameters[name].begins.replace(/\[(from|to)\]$/, '');
  const alone = new URLSearchParams([...query].filter(([key]) => key.startsWith(filter)));
  return ids.filter((id) => idsIn(state, request, alone).includes(id));
}

function isIn(query: URLSearchParams, name: Parameter): boolean {
  const { begins, ...rest } = parameters[name];
  const isThere = [...query.keys()].some((key) => key.startsWith(begins));
  return isThere && (!('type' in rest) || query.get('filter[date][type]') === rest.type);
}

function without(query: URLSearchParams, name: Parameter): URLSearchParams {
  return new URLSearchParams([...query].filter(([key]) => !key.startsWith(parameters[name].begins)));
}

function idsIn(state: State, request: CoreRequest, query: URLSearchParams): readonly number[] {
  const { body } = core(state, { ...request, query: query.toString() }).response;
  const embedded = isObject(body) ? body._embedded : undefined;
  const items: readonly unknown[] = isObject(embedded) && Array.isArray(embedded.items) ? embedded.items : [];
  return items.map((item) => (isObject(item) ? Number(item.id) : 0));
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
