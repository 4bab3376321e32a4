import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { consented } from '../../../target/consent.ts';
import { parseTarget } from '../../../target/target-file.ts';

function target(baseUrl: string, allowWrites?: string) {
  const auth = { administrator: { bearer: 'of-an-administrator' } };
  const file = { name: 'CRM', baseUrl, auth, ...(allowWrites !== undefined && { allowWrites }) };
  return parseTarget(JSON.stringify(file), 'crm.yaml', {});
}

const staging = 'https://staging.example.test:8443/crm';

describe('consent to changes', () => {
  it('is not asked for on this machine', () => {
    for (const baseUrl of ['http://127.0.0.1:4010', 'http://localhost', 'http://[::1]:4010']) {
      assert.deepEqual(consented(target(baseUrl), 'full'), { profile: 'full' });
    }
  });

  it('is given by naming the host, with or without its port', () => {
    for (const host of ['staging.example.test:8443', 'staging.example.test', 'Staging.Example.TEST']) {
      assert.deepEqual(consented(target(staging, host), 'full'), { profile: 'full' }, host);
    }
  });

  it('is not given by naming nothing, or anything else', () => {
    const others = [
      'example.test',
      'test',
      'staging.example.test:443',
      'staging.example.test.evil',
      '*',
      'true',
    ];
    for (const host of [undefined, ...others]) {
      const { profile, profileReason = '' } = consented(target(staging, host), 'full');

      assert.equal(profile, 'read-only', host);
      assert.match(profileReason, /add the line "allowWrites: staging\.example\.test:8443"/);
    }
  });

  it('is not missed where nobody asks for changes', () => {
    assert.deepEqual(consented(target(staging), 'read-only'), { profile: 'read-only' });
  });
});
