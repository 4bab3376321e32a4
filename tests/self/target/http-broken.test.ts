import assert from 'node:assert/strict';
import net from 'node:net';
import { describe, it } from 'node:test';
import { transportFailureOf, client, get, listening, ok, served, wire } from './wire.ts';

describe('a broken line', () => {
  it('where nothing listens is unreachable', async (t) => {
    const server = net.createServer();
    const origin = await listening(t, server);
    await new Promise((resolve) => server.close(resolve));

    assert.match(
      await transportFailureOf(client(t).send(get(origin))),
      /^unreachable: Can't reach http:\/\/127\.0\.0\.1:\d+: nothing listens there \(ECONNREFUSED\)\. Start the server/,
    );
  });

  it('to a name that does not resolve is unreachable', async (t) => {
    assert.match(
      await transportFailureOf(client(t).send(get(new URL('http://nowhere.invalid')))),
      /^unreachable: .*resolve/,
    );
  });

  it('that is reset before the answer is a reset', async (t) => {
    const origin = await wire(t, (socket) => socket.resetAndDestroy());

    assert.match(
      await transportFailureOf(client(t).send(get(origin))),
      /^reset: .* without an answer \(ECONNRESET\)/,
    );
  });

  it('that is closed before the answer is a reset', async (t) => {
    const origin = await wire(t, (socket) => socket.end());

    assert.match(await transportFailureOf(client(t).send(get(origin))), /^reset: /);
  });

  it('that is reset within the body truncates it', async (t) => {
    const origin = await wire(t, (socket) => {
      socket.write(`${ok}Content-Length: 100\r\n\r\n{"a":`, () =>
        setTimeout(() => socket.resetAndDestroy(), 20),
      );
    });

    assert.match(await transportFailureOf(client(t).send(get(origin))), /^truncated: .* broke off/);
  });

  it('that ends short of its Content-Length truncates it', async (t) => {
    const origin = await wire(t, (socket) => socket.end(`${ok}Content-Length: 100\r\n\r\n{}`));

    assert.match(await transportFailureOf(client(t).send(get(origin))), /^truncated: /);
  });

  it('that ends within the chunks truncates it', async (t) => {
    const origin = await wire(t, (socket) =>
      socket.end(`${ok}Transfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n`),
    );

    assert.match(await transportFailureOf(client(t).send(get(origin))), /^truncated: /);
  });

  it('that sends more than its Content-Length is noticed', async (t) => {
    const origin = await wire(t, (socket) => socket.write(`${ok}Content-Length: 2\r\n\r\n{}{"more":1}`));

    assert.match(await transportFailureOf(client(t).send(get(origin))), /^truncated: .*its length/);
  });

  it('that breaks its chunks is noticed', async (t) => {
    const origin = await wire(t, (socket) => socket.write(`${ok}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}`));

    assert.match(await transportFailureOf(client(t).send(get(origin))), /^truncated: /);
  });

  it('that is not HTTP is told so', async (t) => {
    const origin = await wire(t, (socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n'));

    assert.match(await transportFailureOf(client(t).send(get(origin))), /^not-http: .* is not HTTP/);
  });

  it('with endless headers is too large', async (t) => {
    const origin = await wire(t, (socket) => socket.write(`${ok}X-Long: ${'x'.repeat(100_000)}\r\n\r\n`));

    assert.match(await transportFailureOf(client(t).send(get(origin))), /^too-large: The headers/);
  });

  it('that stays silent times out', async (t) => {
    const origin = await wire(t, () => undefined);

    assert.match(
      await transportFailureOf(client(t, { timeoutSeconds: 0.2 }).send(get(origin))),
      /^timeout: After 0\.2 s no answer had come/,
    );
  });

  it('that drips for ever times out', async (t) => {
    const origin = await wire(t, (socket) => {
      socket.write(`${ok}Content-Length: 10000\r\n\r\n`);
      const drip = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => {
        clearInterval(drip);
      });
    });

    assert.match(
      await transportFailureOf(client(t, { timeoutSeconds: 0.3 }).send(get(origin))),
      /^timeout: After 0\.3 s the answer hadn't ended/,
    );
  });

  it('that is slow but within the time is fine', async (t) => {
    const origin = await served(t, (request, response) => {
      setTimeout(() => response.end('{}'), request.url === '/slow' ? 2000 : 0);
    });
    const http = client(t);
    await http.send(get(origin));

    assert.equal((await http.send(get(origin, { path: '/slow' }))).status, 200);
  });
});

describe('what comes behind an answer', () => {
  it('is never the answer to the next request', async (t) => {
    const origin = await wire(t, (socket, _, count) => {
      socket.write(`${ok}Content-Length: 1\r\n\r\n${count}`);
      setTimeout(() => socket.write(`${ok}Content-Length: 1\r\n\r\n${count}`), 5);
    });
    const http = client(t);

    assert.equal((await http.send(get(origin))).body, '1');
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal((await http.send(get(origin))).body, '2');
  });

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

  it('shows that JSON was cut, though the rest comes late and the connection was to be closed', async (t) => {
    const origin = await wire(t, (socket) => {
      socket.write(`${ok}Connection: close\r\nContent-Length: 4\r\n\r\n{"a"`);
      setTimeout(() => socket.end(':1}'), 20);
    });

    assert.match(
      await transportFailureOf(client(t).send(get(origin))),
      /^truncated: More came .* than the answer/,
    );
  });

  it('is not waited for where JSON is whole', async (t) => {
    const origin = await wire(t, (socket) => socket.write(`${ok}Content-Length: 2\r\n\r\n{}`));

    assert.equal((await client(t).send(get(origin))).body, '{}');
  });
});
