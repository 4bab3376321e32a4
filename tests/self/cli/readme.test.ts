import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { requirementIds } from '../../catalogue.ts';
import { exitStatus } from '../../../spec/run/verdict.ts';
import { outcomes } from '../../../spec/run/results.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const readme = documentAt('README.md');
const contributing = documentAt('CONTRIBUTING.md');
const description = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

/** A document with the cells of its tables as narrow as they can be, however the formatter aligns them. */
function documentAt(name: string): string {
  return readFileSync(`${root}${name}`, 'utf8').replace(/ +\|/g, ' |');
}

test('the README says why each package is there, and names no other', () => {
  const table = readme.slice(readme.indexOf('## Why these packages'), readme.indexOf('## Where things are'));
  const named = [...table.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  );

  const { dependencies, devDependencies } = description;
  assert.deepEqual(named.sort(), Object.keys({ ...dependencies, ...devDependencies }).sort());
});

test('the README counts the requirements about right', () => {
  const [, counted] = /derives some (\d+) requirements/.exec(readme) ?? [];

  assert.ok(Math.abs(Number(counted) - requirementIds.length) <= 20, counted);
});

test('the README lists the exit status of every verdict, and every outcome', () => {
  for (const [verdict, status] of Object.entries(exitStatus))
    assert.match(readme, new RegExp(`\\| ${status} \\| \`${verdict}\` \\|`));
  for (const outcome of outcomes) assert.ok(readme.includes(`\`${outcome}\``), outcome);
});

test('the map of the rooms names every folder', () => {
  const others = ['node_modules', 'dist', 'conformance-report'];
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !others.includes(entry.name))
    .map(({ name }) => name);

  for (const folder of folders) assert.ok(contributing.includes(`| \`${folder}/\` |`), folder);
});

test('the commands that the documents name exist', () => {
  const named = [...`${readme}${contributing}`.matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name);

  for (const name of named) assert.ok(name in description.scripts, name);
});
