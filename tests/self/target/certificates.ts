import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Paths of a certificate and its key. */
export interface Issued {
  readonly certificate: string;
  readonly key: string;
}

const newKey = '-newkey ec -pkeyopt ec_paramgen_curve:prime256v1';

/** A private authority in a folder of its own, which makes keys and certificates for them. */
export function authority() {
  const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-tls-'));
  const file = (name: string): string => join(folder, name);
  const openssl = (line: string): void => {
    execFileSync('openssl', line.split(' '), { cwd: folder, stdio: 'pipe' });
  };
  // Servers have it for 127.0.0.1, localhost and a name below `test`.
  writeFileSync(file('names'), 'subjectAltName=IP:127.0.0.1,DNS:localhost,DNS:crm.test');
  openssl(`req -x509 ${newKey} -nodes -subj /CN=Authority -keyout ca.key -out ca.pem`);
  return {
    folder,
    /** Path of its certificate. */
    ca: file('ca.pem'),
    issue: (name: string, { passphrase }: { readonly passphrase?: string } = {}): Issued => {
      const lock = passphrase === undefined ? '-nodes' : `-passout pass:${passphrase}`;
      openssl(`req ${newKey} ${lock} -subj /CN=${name} -keyout ${name}.key -out ${name}.csr`);
      const signed = '-CA ca.pem -CAkey ca.key -CAcreateserial -extfile names';
      openssl(`x509 -req -in ${name}.csr ${signed} -out ${name}.pem`);
      return { key: file(`${name}.key`), certificate: file(`${name}.pem`) };
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
