import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import { realClock, type Clock } from '../../../target/clock.ts';
import type { WireRequest, WireResponse } from '../../../target/http.ts';
import { Pace } from '../../../target/pace.ts';
import { Transport } from '../../../target/transport.ts';
import { client, get, ok, wire } from './wire.ts';

const request: WireRequest = {
  method: 'GET',
  origin: new URL('http://crm.test'),
  path: '/api/v2/customers',
  headers: {},
};
const terms = { sender: 'administrator', repeatable: true, beforeSending: () => undefined } as const;

/** A transport whose requests wait until they are answered, in the order in which they were sent. */
function transportOfTwo() {
  const waiting: ((status: number) => void)[] = [];
  let time = 0;
  const clock: Clock = {
    now: () => time,
    sleep: (seconds) => {
      time += seconds * 1000;
      return new Promise(setImmediate);
    },
  };
  const send = () =>
    new Promise<WireResponse>((resolve) => {
      waiting.push((status) =>
        resolve({ status, headers: { 'retry-after': '0' }, setCookies: [], body: '' }),
      );
    });
  const pace = new Pace({ requestsPerSecond: null, concurrency: 2 }, clock);
  const transport = new Transport({ send }, pace, clock, 300);
  return {
    deliver: () => transport.deliver(request, terms),
    answer: async (at: number, status: number): Promise<void> => {
      while (waiting[at] === undefined) await new Promise(setImmediate);
      waiting[at](status);
      await new Promise(setImmediate);
    },
  };
}

it('a refusal after the rate was limited is a ban, though an answer from before the limit came in between', async () => {
  const { deliver, answer } = transportOfTwo();
  const [honest, limited] = [deliver(), deliver()];

  await answer(1, 429);
  await answer(0, 200);
  await answer(2, 403);

  assert.equal((await honest).transportFailure, undefined);
  const { transportFailure, final } = await limited;
  assert.deepEqual([transportFailure?.kind, final], ['rate-limited', true]);
});

it('a refusal after the rate was limited is a refusal, where one that was sent later was answered', async () => {
  const { deliver, answer } = transportOfTwo();
  const limited = deliver();

  await answer(0, 429);
  await answer(1, 200);
  const refused = deliver();
  await answer(2, 403);

  assert.equal((await limited).response?.status, 200);
  const { response, transportFailure, doubtful } = await refused;
  assert.deepEqual([response?.status, transportFailure, doubtful], [403, undefined, false]);
});

/** What the second of two reads is answered, where the answer to the first comes again in the place of its own. */
async function second(t: TestContext, thenOwn: boolean): Promise<readonly [body: string, retries: number]> {
  const requests: string[] = [];
  const origin = await wire(t, (socket, head) => {
    const path = head.split(' ')[1] ?? '';
    requests.push(path);
    const answer = (body: string) => `${ok}Content-Length: ${body.length}\r\n\r\n${body}`;
    if (requests.length !== 2) socket.write(answer(`"${path}"`));
    else {
      socket.write(answer('"/first"'));
      if (thenOwn) setTimeout(() => socket.write(answer('"/second"')), 50);
    }
  });
  const transport = new Transport(
    client(t),
    new Pace({ requestsPerSecond: null, concurrency: 2 }, realClock),
    realClock,
    300,
  );
  await transport.deliver(get(origin, { path: '/first' }), terms);

  const { response, retries } = await transport.deliver(get(origin, { path: '/second' }), terms);
  return [response?.body ?? '', retries];
}

it('an answer that another one was put before on its way is asked for again', async (t) => {
  assert.deepEqual(await second(t, true), ['"/second"', 1]);
});

it('an answer to another request that the target itself gives is its own', async (t) => {
  assert.deepEqual(await second(t, false), ['"/first"', 0]);
});
