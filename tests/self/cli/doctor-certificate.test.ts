import assert from 'node:assert/strict';
import { createServer } from 'node:https';
import { describe, it } from 'node:test';
import { certificateFinding } from '../../../cli/doctor/connection.ts';
import { findingInWords } from '../../../cli/doctor/labels.ts';
import { authority, served } from '../target/certificates.ts';
import { listening } from '../target/wire.ts';
import { examined, reference } from './examined.ts';

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
    const ours = authority();
    t.after(ours.remove);
    const { targetFile } = await reference(t);
    const server = createServer(served(ours.issue('server')), (_, response) => response.end('{}'));
    const secure = { ...targetFile, baseUrl: (await listening(t, server, 'https')).origin };

    const unknown = await examined(t, secure);
    const trusted = await examined(t, { ...secure, tls: { ca: ours.ca } });

    assert.equal(unknown.status, 3);
    assert.match(unknown.about('certificate'), /^✗ .* isn't trusted \(\w+\)/);
    assert.match(trusted.about('certificate'), /^✓ .* trusted, and valid from .* days from now/);
    assert.match(trusted.about('connection'), /TLSv1\.3/);
  });
});
