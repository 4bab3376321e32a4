import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { docs } from '../../../cli/docs.ts';
import { requirementIds } from '../../catalogue.ts';
import { folderOf } from './examined.ts';

test('docs writes every requirement once, and an API reference, neither of which loads anything from elsewhere', async (t) => {
  const folder = join(folderOf(t), 'docs');
  t.mock.method(console, 'log', () => undefined);

  assert.equal(await docs(folder), 0);

  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const reference = readFileSync(join(folder, 'api.html'), 'utf8');
  for (const id of requirementIds) assert.equal(page.split(`<dl id="${id}">`).length, 2, id);
  assert.match(page, /<a href="api\.html">/);
  assert.match(page, /limit-ignored: /);
  assert.match(page, /GET \/api\/v2\/customers\?limit_rows=1/);
  for (const html of [page, reference]) {
    assert.ok(!/(?:<(?:script|img|iframe)[^>]*\ssrc|<link[^>]*\shref)="?https?:/.test(html));
    assert.ok(!/cdn\.redoc[\w./-]*\.svg/.test(html));
  }
  const { results } = await new HtmlValidate({
    extends: ['html-validate:standard', 'html-validate:a11y'],
    rules: { 'doctype-style': 'off', 'void-style': 'off', 'no-raw-characters': 'off' },
  }).validateString(page);
  const told = results.flatMap(({ messages }) =>
    messages.slice(0, 3).map(({ message, ruleId }) => `${ruleId}: ${message}`),
  );
  assert.deepEqual(told, []);
});
