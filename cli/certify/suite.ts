import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { contractDigest, suiteDigest } from '../../reports/digest.ts';
import { standingOf } from '../../reports/proof-record.ts';
import type { Results } from '../../spec/run/results.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Which suite this is, exactly, and what it was found to catch, if this very code was. */
export function suiteFacts(): Results['suite'] {
  const described = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    readonly name: string;
    readonly version: string;
  };
  return {
    name: described.name,
    version: described.version,
    digest: suiteDigest(root),
    contract: contractDigest(root),
    ...standingOf(root),
  };
}
