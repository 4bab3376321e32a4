import assert from 'node:assert/strict';
import net from 'node:net';
import type { Socket } from 'node:net';
import { describe, it } from 'node:test';
import { transportFailureOf, client, get, listening, ok, served, wire } from './wire.ts';

/** What a server does with a connection, and what is told of it. */
const broken: readonly (readonly [string, (socket: Socket) => unknown, RegExp])[] = [
  [
    'is reset before the answer',
    (socket) => socket.resetAndDestroy(),
    /^reset: .* without an answer \(ECONNRESET\)/,
  ],
  ['is closed before the answer', (socket) => socket.end(), /^reset: /],
  [
    'is reset within the body',
    (socket) =>
      socket.write(`${ok}Content-Length: 100\r\n\r\n{"a":`, () =>
        setTimeout(() => socket.resetAndDestroy(), 20),
      ),
    /^truncated: .* broke off/,
  ],
  [
    'ends short of its Content-Length',
    (socket) => socket.end(`${ok}Content-Length: 100\r\n\r\n{}`),
    /^truncated: /,
  ],
  [
    'ends within the chunks',
    (socket) => socket.end(`${ok}Transfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n`),
    /^truncated: /,
  ],
  [
    'sends more than its Content-Length',
    (socket) => socket.write(`${ok}Content-Length: 2\r\n\r\n{}{"more":1}`),
    /^truncated: .*its length/,
  ],
  [
    'breaks its chunks',
    (socket) => socket.write(`${ok}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}`),
    /^truncated: /,
  ],
  ['is not HTTP', (socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n'), /^not-http: .* is not HTTP/],
  [
    'has endless headers',
    (socket) => socket.write(`${ok}X-Long: ${'x'.repeat(100_000)}\r\n\r\n`),
    /^too-large: The headers/,
  ],
  ['stays silent', () => undefined, /^timeout: After 0\.3 s no answer had come/],
  [
    'drips for ever',
    (socket) => {
      socket.write(`${ok}Content-Length: 10000\r\n\r\n`);
      const drip = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => {
        clearInterval(drip);
      });
    },
    /^timeout: After 0\.3 s the answer hadn't ended/,
  ],
  [
    'is to be closed, and sends the rest of its JSON late',
    (socket) => {
      socket.write(`${ok}Connection: close\r\nContent-Length: 4\r\n\r\n{"a"`);
      setTimeout(() => socket.end(':1}'), 20);
    },
    /^truncated: More came .* than the answer/,
  ],
];

describe('a line', () => {
  for (const [title, treat, told] of broken) {
    it(`that ${title} is told so`, async (t) => {
      const origin = await wire(t, treat);

      assert.match(await transportFailureOf(client(t, { timeoutSeconds: 0.3 }).send(get(origin))), told);
    });
  }

  it('to where nothing listens, or to a name that does not resolve, is unreachable', async (t) => {
    const server = net.createServer();
    const origin = await listening(t, server);
    await new Promise((resolve) => server.close(resolve));

    assert.match(
      await transportFailureOf(client(t).send(get(origin))),
      /^unreachable: Can't reach http:\/\/127\.0\.0\.1:\d+: nothing listens there \(ECONNREFUSED\)\. Start the server/,
    );
    assert.match(
      await transportFailureOf(client(t).send(get(new URL('http://nowhere.invalid')))),
      /^unreachable: .*resolve/,
    );
  });

  it('that is slow but within the time is fine, and JSON that is whole is not waited for', async (t) => {
    const origin = await served(t, (_, response) => setTimeout(() => response.end('{}'), 300));
    const open = await wire(t, (socket) => socket.write(`${ok}Content-Length: 2\r\n\r\n{}`));

    assert.equal((await client(t).send(get(origin))).status, 200);
    assert.equal((await client(t).send(get(open))).body, '{}');
  });
});

describe('what comes behind an answer', () => {
  it('makes every answer of its connection doubtful, and no connection is shared any more', async (t) => {
    const origin = await wire(t, (socket, _, count) => {
      socket.write(`${ok}Content-Length: 1\r\n\r\n${count}`);
      setTimeout(() => socket.write(`${ok}Content-Length: 1\r\n\r\n${count}`), 30);
    });
    const http = client(t);

    const first = await http.send(get(origin));
    const second = await http.send(get(origin));
    await new Promise((resolve) => setTimeout(resolve, 80));
    const third = await http.send(get(origin));

    assert.deepEqual([first.line?.isMixedUp, second.line?.isMixedUp], [true, true]);
    assert.deepEqual([third.body, third.line?.isMixedUp], ['3', false]);
  });
});
