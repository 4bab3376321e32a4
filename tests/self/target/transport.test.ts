import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Clock } from '../../../target/clock.ts';
import type { WireRequest, WireResponse } from '../../../target/http.ts';
import { Pace } from '../../../target/pace.ts';
import { Transport } from '../../../target/transport.ts';

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
  const clock: Clock = { now: () => 0, sleep: () => new Promise(setImmediate) };
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
