import { listCompanies, listContacts, showAccount } from './account.ts';
import { callerOf, login, loginPath } from './authentication.ts';
import { parseBrackets } from './brackets.ts';
import type { Operation } from './call.ts';
import { changeCustomers } from './customers/change.ts';
import { listCustomers } from './customers/list.ts';
import { paths } from './envelope.ts';
import type { CoreRequest, Handler, Reply } from './handler.ts';
import { changePeriods } from './periods/change.ts';
import { listPeriods } from './periods/list.ts';
import { type Policy, defaultPolicy } from './policy.ts';
import { Refusal, refusalResponse } from './refusal.ts';
import type { State } from './state.ts';
import { changeTransactions } from './transactions/change.ts';
import { listTransactions } from './transactions/list.ts';

interface Route {
  readonly methods: ReadonlyMap<string, Operation>;
  readonly administratorsOnly: boolean;
}

function route(
  methods: Readonly<Record<string, Operation>>,
  access: 'everybody' | 'administrators' = 'everybody',
): Route {
  return { methods: new Map(Object.entries(methods)), administratorsOnly: access === 'administrators' };
}

const routes: ReadonlyMap<string, Route> = new Map([
  [paths.customers, route({ GET: listCustomers, POST: changeCustomers })],
  [paths.transactions, route({ GET: listTransactions, POST: changeTransactions })],
  [paths.periods, route({ GET: listPeriods, POST: changePeriods }, 'administrators')],
  [paths.contacts, route({ GET: listContacts })],
  [paths.companies, route({ GET: listCompanies })],
  [paths.account, route({ GET: showAccount })],
]);

/**
 * The reference implementation: right in everything that the source says, and in what it leaves open as the
 * policy chooses.
 */
export function createCore(chosen: Partial<Policy> = {}): Handler {
  const policy: Policy = { ...defaultPolicy, ...chosen };
  return (state, request) => stamped(answer(state, request, policy), request);
}

/** Every answer tells the server's time. */
function stamped({ state, response }: Reply, { now }: CoreRequest): Reply {
  return {
    state,
    response: { ...response, headers: { ...response.headers, 'runtime-timestamp': String(now) } },
  };
}

function answer(state: State, request: CoreRequest, policy: Policy): Reply {
  try {
    return dispatch(state, request, policy);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { state, response: refusalResponse(error, request, policy) };
  }
}

function dispatch(state: State, request: CoreRequest, policy: Policy): Reply {
  const path = request.path.replace(/\/$/, '');
  // The server leaves out the body of an answer to HEAD.
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (path === loginPath) {
    if (method !== 'POST') throw unsupportedMethod(['POST'], policy);
    return login(state, request);
  }
  // Who calls comes before everything else, so that nothing is told to strangers.
  if (path !== '/api/v2' && !path.startsWith('/api/v2/')) throw new Refusal('there is nothing here', 404);
  const caller = callerOf(state, request);
  const found = routes.get(path);
  if (found === undefined) throw new Refusal('there is nothing here', 404);
  const operation = found.methods.get(method);
  if (operation === undefined) throw unsupportedMethod([...found.methods.keys()], policy);
  if (found.administratorsOnly && caller.role !== 'administrator') {
    throw new Refusal('only administrators of the account may do this', 403);
  }
  return operation({ state, request, path, query: parseBrackets(request.query), caller, policy });
}

function unsupportedMethod(supported: readonly string[], { unsupportedMethod: status }: Policy): Refusal {
  const allow = supported.includes('GET') ? ['HEAD', ...supported] : supported;
  return new Refusal('this method is not supported here', status, { headers: { allow: allow.join(', ') } });
}
