import assert from 'node:assert/strict';
import https from 'node:https';
import net from 'node:net';
import { after, describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { parseTarget } from '../../../target/target-file.ts';
import type { Target } from '../../../target/target.ts';
import { wayTo } from '../../../target/way.ts';
import { authority, served as certified } from './certificates.ts';
import { proxyTo, withProxies } from './proxy-server.ts';
import { transportFailureOf, client, get, listening, served, wire } from './wire.ts';

const ours = authority();
const certificate = ours.issue('server');

after(() => {
  ours.remove();
});

const plainOrigin = new URL('http://crm.test:8080');
const secureOrigin = new URL('https://crm.test');

function targetAt(origin: URL): Target {
  const tls = origin.protocol === 'https:' ? `, tls: {ca: "${ours.ca}"}` : '';
  const text = `{name: CRM, baseUrl: "${origin.origin}", auth: {administrator: {bearer: abc}}${tls}}`;
  return parseTarget(text, 'crm.yaml', {});
}

function clientFor(t: TestContext, origin: URL, limits = {}) {
  return client(t, limits, wayTo(targetAt(origin), process.env));
}

function secureServer(t: TestContext, answer = '{"secure":true}'): Promise<URL> {
  const server = https.createServer(certified(certificate), (incoming, outgoing) => {
    outgoing.end(incoming.url === '/' ? answer : (incoming.url ?? ''));
  });
  return listening(t, server, 'https');
}

describe('a proxy of the environment', () => {
  it('gets the whole URL of a request to an HTTP server, its path as it is', async (t) => {
    const seen: string[] = [];
    const server = await served(t, ({ url = '', headers }, response) => {
      seen.push(`${headers.host ?? ''} ${url}`);
      response.end('{}');
    });
    const proxy = await proxyTo(t, server);
    withProxies(t, { HTTP_PROXY: proxy.origin.href });
    const path = '/api//v2/./customers/../x?filter[a]=%7e|&b';

    const { status, body } = await clientFor(t, plainOrigin).send(get(plainOrigin, { path }));

    assert.deepEqual([status, body], [200, '{}']);
    assert.deepEqual(
      proxy.asked.map(({ line }) => line),
      [`GET http://crm.test:8080${path}`],
    );
    assert.deepEqual(seen, [`crm.test:8080 ${path}`]);
  });

  it('is asked for a tunnel to an HTTPS server, and sees nothing of what goes through', async (t) => {
    const proxy = await proxyTo(t, await secureServer(t));
    withProxies(t, { HTTPS_PROXY: proxy.origin.href });
    const headers = { Authorization: 'Bearer abc' };

    const { body } = await clientFor(t, secureOrigin).send(get(secureOrigin, { headers }));

    assert.equal(body, '{"secure":true}');
    assert.deepEqual(
      proxy.asked.map(({ line }) => line),
      ['CONNECT crm.test:443'],
    );
    assert.equal(proxy.asked[0]?.headers['authorization'], undefined);
  });

  it('gets its own credentials, which the target does not see', async (t) => {
    const authorizations: (string | undefined)[] = [];
    const secret = `Basic ${Buffer.from('eve:pass word').toString('base64')}`;
    const server = await secureServer(t);
    const plain = await served(t, ({ headers }, response) => {
      authorizations.push(headers.authorization);
      response.end('{}');
    });
    const [tunnels, forwards] = [await proxyTo(t, server), await proxyTo(t, plain)];
    withProxies(t, {
      https_proxy: `http://eve:pass%20word@${tunnels.origin.host}`,
      http_proxy: `http://eve:pass%20word@${forwards.origin.host}`,
    });

    await clientFor(t, secureOrigin).send(get(secureOrigin));
    await clientFor(t, plainOrigin).send(get(plainOrigin));

    assert.deepEqual(
      [...tunnels.asked, ...forwards.asked].map(({ headers }) => headers['proxy-authorization']),
      [secret, secret],
    );
    assert.deepEqual(authorizations, [undefined]);
  });

  it('is left aside for what NO_PROXY names', (t) => {
    withProxies(t, { HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: 'other.test,.crm.test,crm.test' });

    assert.deepEqual(Object.keys(wayTo(targetAt(secureOrigin), process.env)), ['secureContext']);
  });

  it('is never used for this machine', async (t) => {
    const server = await served(t, (_, response) => response.end('{}'));
    withProxies(t, { HTTP_PROXY: 'http://127.0.0.1:9', http_proxy: 'http://127.0.0.1:9' });

    assert.equal((await clientFor(t, server).send(get(server))).status, 200);
  });
});

describe('trouble with a proxy names it, without its credentials', () => {
  const origins = { HTTP_PROXY: plainOrigin, HTTPS_PROXY: secureOrigin };

  for (const [variable, origin] of Object.entries(origins)) {
    const url = ({ host }: URL): string => `http://eve:the-password@${host}`;

    it(`of ${variable} that nobody runs`, async (t) => {
      const closed = net.createServer();
      const place = await listening(t, closed);
      await new Promise((resolve) => closed.close(resolve));
      withProxies(t, { [variable]: url(place) });

      assert.equal(
        await transportFailureOf(clientFor(t, origin).send(get(origin))),
        `unreachable: Can't reach the proxy ${place.host}, which ${variable} names: nothing listens there (ECONNREFUSED). Correct ${variable}, or name the target's host in NO_PROXY.`,
      );
    });

    it(`of ${variable} that asks for other credentials`, async (t) => {
      const proxy = await proxyTo(t, plainOrigin, { refuses: 407 });
      withProxies(t, { [variable]: url(proxy.origin) });

      const says = await transportFailureOf(clientFor(t, origin).send(get(origin)));

      assert.match(
        says,
        new RegExp(
          `^unreachable: No way through the proxy ${proxy.origin.host}, which ${variable} names, to https?://crm\\.test\\S*: it answered 407\\. `,
        ),
      );
      assert.doesNotMatch(says, /eve|the-password/);
    });

    it(`of ${variable} that never answers`, async (t) => {
      const silent = await wire(t, () => undefined);
      withProxies(t, { [variable]: url(silent) });

      assert.match(
        await transportFailureOf(clientFor(t, origin, { timeoutSeconds: 0.3 }).send(get(origin))),
        new RegExp(`^timeout: After 0\\.3 s .* through the proxy ${silent.host}, which ${variable} names`),
      );
    });

    it(`of ${variable} that is written in a way not known`, async (t) => {
      withProxies(t, { [variable]: 'socks5://eve:the-password@127.0.0.1:9' });

      assert.equal(
        await transportFailureOf(clientFor(t, origin).send(get(origin))),
        `unreachable: ${variable} names a proxy in a way that the suite doesn't know. Write it as http://HOST:PORT or https://HOST:PORT, or name the target's host in NO_PROXY.`,
      );
    });
  }
});
