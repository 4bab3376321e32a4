import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { TargetError } from '../../../target/errors.ts';
import { Http } from '../../../target/http.ts';
import type { HttpLimits, WireRequest, WireResponse } from '../../../target/http.ts';

const ok = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';

async function listening(t: TestContext, server: Server, scheme = 'http'): Promise<URL> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return new URL(`${scheme}://127.0.0.1:${address.port}`);
}

/** A server that answers the n-th request of all with what `answer` writes to the socket. */
function wire(
  t: TestContext,
  answer: (socket: Socket, request: string, count: number) => void,
): Promise<URL> {
  let count = 0;
  const server = net.createServer((socket) => {
    socket.on('data', (data) => {
      answer(socket, data.toString('latin1'), (count += 1));
    });
  });
  return listening(t, server);
}

function served(t: TestContext, listener: RequestListener): Promise<URL> {
  return listening(t, createServer(listener));
}

function client(t: TestContext, limits: Partial<HttpLimits> = {}): Http {
  const http = new Http({ timeoutSeconds: 5, ...limits });
  t.after(() => {
    http.close();
  });
  return http;
}

function get(origin: URL, more: Partial<WireRequest> = {}): WireRequest {
  return { method: 'GET', origin, path: '/', headers: {}, ...more };
}

/** The kind and sentence of a breakdown; fails when the exchange succeeds. */
async function breakdownOf(answer: Promise<WireResponse>): Promise<string> {
  const error: unknown = await answer.then(
    (response) => assert.fail(`answered ${response.status} ${response.body.slice(0, 80)}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof TargetError, String(error));
  assert.equal(error.message, error.breakdown.says);
  return `${error.breakdown.kind}: ${error.breakdown.says}`;
}

describe('what goes over the wire', () => {
  it('is the raw path, method, headers and body', async (t) => {
    let seen = '';
    const origin = await wire(t, (socket, request) => {
      seen = request;
      socket.end(`${ok}Content-Length: 2\r\n\r\n{}`);
    });

    await client(t).send({
      method: 'PURGE',
      origin,
      path: "/a/../b//c?filter[x][]=1&q='%zz",
      headers: { 'X-Mixed-Case': 'yes' },
      body: 'ж',
    });

    assert.match(seen, /^PURGE \/a\/\.\.\/b\/\/c\?filter\[x\]\[\]=1&q='%zz HTTP\/1\.1\r\n/);
    assert.match(seen, /\r\nX-Mixed-Case: yes\r\n/);
    assert.match(seen, /\r\nContent-Length: 2\r\n/);
  });

  it('says that a POST without body has none', async (t) => {
    let seen = '';
    const origin = await wire(t, (socket, request) => {
      seen = request;
      socket.end(`${ok}Content-Length: 0\r\n\r\n`);
    });

    await client(t).send(get(origin, { method: 'POST' }));

    assert.match(seen, /\r\nContent-Length: 0\r\n/);
    assert.doesNotMatch(seen, /chunked/i);
  });

  it('comes back with repeated headers joined, cookies apart and redirects not followed', async (t) => {
    const origin = await served(t, (_, response) => {
      response.writeHead(302, [
        ...['Location', 'http://elsewhere.test/login'],
        ...['X-Twice', 'a', 'X-Twice', 'b'],
        ...['Set-Cookie', 'a=1; Expires=Wed, 09 Jun 2100 10:18:14 GMT', 'Set-Cookie', 'b=2'],
      ]);
      response.end();
    });

    const { status, headers, setCookies } = await client(t).send(get(origin));

    assert.equal(status, 302);
    assert.equal(headers['location'], 'http://elsewhere.test/login');
    assert.equal(headers['x-twice'], 'a, b');
    assert.deepEqual(setCookies, ['a=1; Expires=Wed, 09 Jun 2100 10:18:14 GMT', 'b=2']);
  });

  it('keeps its connection for the next request', async (t) => {
    const ports = new Set<number | undefined>();
    const origin = await served(t, (request, response) => {
      ports.add(request.socket.remotePort);
      response.end('{}');
    });
    const http = client(t);

    await http.send(get(origin));
    await http.send(get(origin));

    assert.equal(ports.size, 1);
  });
});

describe('a body', () => {
  const text = JSON.stringify({ name: 'Ёлка 🎄' });
  const packings = {
    gzip: gzipSync(text),
    deflate: deflateSync(text),
    br: brotliCompressSync(text),
    'x-gzip': gzipSync(text),
    'gzip, br': brotliCompressSync(gzipSync(text)),
    identity: Buffer.from(text),
  };

  for (const [encoding, packed] of Object.entries(packings)) {
    it(`is unpacked from ${encoding}`, async (t) => {
      const origin = await served(t, (_, response) => {
        response.writeHead(200, { 'Content-Encoding': encoding }).end(packed);
      });

      assert.equal((await client(t).send(get(origin))).body, text);
    });
  }

  it('is unpacked from deflate without its header', async (t) => {
    const origin = await served(t, (_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'deflate' }).end(deflateRawSync(text));
    });

    assert.equal((await client(t).send(get(origin))).body, text);
  });

  it('may be missing although packed', async (t) => {
    const origin = await served(t, (_, response) => {
      response.writeHead(204, { 'Content-Encoding': 'gzip' }).end();
    });

    assert.equal((await client(t).send(get(origin))).body, '');
  });

  it('that is no UTF-8 is read all the same', async (t) => {
    const origin = await served(t, (_, response) => {
      response.end(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]));
    });

    assert.equal((await client(t).send(get(origin))).body, '{\ufffd\ufffd}');
  });

  it('that is packed but damaged breaks down', async (t) => {
    const origin = await served(t, (_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(text).subarray(0, 20));
    });

    assert.match(await breakdownOf(client(t).send(get(origin))), /^truncated: .* can't be unpacked as gzip/);
  });

  it('that is too large breaks down, announced or not', async (t) => {
    const origin = await served(t, (request, response) => {
      const body = 'x'.repeat(200_000);
      if (request.url === '/announced') response.setHeader('Content-Length', body.length);
      response.end(body);
    });
    const http = client(t, { maxBodyBytes: 100_000 });

    assert.match(await breakdownOf(http.send(get(origin))), /^too-large: .* larger than 98 KiB/);
    assert.match(await breakdownOf(http.send(get(origin, { path: '/announced' }))), /^too-large: /);
  });

  it('that unpacks into something too large breaks down', async (t) => {
    const origin = await served(t, (_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(Buffer.alloc(64 * 1024 * 1024)));
    });

    assert.match(
      await breakdownOf(client(t, { maxBodyBytes: 1024 * 1024 }).send(get(origin))),
      /^too-large: .* larger than 1024 KiB, unpacked/,
    );
  });

  it('may be as large as the limit', async (t) => {
    const origin = await served(t, (_, response) => {
      response.end('x'.repeat(1000));
    });

    assert.equal((await client(t, { maxBodyBytes: 1000 }).send(get(origin))).body.length, 1000);
  });
});

describe('a broken line', () => {
  it('where nothing listens is unreachable', async (t) => {
    const server = net.createServer();
    const origin = await listening(t, server);
    await new Promise((resolve) => server.close(resolve));

    assert.match(
      await breakdownOf(client(t).send(get(origin))),
      /^unreachable: Can't reach http:\/\/127\.0\.0\.1:\d+: nothing listens there \(ECONNREFUSED\)\. Start the server/,
    );
  });

  it('to a name that does not resolve is unreachable', async (t) => {
    assert.match(
      await breakdownOf(client(t).send(get(new URL('http://nowhere.invalid')))),
      /^unreachable: .*resolve/,
    );
  });

  it('that is reset before the answer is a reset', async (t) => {
    const origin = await wire(t, (socket) => socket.resetAndDestroy());

    assert.match(
      await breakdownOf(client(t).send(get(origin))),
      /^reset: .* without an answer \(ECONNRESET\)/,
    );
  });

  it('that is closed before the answer is a reset', async (t) => {
    const origin = await wire(t, (socket) => socket.end());

    assert.match(await breakdownOf(client(t).send(get(origin))), /^reset: /);
  });

  it('that is reset within the body truncates it', async (t) => {
    const origin = await wire(t, (socket) => {
      socket.write(`${ok}Content-Length: 100\r\n\r\n{"a":`, () =>
        setTimeout(() => socket.resetAndDestroy(), 20),
      );
    });

    assert.match(await breakdownOf(client(t).send(get(origin))), /^truncated: .* broke off/);
  });

  it('that ends short of its Content-Length truncates it', async (t) => {
    const origin = await wire(t, (socket) => socket.end(`${ok}Content-Length: 100\r\n\r\n{}`));

    assert.match(await breakdownOf(client(t).send(get(origin))), /^truncated: /);
  });

  it('that ends within the chunks truncates it', async (t) => {
    const origin = await wire(t, (socket) =>
      socket.end(`${ok}Transfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n`),
    );

    assert.match(await breakdownOf(client(t).send(get(origin))), /^truncated: /);
  });

  it('that sends more than its Content-Length is noticed', async (t) => {
    const origin = await wire(t, (socket) => socket.write(`${ok}Content-Length: 2\r\n\r\n{}{"more":1}`));

    assert.match(await breakdownOf(client(t).send(get(origin))), /^truncated: .*its length/);
  });

  it('that breaks its chunks is noticed', async (t) => {
    const origin = await wire(t, (socket) => socket.write(`${ok}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}`));

    assert.match(await breakdownOf(client(t).send(get(origin))), /^truncated: /);
  });

  it('that is not HTTP is told so', async (t) => {
    const origin = await wire(t, (socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n'));

    assert.match(await breakdownOf(client(t).send(get(origin))), /^not-http: .* is not HTTP/);
  });

  it('with endless headers is too large', async (t) => {
    const origin = await wire(t, (socket) => socket.write(`${ok}X-Long: ${'x'.repeat(100_000)}\r\n\r\n`));

    assert.match(await breakdownOf(client(t).send(get(origin))), /^too-large: The headers/);
  });

  it('that stays silent times out', async (t) => {
    const origin = await wire(t, () => undefined);

    assert.match(
      await breakdownOf(client(t, { timeoutSeconds: 0.2 }).send(get(origin))),
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
      await breakdownOf(client(t, { timeoutSeconds: 0.3 }).send(get(origin))),
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

describe('a kept connection that the server has closed meanwhile', () => {
  /** Closes each connection on its second request, as a server does whose patience just ended. */
  function stale(t: TestContext): Promise<URL> {
    const server = net.createServer((socket) => {
      let count = 0;
      socket.on('data', () => {
        count += 1;
        if (count === 1) socket.write(`${ok}Content-Length: 2\r\n\r\n{}`);
        else socket.resetAndDestroy();
      });
    });
    return listening(t, server);
  }

  it('is replaced for a read', async (t) => {
    const origin = await stale(t);
    const http = client(t);
    await http.send(get(origin));

    assert.equal((await http.send(get(origin))).status, 200);
  });

  it('is not for a write, whose effect is unknown', async (t) => {
    const origin = await stale(t);
    const http = client(t);
    await http.send(get(origin));

    assert.match(await breakdownOf(http.send(get(origin, { method: 'POST', body: '{}' }))), /^reset: /);
  });
});

describe('TLS', () => {
  it('with a certificate that nobody vouches for is told so', async (t) => {
    const directory = mkdtempSync(join(tmpdir(), 'tls-'));
    t.after(() => {
      rmSync(directory, { recursive: true });
    });
    const [key, cert] = [join(directory, 'key.pem'), join(directory, 'cert.pem')];
    const ask = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    execFileSync('openssl', [...ask, '-subj', '/CN=localhost', '-keyout', key, '-out', cert], {
      stdio: 'ignore',
    });
    const server = https.createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) => {
      response.end('{}');
    });
    const origin = await listening(t, server, 'https');

    assert.match(
      await breakdownOf(client(t).send(get(origin))),
      /^tls: .* isn't trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)\. .*NODE_EXTRA_CA_CERTS/,
    );
  });

  it('spoken to a port that speaks none is told so', async (t) => {
    const origin = await wire(t, (socket) =>
      socket.write('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'),
    );
    origin.protocol = 'https:';

    assert.match(await breakdownOf(client(t).send(get(origin))), /^tls: .* has to start with http\./);
  });
});

describe('a request that cannot be put on the wire', () => {
  it('is refused as such', async (t) => {
    await assert.rejects(client(t).send(get(new URL('http://127.0.0.1:1'), { path: '/a b' })), TypeError);
  });
});
