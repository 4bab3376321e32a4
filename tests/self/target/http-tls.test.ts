import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import { after, describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import type { TlsFiles } from '../../../target/target.ts';
import { secureContextOf } from '../../../target/tls.ts';
import { authority, served } from './certificates.ts';
import { transportFailureOf, client, get, listening, wire } from './wire.ts';

const ours = authority();
const others = authority();
const server = ours.issue('server');
const eve = ours.issue('eve', { passphrase: 'a-passphrase' });
const stranger = others.issue('stranger');

after(() => {
  ours.remove();
  others.remove();
});

function secureServer(t: TestContext, options: https.ServerOptions = {}): Promise<URL> {
  const listener = https.createServer({ ...served(server), ...options }, (_, response) => {
    response.end('{}');
  });
  return listening(t, listener, 'https');
}

/** A server that lets in only those who have a certificate of ours. */
function closedServer(t: TestContext, maxVersion: 'TLSv1.2' | 'TLSv1.3'): Promise<URL> {
  return secureServer(t, { ca: readFileSync(ours.ca), requestCert: true, maxVersion });
}

function clientWith(t: TestContext, files: TlsFiles, env: Record<string, string> = {}) {
  return client(t, {}, { secureContext: secureContextOf(files, env) });
}

describe('TLS', () => {
  it('with a certificate that nobody vouches for is told so', async (t) => {
    const origin = await secureServer(t);

    assert.match(
      await transportFailureOf(client(t).send(get(origin))),
      /^tls: .* isn't trusted \(UNABLE_TO_VERIFY_LEAF_SIGNATURE\)\. .* tls\.ca .* NODE_EXTRA_CA_CERTS/,
    );
  });

  it('spoken to a port that speaks none is told so', async (t) => {
    const origin = await wire(t, (socket) =>
      socket.write('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'),
    );
    origin.protocol = 'https:';

    assert.match(await transportFailureOf(client(t).send(get(origin))), /^tls: .* has to start with http\./);
  });
});

describe('a private authority', () => {
  const trusted: readonly (readonly [string, TlsFiles, Record<string, string>])[] = [
    ['the target file names it', { ca: ours.ca }, {}],
    ['NODE_EXTRA_CA_CERTS names it beside another', { ca: others.ca }, { NODE_EXTRA_CA_CERTS: ours.ca }],
    ['NODE_EXTRA_CA_CERTS names no file', { ca: ours.ca }, { NODE_EXTRA_CA_CERTS: `${ours.ca}.missing` }],
  ];
  for (const [title, files, env] of trusted) {
    it(`is trusted when ${title}`, async (t) => {
      const origin = await secureServer(t);

      assert.equal((await clientWith(t, files, env).send(get(origin))).status, 200);
    });
  }

  it('is not trusted when another one is named', async (t) => {
    const origin = await secureServer(t);

    assert.match(
      await transportFailureOf(clientWith(t, { ca: others.ca }).send(get(origin))),
      /^tls: .*isn't trusted/,
    );
  });
});

for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
  describe(`a server that asks for a certificate of the client (${version})`, () => {
    const refused =
      /^tls: https:.* refused the TLS connection \(\w+\): it asks .* tls\.certificate, with its tls\.key,/;

    it('gets the one of the target file, its key unlocked', async (t) => {
      const origin = await closedServer(t, version);
      const files = { ...eve, ca: ours.ca, passphrase: 'a-passphrase' };

      assert.equal((await clientWith(t, files).send(get(origin))).status, 200);
    });

    it('and gets none is told so', async (t) => {
      const origin = await closedServer(t, version);

      assert.match(await transportFailureOf(clientWith(t, { ca: ours.ca }).send(get(origin))), refused);
    });

    it('and closes the connection on one that it does not know leaves the reader a hint', async (t) => {
      const origin = await closedServer(t, version);

      assert.match(
        await transportFailureOf(clientWith(t, { ...stranger, ca: ours.ca }).send(get(origin))),
        /^reset: https:.* closed the connection .* certificate of the client, .* tls\.certificate/,
      );
    });
  });
}
