import assert from 'node:assert/strict';
import https from 'node:https';
import { after, describe, it, type TestContext } from 'node:test';
import type { HttpLimits, WireRequest } from '../../../target/http.ts';
import { parseTarget } from '../../../target/target-file.ts';
import type { Target } from '../../../target/target.ts';
import { wayTo } from '../../../target/way.ts';
import { authority, served as certified } from './certificates.ts';
import { proxyTo, type ProxyServer, withProxies } from './proxy-server.ts';
import { transportFailureOf, client, closedPort, get, listening, served, wire } from './wire.ts';

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

/** Sends to an origin by the way that the environment names. */
function sent(
  t: TestContext,
  origin: URL,
  more: Partial<WireRequest> = {},
  limits: Partial<HttpLimits> = {},
) {
  return client(t, limits, wayTo(targetAt(origin), process.env)).send(get(origin, more));
}

function secureServer(t: TestContext, answer = '{"secure":true}', issued = certificate): Promise<URL> {
  const server = https.createServer(certified(issued), (_, outgoing) => outgoing.end(answer));
  return listening(t, server, 'https');
}

const linesOf = ({ asked }: ProxyServer) => asked.map(({ line }) => line);

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

    const { status, body } = await sent(t, plainOrigin, { path });

    assert.deepEqual([status, body], [200, '{}']);
    assert.deepEqual(linesOf(proxy), [`GET http://crm.test:8080${path}`]);
    assert.deepEqual(seen, [`crm.test:8080 ${path}`]);
  });

  for (const [variable, part] of [
    ['HTTPS_PROXY', 'href'],
    ['ALL_PROXY', 'host'],
  ] as const) {
    it(`that ${variable} names by its ${part} is asked for a tunnel, and sees nothing of what goes through`, async (t) => {
      const proxy = await proxyTo(t, await secureServer(t));
      withProxies(t, { [variable]: proxy.origin[part] });

      const { body } = await sent(t, secureOrigin, { headers: { Authorization: 'Bearer abc' } });

      assert.equal(body, '{"secure":true}');
      assert.deepEqual(linesOf(proxy), ['CONNECT crm.test:443']);
      assert.equal(proxy.asked[0]?.headers['authorization'], undefined);
    });
  }

  it('gets its own credentials, which the target does not see', async (t) => {
    const authorizations: (string | undefined)[] = [];
    const secret = `Basic ${Buffer.from('eve:pass word').toString('base64')}`;
    const plain = await served(t, ({ headers }, response) => {
      authorizations.push(headers.authorization);
      response.end('{}');
    });
    const [tunnels, forwards] = [await proxyTo(t, await secureServer(t)), await proxyTo(t, plain)];
    withProxies(t, {
      https_proxy: `http://eve:pass%20word@${tunnels.origin.host}`,
      http_proxy: `http://eve:pass%20word@${forwards.origin.host}`,
    });

    await sent(t, secureOrigin);
    await sent(t, plainOrigin);

    const asked = [...tunnels.asked, ...forwards.asked].map(({ headers }) => headers['proxy-authorization']);
    assert.deepEqual(asked, [secret, secret]);
    assert.deepEqual(authorizations, [undefined]);
  });

  it('is left aside for what NO_PROXY names', (t) => {
    withProxies(t, { HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: 'other.test,.crm.test,crm.test' });

    assert.deepEqual(Object.keys(wayTo(targetAt(secureOrigin), process.env)), ['secureContext']);
  });

  it('is never used for this machine', async (t) => {
    const server = await served(t, (_, response) => response.end('{}'));
    withProxies(t, { HTTP_PROXY: 'http://127.0.0.1:9', http_proxy: 'http://127.0.0.1:9' });

    assert.equal((await sent(t, server)).status, 200);
  });

  it('holds no answer that is larger than the suite takes', async (t) => {
    const proxy = await proxyTo(t, await secureServer(t, 'x'.repeat(5000)));
    withProxies(t, { HTTPS_PROXY: proxy.origin.href });

    const answer = sent(t, secureOrigin, {}, { maxBodyBytes: 4096 });

    assert.match(await transportFailureOf(answer), /^too-large: /);
  });

  it('goes with a certificate that is looked at all the same', async (t) => {
    const strangers = authority();
    t.after(strangers.remove);
    const proxy = await proxyTo(t, await secureServer(t, '', strangers.issue('server')));
    withProxies(t, { HTTPS_PROXY: proxy.origin.href });

    assert.match(await transportFailureOf(sent(t, secureOrigin)), /^tls: .*isn't trusted/);
  });
});

/** A proxy, and what is told of it, with PROXY for its place and NAME for the variable that names it. */
const troubles: readonly (readonly [string, (t: TestContext) => Promise<URL>, RegExp])[] = [
  [
    'that nobody runs',
    closedPort,
    /^unreachable: Can't reach the proxy PROXY, which NAME names: nothing listens there \(ECONNREFUSED\)\. Correct NAME, or name the target's host in NO_PROXY\.$/,
  ],
  [
    'that asks for other credentials',
    async (t) => (await proxyTo(t, plainOrigin, { refuses: 407 })).origin,
    /^unreachable: No way through the proxy PROXY, which NAME names, to https?:\/\/crm\.test\S*: it answered 407\. /,
  ],
  [
    'that never answers',
    (t) => wire(t, () => undefined),
    /^timeout: After 0\.5 s .* through the proxy PROXY, which NAME names/,
  ],
  [
    'that hangs up',
    (t) => wire(t, (socket) => socket.destroy()),
    /^(unreachable: Can't reach the proxy|reset: )/,
  ],
];

describe('trouble with a proxy names it, without its credentials', () => {
  const origins = { HTTP_PROXY: plainOrigin, HTTPS_PROXY: secureOrigin };

  for (const [variable, origin] of Object.entries(origins)) {
    for (const [title, start, told] of troubles) {
      it(`of ${variable} ${title}`, async (t) => {
        const { host } = await start(t);
        withProxies(t, { [variable]: `http://eve:the-password@${host}` });

        const says = await transportFailureOf(sent(t, origin, {}, { timeoutSeconds: 0.5 }));

        assert.match(says.replaceAll(host, 'PROXY').replaceAll(variable, 'NAME'), told);
        assert.doesNotMatch(says, /eve|the-password/);
      });
    }

    it(`of ${variable} that is written in a way not known`, async (t) => {
      withProxies(t, { [variable]: 'socks5://eve:the-password@127.0.0.1:9' });

      assert.equal(
        await transportFailureOf(sent(t, origin)),
        `unreachable: ${variable} names a proxy in a way that the suite doesn't know. Write it as http://HOST:PORT or https://HOST:PORT, or name the target's host in NO_PROXY.`,
      );
    });
  }
});
