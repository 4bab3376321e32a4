/** `npm run register`: certifies what the register shows anew, and writes the submissions. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { requirementSetNames } from '../spec/requirement-sets.ts';
import { root } from '../spec/root.ts';
import type { Results } from '../spec/run/results.ts';
import { certified, commandsFor, installAside, type Known, mocks, registered, versionOf } from './known.ts';

/** Writes a submission as `publish` takes it. */
export function submit(known: Known, results: Results, set: string): void {
  const folder = join(root, 'register/submissions', known.name);
  const { implementation, url } = known;
  const about = { implementation, version: versionOf(known), ...(url !== undefined && { url }) };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(join(folder, 'submission.yaml'), stringify({ ...about, reproduce: commandsFor(known, set) }));
}

if (process.argv[1] === join(root, 'register/renew.ts')) {
  const set = requirementSetNames().at(-1) ?? '';
  installAside(mocks);
  for (const known of registered) {
    const results = await certified(known, set);
    submit(known, results, set);
    console.log(`${known.implementation}: ${results.verdict}`);
  }
}
