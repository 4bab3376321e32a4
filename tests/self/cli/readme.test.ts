import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { requirementIds } from '../../catalogue.ts';
import { root } from '../../../spec/root.ts';
import { exitStatus } from '../../../spec/run/verdict.ts';
import { outcomes } from '../../../spec/run/results.ts';

const readme = documentAt('README.md');
const contributing = documentAt('CONTRIBUTING.md');
const guides = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
const documents = ['README.md', 'CONTRIBUTING.md', ...guides.map((name) => `docs/${name}`)];
const description = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

/** A document with the cells of its tables as narrow as they can be, however the formatter aligns them. */
function documentAt(name: string): string {
  return readFileSync(`${root}${name}`, 'utf8').replace(/ +\|/g, ' |');
}

test('the documents say why each package is there, and name no other', () => {
  const named = [...documentAt('docs/packages.md').matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  );

  const { dependencies, devDependencies } = description;
  assert.deepEqual(named.sort(), Object.keys({ ...dependencies, ...devDependencies }).sort());
});

test('the README counts the requirements about right', () => {
  const [, counted] = /derives some (\d+) requirements/.exec(readme) ?? [];

  assert.ok(Math.abs(Number(counted) - requirementIds.length) <= 20, counted);
});

test('the README lists the exit status of every verdict, and its guide every outcome', () => {
  for (const [verdict, status] of Object.entries(exitStatus))
    assert.match(readme, new RegExp(`\\| ${status} \\| \`${verdict}\` \\|`));
  const verdict = documentAt('docs/verdict.md');
  for (const outcome of outcomes) assert.ok(verdict.includes(`\`${outcome}\``), outcome);
});

test('the map of the rooms names every folder', () => {
  const others = ['node_modules', 'dist', 'conformance-report'];
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !others.includes(entry.name))
    .map(({ name }) => name);

  for (const folder of folders) assert.ok(contributing.includes(`| \`${folder}/\` |`), folder);
});

test('the commands that the documents name exist', () => {
  const text = documents.map(documentAt).join('\n');
  const named = [...text.matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name);

  for (const name of named) assert.ok(name in description.scripts, name);
});

test('the README is short, and leads to every guide', () => {
  const words = readme.split(/\s+/).filter((word) => /\w/.test(word)).length;

  assert.ok(words <= 900, `${String(words)} words`);
  for (const guide of guides) assert.ok(readme.includes(`(docs/${guide})`), guide);
});

test('every link of the documents leads to a file', () => {
  for (const name of documents) {
    const links = [...documentAt(name).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link);
    for (const link of links) assert.ok(existsSync(join(root, dirname(name), link)), `${name}: ${link}`);
  }
});
