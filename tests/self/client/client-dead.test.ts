import assert from 'node:assert/strict';
import net from 'node:net';
import type { Socket } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { change, inOrder, kinds, list, setting } from './client-setting.ts';
import { listening } from '../target/wire.ts';

const answer = 'HTTP/1.1 204 No Content\r\n\r\n';

const reset = (socket: Socket): void => void socket.resetAndDestroy();
const silentToPosts = (socket: Socket): void => {
  socket.on('data', (data) => data.toString().startsWith('GET') && socket.end(answer));
};

/** A server that treats every connection alike, from some time on in another way. */
async function serverThat(t: TestContext, treatment: (socket: Socket) => void) {
  const server = { baseUrl: '', connections: 0, treatment };
  const { origin } = await listening(
    t,
    net.createServer((socket) => {
      server.connections += 1;
      server.treatment(socket);
    }),
  );
  return Object.assign(server, { baseUrl: origin });
}

describe('a dead target', () => {
  it('is left alone after three failures in a row, without waiting for its pace', async (t) => {
    const server = await serverThat(t, reset);
    const { client, recorded, slept } = setting(t, { baseUrl: server.baseUrl });

    const failures = await inOrder(client, [change, change, change]);
    const sleptBefore = slept.length;
    const refusals = await inOrder(client, [change, list]);

    assert.deepEqual(kinds([...failures, ...refusals]), ['reset', 'reset', 'reset', 'reset', 'reset']);
    assert.deepEqual([server.connections, client.requests, recorded.length], [3, 3, 5]);
    assert.deepEqual(refusals[1]?.transportFailure, failures[2]?.transportFailure);
    assert.equal(slept.length, sleptBefore);
  });

  it('is looked for once when it is to be tried again, and asked again when it is there', async (t) => {
    const server = await serverThat(t, reset);
    const { client, recorded } = setting(t, { baseUrl: server.baseUrl });
    await inOrder(client, [change, change, change]);

    await client.tryAgain();
    await client.send(change);

    assert.equal(server.connections, 4);
    assert.deepEqual(
      recorded.slice(3).map(({ purpose }) => purpose),
      ['look who is there', 'a test'],
    );

    server.treatment = (socket) => socket.on('data', () => socket.end(answer));
    await client.tryAgain();

    assert.deepEqual(kinds([await client.send(list)]), ['204']);
  });
});

describe('a target that lets requests time out', () => {
  it('is given up at once where nobody answers a look', async (t) => {
    const server = await serverThat(t, () => undefined);
    const { client } = setting(t, { baseUrl: server.baseUrl, timeoutSeconds: 0.2 });

    const exchanges = await inOrder(client, [list, change, list]);

    assert.deepEqual(kinds(exchanges), ['timeout', 'timeout', 'timeout']);
    assert.equal(server.connections, 2, 'the request and the look');
  });

  it('is asked on while it answers others, but not for ever', async (t) => {
    const { baseUrl } = await serverThat(t, silentToPosts);
    const { client } = setting(t, { baseUrl, timeoutSeconds: 0.4 });

    const some = await inOrder(client, Array.from({ length: 5 }, () => [change, list]).flat());
    const last = await inOrder(client, [change, list]);

    const reads = kinds(some.filter(({ request }) => request.method === 'GET'));
    assert.deepEqual(new Set(reads), new Set(['204']));
    assert.deepEqual(kinds(last), ['timeout', 'timeout']);
  });
});
