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

  it('of JSON that is no UTF-8 breaks down', async (t) => {
    const origin = await served(t, (_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/hal+json' });
      response.end(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]));
    });

    assert.match(await transportFailureOf(client(t).send(get(origin))), /^truncated: .* is not UTF-8/);
  });

  it('of anything else that is no UTF-8 is read all the same', async (t) => {
    const origin = await served(t, (_, response) => {
      response.end(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]));
    });

    assert.equal((await client(t).send(get(origin))).body, '{\ufffd\ufffd}');
  });

  it('that is packed but damaged breaks down', async (t) => {
    const origin = await served(t, (_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(text).subarray(0, 20));
    });

    assert.match(
      await transportFailureOf(client(t).send(get(origin))),
      /^truncated: .* can't be unpacked as gzip/,
    );
  });

  it('that is too large breaks down, announced or not', async (t) => {
    const origin = await served(t, (request, response) => {
      const body = 'x'.repeat(200_000);
      if (request.url === '/announced') response.setHeader('Content-Length', body.length);
      response.end(body);
    });
    const http = client(t, { maxBodyBytes: 100_000 });

    assert.match(await transportFailureOf(http.send(get(origin))), /^too-large: .* larger than 98 KiB/);
    assert.match(await transportFailureOf(http.send(get(origin, { path: '/announced' }))), /^too-large: /);
  });

  it('that unpacks into something too large breaks down', async (t) => {
    const origin = await served(t, (_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(Buffer.alloc(64 * 1024 * 1024)));
    });

    assert.match(
      await transportFailureOf(client(t, { maxBodyBytes: 1024 * 1024 }).send(get(origin))),
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

describe('a request that cannot be put on the wire', () => {
  it('is refused as such', async (t) => {
    await assert.rejects(client(t).send(get(new URL('http://127.0.0.1:1'), { path: '/a b' })), TypeError);
  });
});
