import assert from 'node:assert/strict';
import { it } from 'node:test';
import { targetDigest } from '../../../target/description.ts';
import type { TlsFiles } from '../../../target/target.ts';
import { parseTarget } from '../../../target/target-file.ts';

const file = (lines: readonly string[]) => parseTarget(lines.join('\n'), 'target.yaml', {});

const name = 'name: Staging';
const baseUrl = 'baseUrl: https://staging.example.test';
const auth = (token: string) => `auth: { administrator: { bearer: ${token} } }`;

it('the digest of a target is the same for another layout and another credential of the same kind', () => {
  assert.equal(
    targetDigest(file([name, baseUrl, auth('a-token')])),
    targetDigest(file([auth('another-token'), baseUrl, name])),
  );
});

it('the digest of a target that is started is the same wherever its file lies', () => {
  const started = (command: string, where: string) =>
    targetDigest(
      parseTarget(
        [name, baseUrl, auth('a-token'), `start: { command: ${command}, ready: "http://127.0.0.1:1/" }`].join(
          '\n',
        ),
        where,
        {},
      ),
    );

  assert.equal(started('serve', '/home/a/target.yaml'), started('serve', '/builds/b/target.yaml'));
  assert.notEqual(started('serve', 'target.yaml'), started('serve-2', 'target.yaml'));
});

it('the digest of a target tells nothing of a passphrase, which anyone could try out on it', () => {
  const bare = file([name, baseUrl, auth('a-token')]);
  const withTls = (tls: TlsFiles) => targetDigest({ ...bare, tls });

  assert.equal(withTls({ key: 'a.pem', passphrase: 'one' }), withTls({ key: 'a.pem', passphrase: 'other' }));
  assert.notEqual(withTls({ key: 'a.pem', passphrase: 'one' }), withTls({ key: 'b.pem', passphrase: 'one' }));
});

it('the digest of a target is another for another address, fixture or kind of credential', () => {
  const digests = [
    [name, baseUrl, auth('a-token')],
    [name, 'baseUrl: https://other.example.test', auth('a-token')],
    [name, baseUrl, auth('a-token'), 'account: { users: [1] }'],
    [name, baseUrl, 'auth: { administrator: { cookie: a=token } }'],
  ].map((lines) => targetDigest(file(lines)));

  assert.equal(new Set(digests).size, digests.length);
  assert.match(digests[0] ?? '', /^sha256:[0-9a-f]{64}$/);
});
