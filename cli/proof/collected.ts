import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isRequirementId, type RequirementId } from '../../spec/requirements/index.ts';
import type { TestFixtures } from '../../tests/support/bench.ts';
import { collection } from '../../tests/support/collection.ts';

/** The test of one requirement, ready to be run outside of Playwright. */
export interface RequirementTest {
  readonly id: RequirementId;
  /** With its tags, as the runner matches it against `--grep`. */
  readonly title: string;
  readonly body: (fixtures: TestFixtures) => Promise<void>;
}

const tests = fileURLToPath(new URL('../../tests', import.meta.url));

/** Imports every `*.spec.ts` below `tests/` and gives the tests that they claim, in the order of the files. */
export async function collectTests(): Promise<readonly RequirementTest[]> {
  const files = readdirSync(tests, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.spec.ts'),
  );
  collection.open = true;
  for (const file of files.sort()) await import(pathToFileURL(join(tests, file)).href);
  collection.open = false;
  return collection.tests.map(({ title, details, body }) => {
    const id = title.split(':')[0] ?? '';
    if (!isRequirementId(id)) throw new Error(`A test names no requirement of the catalogue: "${title}".`);
    return { id, title: ` ${[title, ...[details.tag ?? []].flat()].join(' ')} `, body };
  });
}
