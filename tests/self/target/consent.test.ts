import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stringify } from 'yaml';
import { consented } from '../../../target/consent.ts';
import { parseTarget } from '../../../target/target-file.ts';

function target(baseUrl: string, allowWrites?: string) {
  const auth = { administrator: { bearer: 'of-an-administrator' } };
  const file = { name: 'CRM', baseUrl, auth, ...(allowWrites !== undefined && { allowWrites }) };
  return parseTarget(stringify(file), 'crm.yaml', {});
}

const staging = 'https://staging.example.test:8443/crm';

describe('consent to changes', () => {
  const given: readonly (readonly [string, string?])[] = [
    ...['http://127.0.0.1:4010', 'http://localhost', 'http://[::1]:4010'].map((url) => [url] as const),
    ...['staging.example.test:8443', 'Staging.Example.TEST'].map((host) => [staging, host] as const),
  ];
  for (const [baseUrl, host] of given) {
    it(`is given to ${baseUrl} by naming ${host ?? 'nothing, as it is this machine'}`, () => {
      assert.deepEqual(consented(target(baseUrl, host), 'full'), { profile: 'full' });
    });
  }

  const others = [
    'example.test',
    'test',
    'staging.example.test:443',
    'staging.example.test.evil',
    '*',
    'true',
  ];
  it('is not given by naming nothing', () => {
    const { profile, profileReason = '' } = consented(target(staging), 'full');

    assert.equal(profile, 'read-only');
    assert.match(profileReason, /add the line "allowWrites: staging\.example\.test:8443"/);
  });

  for (const host of others) {
    it(`is not given by naming ${host}, which is told with its line`, () => {
      const { profile, profileReason = '' } = consented(target(staging, host), 'full');

      assert.equal(profile, 'read-only');
      assert.ok(profileReason.includes(`line 6, agrees to changes at "${host}", which is not the host`));
      assert.match(profileReason, /make it "allowWrites: staging\.example\.test:8443"/);
    });
  }

  it('is not missed where nobody asks for changes', () => {
    assert.deepEqual(consented(target(staging), 'read-only'), { profile: 'read-only' });
  });
});
