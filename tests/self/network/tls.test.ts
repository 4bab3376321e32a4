import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { authority, served, type Issued } from '../target/certificates.ts';
import { assertClean, assertSweepable, assertUnbegun } from './claims.ts';
import { closed, twiceLater } from './harms.ts';
import { requests } from './moments.ts';
import { tried, type Trial } from './trial.ts';
import { lost, none, spoilt } from './troubles.ts';

const ours = authority();
const server = ours.issue('server');
const trusted = { tls: { ca: ours.ca } };

after(() => {
  ours.remove();
});

/** A certificate of ours that ended a day ago, or is for another host. */
function badly(name: string, { days, names }: { days: number; names: string }): Issued {
  const { key } = ours.issue(name);
  const file = (suffix: string): string => join(ours.folder, `${name}.${suffix}`);
  writeFileSync(file('names'), `subjectAltName=${names}`);
  const authorized = ['-CA', ours.ca, '-CAkey', join(ours.folder, 'ca.key'), '-CAcreateserial'];
  const asked = ['-req', '-in', file('csr'), '-days', String(days), '-extfile', file('names')];
  execFileSync('openssl', ['x509', ...asked, ...authorized, '-out', file('pem')], { stdio: 'pipe' });
  return { key, certificate: file('pem') };
}

function because(reason: RegExp): (trial: Trial) => void {
  return (trial) => {
    assertUnbegun(trial);
    assert.match(trial.results.obstacle ?? '', reason);
    assert.equal(trial.proxy.requests(), 0);
  };
}

describe('a run is not begun where the TLS certificate', { timeout: 60_000 }, () => {
  it('is vouched for by nobody', () => tried(none, because(/isn't trusted/), { tls: served(server) }));

  it('has ended', () => {
    const ended = badly('ended', { days: -1, names: 'IP:127.0.0.1' });
    return tried(none, because(/CERT_HAS_EXPIRED/), { tls: served(ended), targetFile: trusted });
  });

  it('is that of another host', () => {
    const other = badly('other', { days: 2, names: 'DNS:other.test' });
    return tried(none, because(/ERR_TLS_CERT_ALTNAME_INVALID/), { tls: served(other), targetFile: trusted });
  });
});

describe('a run is not begun where', { timeout: 60_000 }, () => {
  it('a port is spoken to in TLS and speaks none', () =>
    tried(none, because(/has to start with http\b/), { scheme: 'https' }));

  it('a port speaks TLS and is not spoken to in it', () =>
    tried(none, because(/http/), { scheme: 'http', tls: served(server) }));
});

describe('within TLS', { timeout: 60_000 }, () => {
  const secure = { tls: served(server), targetFile: trusted };

  it('a sound line does no harm', () => tried(none, assertClean, secure));

  it('an answer that comes twice does no harm', () =>
    tried(spoilt(requests(1), twiceLater), assertClean, { ...secure, atOnce: 4 }));

  it('a server that closes every connection stops the run', () =>
    tried(lost(requests(30), closed), assertSweepable, secure));
});
