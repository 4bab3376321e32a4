import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A private authority in a folder of its own, and what it has signed. */
export interface Authority {
  readonly folder: string;
  /** Path of its certificate. */
  readonly ca: string;
  /**
   * Makes a key and a certificate for it.
   * @returns the paths of both
   */
  readonly issue: (name: string, more?: { readonly passphrase?: string }) => Issued;
  readonly remove: () => void;
}

export interface Issued {
  readonly certificate: string;
  readonly key: string;
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];

/** Servers have it for 127.0.0.1, localhost and any name below `test`. */
const names = 'subjectAltName=IP:127.0.0.1,DNS:localhost,DNS:crm.test';

export function authority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-tls-'));
  const file = (name: string): string => join(folder, name);
  openssl([
    'req',
    '-x509',
    ...newKey,
    '-nodes',
    '-subj',
    '/CN=Authority',
    '-keyout',
    file('ca.key'),
    '-out',
    file('ca.pem'),
  ]);
  writeFileSync(file('names'), names);
  return {
    folder,
    ca: file('ca.pem'),
    issue: (name, { passphrase } = {}) => {
      const [key, request, certificate] = [file(`${name}.key`), file(`${name}.csr`), file(`${name}.pem`)];
      const lock = passphrase === undefined ? ['-nodes'] : ['-passout', `pass:${passphrase}`];
      openssl(['req', ...newKey, ...lock, '-subj', `/CN=${name}`, '-keyout', key, '-out', request]);
      const signed = [
        '-CA',
        file('ca.pem'),
        '-CAkey',
        file('ca.key'),
        '-CAcreateserial',
        '-extfile',
        file('names'),
      ];
      openssl(['x509', '-req', '-in', request, ...signed, '-out', certificate]);
      return { key, certificate };
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a TLS server is made with. */
export function served({ key, certificate }: Issued): { key: Buffer; cert: Buffer } {
  return { key: readFileSync(key), cert: readFileSync(certificate) };
}

function openssl(args: readonly string[]): void {
  execFileSync('openssl', args, { stdio: 'pipe' });
}
