import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { certificateFinding } from '../../../cli/doctor/connection.ts';
import { findingInWords } from '../../../cli/doctor/labels.ts';
import { examined, folderOf, reference } from './examined.ts';

describe('of a certificate the doctor tells', () => {
  const day = 86_400_000;
  const now = Date.UTC(2026, 5, 15);
  const good = { from: now - 30 * day, to: now + 60 * day, authorized: true, problem: '' };
  const told = (presented: Partial<typeof good>): string =>
    findingInWords(certificateFinding({ ...good, ...presented }, now)).replace(/\s+/g, ' ');

  it('its dates, and the days that are left', () => {
    assert.match(told({}), /^✓ .* valid from 2026-05-16 to 2026-08-14, 60 days from now/);
    assert.match(told({ to: now + 14 * day }), /^! .* runs out soon: .* 14 days from now\. Renew it/);
    assert.match(told({ to: now - day }), /^✗ .* has run out: .* to 2026-06-14\. Renew it/);
    assert.match(told({ from: now + day }), /^✗ .* not valid yet/);
  });

  it('whether it is trusted, and what to add where it is not', () => {
    const problem = 'DEPTH_ZERO_SELF_SIGNED_CERT';
    assert.match(
      told({ authorized: false, problem }),
      /^✗ .* \(DEPTH_ZERO_SELF_SIGNED_CERT\).* tls: ca: authority\.pem$/,
    );
    const host = 'ERR_TLS_CERT_ALTNAME_INVALID';
    assert.match(told({ authorized: false, problem: host }), /^✗ .* for another host: correct baseUrl/);
  });

  it('of a server that it meets', async (t) => {
    const folder = folderOf(t);
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const ask = [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '90',
    ];
    const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
    execFileSync('openssl', [...ask, ...names, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    const { baseUrl, targetFile } = await reference(t);
    const server = createServer(
      { key: readFileSync(key), cert: readFileSync(cert) },
      (incoming, outgoing) => {
        const headers = {
          authorization: incoming.headers.authorization ?? '',
          cookie: incoming.headers.cookie ?? '',
        };
        const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
        void fetch(`${baseUrl}${incoming.url ?? ''}`, { headers: given }).then(async (answer) => {
          outgoing
            .writeHead(answer.status, { 'content-type': 'application/hal+json' })
            .end(await answer.text());
        });
      },
    );
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    t.after(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const secure = { ...targetFile, baseUrl: `https://127.0.0.1:${String(port)}` };

    const unknown = await examined(t, secure);
    const trusted = await examined(t, { ...secure, tls: { ca: cert } });

    assert.equal(unknown.status, 3);
    assert.match(unknown.about('certificate'), /^✗ .* isn't trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)/);
    assert.match(trusted.about('certificate'), /^✓ .* trusted, and valid from .*, (89|90) days from now/);
    assert.match(trusted.about('connection'), /TLSv1\.3/);
    assert.match(trusted.about('administrator'), /^✓/);
  });
});
