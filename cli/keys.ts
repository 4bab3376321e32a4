import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { word } from '../reports/command.ts';
import { UsageError } from './usage-error.ts';
import { contentOf } from './file-content.ts';

const makePrivate = 'Make one with: openssl genpkey -algorithm ed25519 -out key.pem';
const makePublic = 'Make one with: openssl pkey -in key.pem -pubout -out public.pem';

/**
 * Reads the key that signs a certificate.
 * @param file PEM, PKCS#8, Ed25519, not encrypted
 * @throws UsageError
 */
export function privateKeyIn(file: string): KeyObject {
  const pem = contentOf(file).toString('utf8');
  if (/BEGIN ENCRYPTED PRIVATE KEY|^Proc-Type: 4,ENCRYPTED/m.test(pem)) {
    throw new UsageError(
      `The key in ${file} is encrypted, and the suite asks for no passphrase. Decrypt it first: openssl pkey -in ${word(file)} -out key.pem`,
    );
  }
  if (pem.includes('BEGIN PUBLIC KEY')) {
    throw new UsageError(`${file} holds a public key. Signing takes the private one.`);
  }
  const key = keyOrNull(() => createPrivateKey(pem));
  if (key === null) throw new UsageError(`${file} holds no private key in PEM (PKCS#8). ${makePrivate}`);
  return ed25519(key, file, makePrivate);
}

/**
 * Reads the key that a certificate is said to be signed with.
 * @param file PEM, SPKI, Ed25519
 * @throws UsageError
 */
export function publicKeyIn(file: string): KeyObject {
  const pem = contentOf(file).toString('utf8');
  // Node would derive the public half: a private key that goes from hand to hand is worth a word.
  if (/BEGIN [A-Z ]*PRIVATE KEY/.test(pem)) {
    throw new UsageError(`${file} holds a private key. Verifying takes the public one. ${makePublic}`);
  }
  const key = keyOrNull(() => createPublicKey(pem));
  if (key === null) throw new UsageError(`${file} holds no public key in PEM. ${makePublic}`);
  return ed25519(key, file, makePublic);
}

function ed25519(key: KeyObject, file: string, advice: string): KeyObject {
  if (key.asymmetricKeyType === 'ed25519') return key;
  throw new UsageError(
    `The key in ${file} is of the type ${key.asymmetricKeyType}, and certificates are signed with Ed25519. ${advice}`,
  );
}

function keyOrNull(read: () => KeyObject): KeyObject | null {
  try {
    return read();
  } catch {
    // What OpenSSL says of a damaged key helps nobody.
    return null;
  }
}
