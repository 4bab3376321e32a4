/** Runs test files in this one process, which saves a second for each; who asks reads what came of them as JSON. */
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

for (const file of process.argv.slice(2)) {
  await import(pathToFileURL(file).href).catch((error: unknown) => {
    // The other files have their say all the same.
    void test(`${file} does not load`, () => {
      throw error;
    });
  });
}
