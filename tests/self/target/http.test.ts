import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { transportFailureOf, client, get, ok, served, wire } from './wire.ts';

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

  it('comes back with every header, however many there are', async (t) => {
    const names = Array.from({ length: 4000 }, (_, index) => `x${String(index)}`);
    const origin = await served(t, (_, response) => {
      response.writeHead(
        200,
        names.flatMap((name) => [name, '1']),
      );
      response.end();
    });

    const { headers } = await client(t).send(get(origin));

    assert.deepEqual(
      names.filter((name) => headers[name] !== '1'),
      [],
    );
  });

  it('breaks down where its headers are larger than the limit, however few there are', async (t) => {
    const origin = await served(t, (_, response) =>
      response.writeHead(200, { 'X-Long': 'x'.repeat(70_000) }).end(),
    );

    assert.match(await transportFailureOf(client(t).send(get(origin))), /^too-large: The headers/);
  });

  it('shares a connection where it only reads, and has its own where it changes something or is told to', async (t) => {
    const ports: (number | undefined)[] = [];
    const origin = await served(t, (request, response) => {
      ports.push(request.socket.remotePort);
      response.end('{}');
    });
    const http = client(t);

    await http.send(get(origin));
    await http.send(get(origin));
    await http.send({ ...get(origin), method: 'POST', body: '{}' });
    await http.send({ ...get(origin), alone: true });

    assert.equal(ports[0], ports[1]);
    assert.equal(new Set(ports).size, 3);
  });

  it('shares a connection that has a name with those of that name only, one after the other', async (t) => {
    const ports: (number | undefined)[] = [];
    const origin = await served(t, (request, response) => {
      ports.push(request.socket.remotePort);
      setImmediate(() => response.end('{}'));
    });
    const http = client(t);
    const named = get(origin, { connection: 'ours' });

    await Promise.all([http.send(named), http.send(named), http.send(named)]);
    await http.send({ ...named, method: 'POST', body: '{}' });
    const [ours] = ports;
    await http.send(get(origin));
    await http.send(get(origin, { connection: 'theirs' }));

    assert.deepEqual(ports.slice(0, 4), [ours, ours, ours, ours]);
    assert.equal(new Set(ports).size, 3);
  });
});

describe('a connection that the server closes', () => {
  for (const [title, version, header] of [
    ['with the answer, as it says', 'HTTP/1.1', 'Connection: close\r\n'],
    ['with the answer, as HTTP/1.0 has it', 'HTTP/1.0', ''],
  ] as const) {
    it(`${title}, is not used again`, async (t) => {
      const origin = await wire(t, (socket, _, count) => {
        socket.write(`${version} 200 OK\r\n${header}Content-Length: 1\r\n\r\n${String(count)}`);
        setTimeout(() => socket.destroy(), 30);
      });
      const http = client(t);

      const lines = [];
      for (let count = 1; count <= 5; count += 1) lines.push((await http.send(get(origin))).line);

      assert.equal(new Set(lines).size, 5);
    });
  }

  for (const [what, fields] of [
    ['a read', {}],
    ['a change that names it', { method: 'POST', body: '{}', connection: 'ours' }],
  ] as const) {
    it(`while ${what} goes out over it costs nothing: that is sent again over another`, async (t) => {
      const known = new Set<unknown>();
      const seen: string[] = [];
      const origin = await wire(t, (socket, request) => {
        seen.push(request.split(' ')[1] ?? '');
        if (known.has(socket)) {
          socket.destroy();
          return;
        }
        known.add(socket);
        socket.write(`${ok}Content-Length: 2\r\n\r\n{}`);
      });
      const http = client(t);

      const statuses = [];
      for (const path of ['/a', '/b'])
        statuses.push((await http.send({ ...get(origin, { path }), ...fields })).status);

      assert.deepEqual(statuses, [200, 200]);
      assert.deepEqual(seen, ['/a', '/b', '/b']);
    });
  }

  it('each time that a request comes breaks it down after one more attempt', async (t) => {
    let asked = 0;
    const origin = await wire(t, (socket, _, count) => {
      asked = count;
      if (count === 1) socket.write(`${ok}Content-Length: 2\r\n\r\n{}`);
      else socket.destroy();
    });
    const http = client(t);
    await http.send(get(origin));

    assert.match(await transportFailureOf(http.send(get(origin))), /^reset: /);
    assert.equal(asked, 3);
  });
});

it('a connection over which an answer came twice is ended with the others', async (t) => {
  let isClosed: Promise<unknown> | undefined;
  const origin = await wire(t, (socket) => {
    isClosed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(`${ok}Content-Length: 2\r\n\r\n{}`);
  });
  const http = client(t);
  await http.send(get(origin));
  const { isEcho } = await http.send(get(origin, { path: '/other' }));

  http.close();

  assert.ok(isEcho);
  await isClosed;
});

describe('a body', () => {
  const text = JSON.stringify({ name: 'Ёлка 🎄' });
  const as = (encoding: string) => ({ 'Content-Encoding': encoding });

  const read: readonly (readonly [string, Record<string, string>, Buffer | string, string])[] = [
    ['gzip', as('gzip'), gzipSync(text), text],
    ['x-gzip', as('x-gzip'), gzipSync(text), text],
    ['deflate', as('deflate'), deflateSync(text), text],
    ['deflate without its header', as('deflate'), deflateRawSync(text), text],
    ['br', as('br'), brotliCompressSync(text), text],
    ['br of gzip', as('gzip, br'), brotliCompressSync(gzipSync(text)), text],
    ['identity', as('identity'), text, text],
    ['gzip of nothing', as('gzip'), '', ''],
    ['what is no UTF-8', {}, Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), '{\ufffd\ufffd}'],
    ['what is as large as the limit', {}, 'x'.repeat(100_000), 'x'.repeat(100_000)],
  ];
  for (const [title, headers, bytes, body] of read) {
    it(`is read from ${title}`, async (t) => {
      const origin = await served(t, (_, response) => response.writeHead(200, headers).end(bytes));

      assert.equal((await client(t, { maxBodyBytes: 100_000 }).send(get(origin))).body, body);
    });
  }

  const large = 'x'.repeat(200_000);
  const damaged = gzipSync(text).subarray(0, 20);
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));

  const broken: readonly (readonly [string, Record<string, string>, Buffer | string, RegExp])[] = [
    ['is packed but damaged', as('gzip'), damaged, /^truncated: .* can't be unpacked as gzip/],
    ['is too large', {}, large, /^too-large: .* larger than 98 KiB/],
    ['is too large and says so', { 'Content-Length': '200000' }, large, /^too-large: .* larger than 98 KiB/],
    ['unpacks into something too large', as('gzip'), bomb, /^too-large: .* larger than 98 KiB, unpacked/],
  ];
  it('of more than 8 MB is not read', async (t) => {
    const whole = 'x'.repeat(8 * 1024 * 1024);
    const origin = await served(t, ({ url }, response) => response.end(url === '/' ? whole : `${whole}x`));

    assert.equal((await client(t).send(get(origin))).body.length, whole.length);
    const answer = client(t).send(get(origin, { path: '/more' }));
    assert.match(await transportFailureOf(answer), /^too-large: .* larger than 8192 KiB/);
  });

  for (const [title, headers, bytes, told] of broken) {
    it(`that ${title} breaks down`, async (t) => {
      const origin = await served(t, (_, response) => response.writeHead(200, headers).end(bytes));

      const answer = client(t, { maxBodyBytes: 100_000 }).send(get(origin));

      assert.match(await transportFailureOf(answer), told);
    });
  }
});
