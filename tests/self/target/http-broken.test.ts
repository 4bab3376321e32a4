import assert from 'node:assert/strict';
import { Socket } from 'node:net';
import { describe, it } from 'node:test';
import { Line } from '../../../target/line.ts';
import { transportFailureOf, client, closedPort, get, ok, wire } from './wire.ts';

const answer = (headers: string, body = '') => `${ok}${headers}\r\n\r\n${body}`;

function resetWithin(socket: Socket): void {
  socket.write(answer('Content-Length: 100', '{"a":'), () => setTimeout(() => socket.resetAndDestroy(), 20));
}

function drip(socket: Socket): void {
  socket.write(answer('Content-Length: 10000'));
  const dripping = setInterval(() => socket.write('x'), 20);
  socket.on('close', () => clearInterval(dripping));
}

function sendTheRestLate(socket: Socket): void {
  socket.write(answer('Connection: close\r\nContent-Length: 4', '{"a"'));
  setTimeout(() => socket.end(':1}'), 20);
}

function sendTheRestBusily(socket: Socket): void {
  socket.write(answer('Content-Length: 4', '{"a"'));
  setTimeout(() => {
    const began = performance.now();
    while (performance.now() - began < 300);
  }, 10);
  setTimeout(() => socket.write(':1}'), 20);
}

const cut = answer('Content-Length: 100', '{}');
const cutChunks = answer('Transfer-Encoding: chunked', '5\r\n{"a":\r\n');
const brokenChunks = answer('Transfer-Encoding: chunked', 'zz\r\n{}');
const long = answer('Content-Length: 2', '{}{"more":1}');
const endlessHeaders = answer(`X-Long: ${'x'.repeat(100_000)}`);

/** What a server does with a connection, and what is told of it. */
const broken: readonly (readonly [string, (socket: Socket) => unknown, RegExp])[] = [
  ['is reset before the answer', (to) => to.resetAndDestroy(), /^reset: .* without an answer \(ECONNRESET\)/],
  ['is closed before the answer', (to) => to.end(), /^reset: /],
  ['is reset within the body', resetWithin, /^truncated: .* broke off/],
  ['ends short of its Content-Length', (to) => to.end(cut), /^truncated: /],
  ['ends within the chunks', (to) => to.end(cutChunks), /^truncated: /],
  ['sends more than its Content-Length', (to) => to.write(long), /^truncated: .*its length/],
  ['breaks its chunks', (to) => to.write(brokenChunks), /^truncated: /],
  ['is not HTTP', (to) => to.write('SSH-2.0-OpenSSH_9.6\r\n'), /^not-http: .* is not HTTP/],
  ['has endless headers', (to) => to.write(endlessHeaders), /^too-large: The headers/],
  ['stays silent', () => undefined, /^timeout: After 1 s no answer had come/],
  ['drips for ever', drip, /^timeout: After 1 s the answer hadn't ended/],
  ['is to be closed, and sends late', sendTheRestLate, /^truncated: More came .* than the answer/],
  ['sends late while this process is busy', sendTheRestBusily, /^truncated: More came .* than the answer/],
];

describe('a line', () => {
  for (const [title, treat, told] of broken) {
    it(`that ${title} is told so`, async (t) => {
      const origin = await wire(t, treat);

      assert.match(await transportFailureOf(client(t, { timeoutSeconds: 1 }).send(get(origin))), told);
    });
  }

  it('to where nothing listens, or to a name that does not resolve, is unreachable', async (t) => {
    assert.match(
      await transportFailureOf(client(t).send(get(await closedPort(t)))),
      /^unreachable: Can't reach http:\/\/127\.0\.0\.1:\d+: nothing listens there \(ECONNREFUSED\)\. Start the server/,
    );
    assert.match(
      await transportFailureOf(client(t).send(get(new URL('http://nowhere.invalid')))),
      /^unreachable: .*resolve/,
    );
  });
});

describe('what comes behind an answer', () => {
  it('makes every answer of its connection doubtful, and no connection is shared any more', async (t) => {
    const origin = await wire(t, (socket, _, count) => {
      const again = answer('Content-Length: 1', String(count));
      socket.write(again);
      setTimeout(() => socket.write(again), 30);
    });
    const http = client(t);

    const first = await http.send(get(origin));
    const second = await http.send(get(origin));
    await new Promise((resolve) => setTimeout(resolve, 80));
    const third = await http.send(get(origin));

    assert.deepEqual([first.line?.isMixedUp, second.line?.isMixedUp], [true, true]);
    assert.deepEqual([third.body, third.line?.isMixedUp], ['3', false]);
  });

  it('makes it doubtful where it comes together with the answer', async (t) => {
    const origin = await wire(t, (socket, _, count) => {
      const own = answer('Content-Length: 1', String(count));
      socket.write(count === 2 ? `${answer('Content-Length: 1', '1')}${own}` : own);
    });
    const http = client(t);
    await http.send(get(origin));

    const second = await http.send(get(origin));

    assert.deepEqual([second.body, second.line?.isMixedUp], ['1', true]);
  });
});

describe('a connection that breaks while nothing is asked over it', () => {
  it('does no harm', () => {
    const socket = new Socket();
    Line.on(socket, () => undefined);

    assert.doesNotThrow(() => socket.emit('error', new Error('read ECONNRESET')));
  });
});
