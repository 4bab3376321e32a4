import assert from 'node:assert/strict';
import net from 'node:net';
import type { Socket } from 'node:net';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { change, inOrder, kinds, list, setting } from './client-setting.ts';
import { listening } from '../target/wire.ts';

const answer = 'HTTP/1.1 204 No Content\r\n\r\n';

interface Server {
  readonly baseUrl: string;
  readonly connections: () => number;
  /** From now on it does so with every connection. */
  readonly treat: (connection: (socket: Socket) => void) => void;
}

const reset = (socket: Socket): void => void socket.resetAndDestroy();
const silent = (): void => undefined;
const silentToPosts = (socket: Socket): void => {
  socket.on('data', (data) => data.toString().startsWith('GET') && socket.end(answer));
};

async function serverThat(t: TestContext, connection: (socket: Socket) => void): Promise<Server> {
  let connections = 0;
  let treatment = connection;
  const server = net.createServer((socket) => {
    connections += 1;
    treatment(socket);
  });
  const { origin } = await listening(t, server);
  return {
    baseUrl: origin,
    connections: () => connections,
    treat: (other) => (treatment = other),
  };
}

describe('a dead target', () => {
  it('is left alone after three failures in a row, without waiting for its pace', async (t) => {
    const { baseUrl, connections } = await serverThat(t, reset);
    const { client, recorded, slept } = setting(t, { baseUrl });

    const failures = await inOrder(client, [change, change, change]);
    const sleptBefore = slept.length;
    const refusals = await inOrder(client, [change, list]);

    assert.deepEqual(kinds([...failures, ...refusals]), ['reset', 'reset', 'reset', 'reset', 'reset']);
    assert.deepEqual([connections(), client.requests, recorded.length], [3, 3, 5]);
    assert.deepEqual(refusals[1]?.transportFailure, failures[2]?.transportFailure);
    assert.equal(slept.length, sleptBefore);
  });

  it('is looked for once when it is to be tried again, and asked again when it is there', async (t) => {
    const { baseUrl, connections, treat } = await serverThat(t, reset);
    const { client, recorded } = setting(t, { baseUrl });
    await inOrder(client, [change, change, change]);

    await client.tryAgain();
    await client.send(change);

    assert.equal(connections(), 4);
    assert.deepEqual(
      recorded.slice(3).map(({ purpose }) => purpose),
      ['look who is there', 'a test'],
    );

    treat((socket) => socket.on('data', () => socket.end(answer)));
    await client.tryAgain();

    assert.deepEqual(kinds([await client.send(list)]), ['204']);
  });
});

describe('a target that lets requests time out', () => {
  it('is given up at once where nobody answers a look', async (t) => {
    const { baseUrl, connections } = await serverThat(t, silent);
    const { client } = setting(t, { baseUrl, timeoutSeconds: 0.2 });

    const exchanges = await inOrder(client, [list, change, list]);

    assert.deepEqual(kinds(exchanges), ['timeout', 'timeout', 'timeout']);
    assert.equal(connections(), 2, 'the request and the look');
  });

  it('is asked on while it answers others, but not for ever', async (t) => {
    const { baseUrl } = await serverThat(t, silentToPosts);
    const { client } = setting(t, { baseUrl, timeoutSeconds: 0.1 });

    const some = await inOrder(client, Array.from({ length: 5 }, () => [change, list]).flat());
    const last = await inOrder(client, [change, list]);

    const reads = kinds(some.filter(({ request }) => request.method === 'GET'));
    assert.deepEqual(new Set(reads), new Set(['204']));
    assert.deepEqual(kinds(last), ['timeout', 'timeout']);
  });
});
