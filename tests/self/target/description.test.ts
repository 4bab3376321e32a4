import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { targetDigest } from '../../../target/description.ts';
import type { TlsFiles } from '../../../target/target.ts';
import { parseTarget } from '../../../target/target-file.ts';

const file = (lines: readonly string[]) => parseTarget(lines.join('\n'), 'target.yaml', {});

const name = 'name: Staging';
const baseUrl = 'baseUrl: https://staging.example.test';
const auth = (token: string) => `auth: { administrator: { bearer: ${token} } }`;

describe('the digest of a target', () => {
  it('is the same for another layout and another credential of the same kind', () => {
    assert.equal(
      targetDigest(file([name, baseUrl, auth('a-token')])),
      targetDigest(file([auth('another-token'), baseUrl, name])),
    );
  });

  it('tells nothing of a passphrase, which anyone could try out on it', () => {
    const bare = file([name, baseUrl, auth('a-token')]);
    const withTls = (tls: TlsFiles) => targetDigest({ ...bare, tls });

    assert.equal(
      withTls({ key: 'a.pem', passphrase: 'one' }),
      withTls({ key: 'a.pem', passphrase: 'other' }),
    );
    assert.notEqual(
      withTls({ key: 'a.pem', passphrase: 'one' }),
      withTls({ key: 'b.pem', passphrase: 'one' }),
    );
  });

  it('is another for another address, fixture or kind of credential', () => {
    const digests = [
      [name, baseUrl, auth('a-token')],
      [name, 'baseUrl: https://other.example.test', auth('a-token')],
      [name, baseUrl, auth('a-token'), 'account: { users: [1] }'],
      [name, baseUrl, 'auth: { administrator: { cookie: a=token } }'],
    ].map((lines) => targetDigest(file(lines)));

    assert.equal(new Set(digests).size, digests.length);
    assert.match(digests[0] ?? '', /^sha256:[0-9a-f]{64}$/);
  });
});
