import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import { after, describe, it, type TestContext } from 'node:test';
import type { TlsFiles } from '../../../target/target.ts';
import { secureContextOf } from '../../../target/tls.ts';
import { authority, served } from './certificates.ts';
import { transportFailureOf, client, get, listening } from './wire.ts';

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

/** What comes of a request: its status, or why there is none. */
async function outcome(t: TestContext, origin: URL, files: TlsFiles, env: Record<string, string> = {}) {
  const answer = client(t, {}, { secureContext: secureContextOf(files, env) }).send(get(origin));
  return answer.then(
    ({ status }) => String(status),
    () => transportFailureOf(answer),
  );
}

describe('TLS', () => {
  const untrusted =
    /^tls: .* isn't trusted \(UNABLE_TO_VERIFY_LEAF_SIGNATURE\)\. .* tls\.ca .* NODE_EXTRA_CA_CERTS/;
  const named = (file: string) => ({ NODE_EXTRA_CA_CERTS: file });

  const authorities: readonly (readonly [string, RegExp, TlsFiles, Record<string, string>?])[] = [
    ['is trusted where the target file names its authority', /^200$/, { ca: ours.ca }],
    ['is trusted where the environment names it, too', /^200$/, { ca: others.ca }, named(ours.ca)],
    ['is trusted where the environment names no file', /^200$/, { ca: ours.ca }, named(`${ours.ca}.missing`)],
    ['is not trusted where another authority is named', untrusted, { ca: others.ca }],
  ];
  for (const [title, told, files, env] of authorities) {
    it(`with a private certificate ${title}`, async (t) => {
      assert.match(await outcome(t, await secureServer(t), files, env), told);
    });
  }
});

for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
  describe(`a server that asks for a certificate of the client (${maxVersion})`, () => {
    const visitors: readonly (readonly [string, object, RegExp])[] = [
      ['gets the one of the target file, its key unlocked', { ...eve, passphrase: 'a-passphrase' }, /^200$/],
      [
        'and gets none is told so',
        {},
        /^tls: https:.* refused the TLS connection \(\w+\): it asks .* tls\.certificate, with its tls\.key,/,
      ],
      [
        'and closes the connection on one that it does not know leaves the reader a hint',
        stranger,
        /^reset: https:.* closed the connection .* certificate of the client, .* tls\.certificate/,
      ],
    ];
    for (const [title, files, told] of visitors) {
      it(title, async (t) => {
        const origin = await secureServer(t, { ca: readFileSync(ours.ca), requestCert: true, maxVersion });

        assert.match(await outcome(t, origin, { ca: ours.ca, ...files }), told);
      });
    }
  });
}
