import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { breakdownOf, client, get, listening, wire } from './wire.ts';

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
