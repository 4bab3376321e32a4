import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, mock } from 'node:test';
import { writeStatement } from '../../../cli/sign.ts';
import { signingFor } from '../../../cli/signing.ts';
import { verify, type VerifyOptions } from '../../../cli/verify.ts';
import { bytesOf, keys } from '../reports/certified-runs.ts';
import { facts, runWith } from '../reports/made-up.ts';
import { folderAfter } from '../temporary.ts';

const folder = folderAfter('self');

const file = join(folder, 'certificate.intoto.jsonl');
const results = join(folder, 'results.json');
writeFileSync(results, bytesOf(runWith()));
const key = join(folder, 'key.pem');
writeFileSync(key, keys.privateKey.export({ type: 'pkcs8', format: 'pem' }));
const publicKey = join(folder, 'public.pem');
writeFileSync(publicKey, keys.publicKey.export({ type: 'spki', format: 'pem' }));

/** What the check of a certificate ends with, and its last line. */
async function verified(options: Omit<VerifyOptions, 'file'>): Promise<{ status: number; says: string }> {
  const log = mock.method(console, 'log', () => undefined);
  try {
    const status = await verify({ file, ...options });
    return { status, says: String(log.mock.calls.at(-1)?.arguments[0]) };
  } finally {
    log.mock.restore();
  }
}

describe('who made a certificate', () => {
  const signings = [
    ['unsigned', {}],
    // Anyone can sign with a key of their own.
    ['signed, but by a key that nobody looks at', { key }],
  ] as const;
  for (const [title, how] of signings) {
    it(`is not proven where it is ${title}`, async () => {
      writeStatement(folder, facts, signingFor(how));

      for (const options of [{}, { results }]) {
        const { status, says } = await verified(options);
        assert.equal(status, 1);
        assert.match(says, /^Nothing is proven of who made it: .*--key.*--unsigned/);
      }
    });
  }

  it('need not be proven where the user says so', async () => {
    writeStatement(folder, facts, signingFor({}));

    const { status, says } = await verified({ results, unsigned: true });

    assert.equal(status, 0);
    assert.match(says, /^All that could be checked holds, but for who made it/);
  });

  it('is all that there is to prove without results', async () => {
    writeStatement(folder, facts, signingFor({}));
    assert.equal((await verified({ unsigned: true })).status, 1);

    writeStatement(folder, facts, signingFor({ key }));
    assert.deepEqual(await verified({ key: publicKey }), {
      status: 0,
      says: 'All that could be checked holds. What is not proven stands above.',
    });
  });
});
