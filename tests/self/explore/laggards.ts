/** Servers that are slow, late, or answer in another order than they were asked; and right. */
import type { State } from '../../../reference/core/state.ts';
import { atomically, type Inside, type Manner } from './busy-server.ts';

/** Numbers between 0 and 1 that are the same in every run. */
function drawn(seed: number): () => number {
  let value = seed;
  return () => {
    value = (Math.imul(value, 1_103_515_245) + 12_345) & 0x7fffffff;
    return value / 0x7fffffff;
  };
}

/** Carries requests out as they come, and answers some time later, so that answers come in another order. */
function slow(milliseconds: (draw: () => number) => number, seed = 1): Manner {
  return (inside) => {
    const draw = drawn(seed);
    return async (request) => {
      const response = atomically(inside, request);
      await inside.pause(milliseconds(draw));
      return response;
    };
  };
}

/** Waits before it carries a request out, so that others overtake it. */
function overtaken(milliseconds: (draw: () => number) => number, seed = 1): Manner {
  return (inside) => {
    const draw = drawn(seed);
    return async (request) => {
      await inside.pause(milliseconds(draw));
      return atomically(inside, request);
    };
  };
}

/** Reads from copies of the account that are so many seconds behind. */
export function late(secondsBehind: (draw: () => number, path: string) => number, seed = 1): Manner {
  return (inside: Inside) => {
    const { account, core, clock } = inside;
    const draw = drawn(seed);
    const states: { readonly since: number; readonly state: State }[] = [];
    return (request) => {
      const now = clock.now() / 1000;
      if (states.length === 0) states.push({ since: -Infinity, state: account.state });
      if (request.method !== 'GET') {
        const response = atomically(inside, request);
        states.push({ since: now, state: account.state });
        return Promise.resolve(response);
      }
      const moment = now - secondsBehind(draw, `${request.path}?${request.query}`);
      const { state = account.state } = states.findLast(({ since }) => since <= moment) ?? {};
      return Promise.resolve(core(state, request).response);
    };
  };
}

/** One that is late and slow. */
function both(one: Manner, milliseconds: (draw: () => number) => number): Manner {
  return (inside) => {
    const draw = drawn(7);
    const handle = one(inside);
    return async (request) => {
      await inside.pause(milliseconds(draw));
      const response = await handle(request);
      await inside.pause(milliseconds(draw));
      return response;
    };
  };
}

/** A write at a time; whoever comes meanwhile is told to come again (409), and nothing is done. */
const locking: Manner = (inside) => {
  let isTaken = false;
  return async (request) => {
    if (request.method === 'GET') return atomically(inside, request);
    if (isTaken)
      return { status: 409, headers: { 'content-type': 'application/json' }, body: { title: 'Conflict' } };
    isTaken = true;
    const response = atomically(inside, request);
    await inside.pause(3);
    isTaken = false;
    return response;
  };
};

/** A write at a time; whoever comes meanwhile waits. */
const queueing: Manner = (inside) => {
  let last: Promise<unknown> = Promise.resolve();
  return async (request) => {
    if (request.method === 'GET') return atomically(inside, request);
    const turn = last.then(async () => {
      await inside.pause(2);
      return atomically(inside, request);
    });
    last = turn;
    return turn;
  };
};

const few = (draw: () => number): number => 8 * draw();
const seconds = [0.2, 0.5, 1, 2, 3, 4, 5] as const;

export const laggards: Readonly<Record<string, Manner>> = {
  ...Object.fromEntries([1, 2, 3].map((seed) => [`answers are delayed (${seed})`, slow(few, seed)])),
  ...Object.fromEntries([1, 2, 3].map((seed) => [`requests are overtaken (${seed})`, overtaken(few, seed)])),
  'a third is slow': slow((draw) => (draw() < 0.3 ? 30 : 0)),
  'a third is overtaken': overtaken((draw) => (draw() < 0.3 ? 30 : 0)),
  'writes wait for each other': queueing,
  'who comes meanwhile is told so': locking,
  ...Object.fromEntries(seconds.map((one) => [`reads are ${one} s behind`, late(() => one)])),
  ...Object.fromEntries(
    [1, 2, 3].map((one) => [`reads are up to ${one} s behind`, late((draw) => one * draw(), one)]),
  ),
  'one copy of two is a second behind': late((draw) => (draw() < 0.5 ? 1 : 0)),
  'one copy of three is 3 s behind': late((draw) => (draw() < 0.3 ? 3 : 0)),
  'one read of twenty is 2 s behind': late((draw) => (draw() < 0.05 ? 2 : 0)),
  'lists are behind, and look-ups are not': late((_, path) =>
    path.includes('id=') || path.includes('id%5B') ? 0 : 2,
  ),
  'look-ups are behind, and lists are not': late((_, path) =>
    path.includes('id=') || path.includes('id%5B') ? 1 : 0,
  ),
  'customers are behind': late((_, path) => (path.startsWith('/api/v2/customers?') ? 2 : 0)),
  'purchases are behind': late((_, path) => (path.startsWith('/api/v2/transactions') ? 2 : 0)),
  'periods are behind': late((_, path) => (path.startsWith('/api/v2/customers_periods') ? 1 : 0)),
  'reads are a second behind, and slow': both(
    late(() => 1),
    few,
  ),
  'reads are up to 2 s behind, and slow': both(
    late((draw) => 2 * draw()),
    few,
  ),
};
