/** The files that `tls` in a target file names: authorities to trust, the client's certificate and its key. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import tls from 'node:tls';
import type { Environment } from './environment.ts';
import type { Secret } from './secrets.ts';
import type { TlsFiles } from './target.ts';

/** What is wrong with one of the keys below `tls`, and what to do, in sentences that quote no file. */
export interface TlsProblem {
  readonly key: keyof TlsFiles;
  readonly says: string;
}

/** Everything that keeps the files from being used. */
export function tlsProblems({ ca, certificate, key, passphrase }: TlsFiles): readonly TlsProblem[] {
  const pem = {
    ca: contentOf('ca', ca),
    certificate: contentOf('certificate', certificate),
    key: contentOf('key', key),
  };
  const unreadable = [pem.ca, pem.certificate, pem.key].filter((one) => typeof one === 'object');
  if (unreadable.length > 0) return unreadable;
  const problems = [
    certificateProblem('ca', pem.ca),
    certificateProblem('certificate', pem.certificate),
    keyProblem(pem.key, passphrase),
  ].filter((problem) => problem !== null);
  if (problems.length > 0) return problems;
  const unfit = pairProblem(pem.certificate, pem.key, passphrase);
  return unfit === null ? [] : [unfit];
}

/** @throws Error when a file can't be used, which `tlsProblems` tells first */
export function secureContextOf(
  { ca, certificate, key, passphrase }: TlsFiles,
  env: Environment,
): tls.SecureContext {
  return tls.createSecureContext({
    ...(ca !== undefined && { ca: [...usualAuthorities(env), readFileSync(ca, 'utf8')] }),
    ...(certificate !== undefined && { cert: readFileSync(certificate, 'utf8') }),
    ...(key !== undefined && { key: readFileSync(key, 'utf8') }),
    ...(passphrase !== undefined && { passphrase }),
  });
}

/** What of the files must not be told. */
export function tlsSecrets(files: TlsFiles | undefined): readonly Secret[] {
  return files?.passphrase === undefined ? [] : [{ value: files.passphrase, mask: '$TLS_PASSPHRASE' }];
}

/** Whoever names authorities to node replaces the usual ones, those of NODE_EXTRA_CA_CERTS too. */
function usualAuthorities({ NODE_EXTRA_CA_CERTS: extra = '' }: Environment): readonly string[] {
  if (extra === '') return tls.rootCertificates;
  try {
    return [...tls.rootCertificates, readFileSync(extra, 'utf8')];
  } catch {
    // Node itself goes on without the file, after a warning.
    return tls.rootCertificates;
  }
}

function contentOf(key: keyof TlsFiles, file: string | undefined): string | TlsProblem | undefined {
  if (file === undefined) return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    const reason = code === 'ENOENT' ? 'there is no such file' : `the file can't be read (${code})`;
    return {
      key,
      says: `tls.${key} can't be used: ${reason}. Paths start from the folder of the target file.`,
    };
  }
}

type Content = ReturnType<typeof contentOf>;

function certificateProblem(key: 'ca' | 'certificate', pem: Content): TlsProblem | null {
  if (typeof pem !== 'string') return null;
  const blocks = pem.match(/-----BEGIN [A-Z ]*CERTIFICATE-----.*?-----END [A-Z ]*CERTIFICATE-----/gs) ?? [];
  if (blocks.length === 0) {
    return {
      key,
      says: `tls.${key} holds no certificate in PEM form, which has BEGIN CERTIFICATE in it. Name another file, or convert this one.`,
    };
  }
  const broken = blocks.findIndex((block) => !succeeds(() => new X509Certificate(block)));
  if (broken < 0) return null;
  return {
    key,
    says: `tls.${key} holds a broken certificate, number ${String(broken + 1)} in the file. Replace it.`,
  };
}

function keyProblem(pem: Content, passphrase: string | undefined): TlsProblem | null {
  if (typeof pem !== 'string' || succeeds(() => privateKey(pem, passphrase))) return null;
  if (!pem.includes('ENCRYPTED')) {
    return {
      key: 'key',
      says: 'tls.key holds no private key in PEM form, which has BEGIN PRIVATE KEY in it. Name another file, or convert this one.',
    };
  }
  return passphrase === undefined
    ? { key: 'key', says: 'tls.key is locked with a passphrase. Add it as tls.passphrase.' }
    : { key: 'passphrase', says: "tls.passphrase doesn't unlock tls.key. Correct it." };
}

function pairProblem(certificate: Content, key: Content, passphrase: string | undefined): TlsProblem | null {
  if (typeof certificate !== 'string' || typeof key !== 'string') return null;
  if (new X509Certificate(certificate).checkPrivateKey(privateKey(key, passphrase))) return null;
  return {
    key: 'key',
    says: "tls.key doesn't belong to tls.certificate. Name the key that the certificate was made for; in a file with a chain the client's own certificate comes first.",
  };
}

function privateKey(pem: string, passphrase: string | undefined) {
  return createPrivateKey({ key: pem, ...(passphrase !== undefined && { passphrase }) });
}

function succeeds(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}
