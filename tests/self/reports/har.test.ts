import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { Ajv, type AnySchemaObject } from 'ajv';
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import formats from 'ajv-formats';
import { toHar } from '../../../reports/formats/har.ts';
import { texts } from './hostile-texts.ts';
import { exchange, exchanges, results, violation } from './made-up.ts';
import { spoiled } from './spoiled.ts';

// The package has no types, and is no module.
const schemas = createRequire(import.meta.url)('har-schema') as Readonly<Record<string, AnySchemaObject>>;
const ajv = new Ajv({ allErrors: true, strict: false });
// As its readers check it: a URL is shown as it was sent, and brackets in a query are no URI in the strict sense.
formats.default(ajv, { mode: 'fast' });
ajv.addMetaSchema(draft06);
for (const schema of Object.values(schemas)) ajv.addSchema(schema);

/** What the schema of HAR 1.2 that others publish holds against a value; empty when it is valid. */
function problemsOf(value: unknown): string {
  return ajv.validate('har.json', value) ? '' : ajv.errorsText();
}

const har = toHar(results, exchanges);

describe('run.har', () => {
  it('is valid HAR 1.2, and the same after reading, whatever a target sends', () => {
    assert.equal(problemsOf(JSON.parse(JSON.stringify(har))), '');
    for (const [name, text] of Object.entries(texts)) {
      const { results: of, exchanges: sent } = spoiled(text);
      const spoiledHar = toHar(of, sent);
      const read: unknown = JSON.parse(JSON.stringify(spoiledHar));
      assert.equal(problemsOf(read), '', name);
      assert.deepEqual(read, spoiledHar, name);
    }
  });

  it('keeps query, cookies, bodies in bytes, and what is ours', () => {
    const sent = exchange(2, {
      request: {
        method: 'POST',
        url: 'http://127.0.0.1:4010/api/v2/customers?a[]=1&a[]=%D0%B6&b',
        headers: { 'content-type': 'application/json', cookie: 'session_id=$SESSION; lang=ru' },
        body: '{"name":"Ё"}',
      },
      response: { status: 200, headers: { 'content-type': 'application/hal+json' }, body: '{"ё":1}' },
      retries: 1,
      violations: [violation('a')],
    });
    const [entry] = toHar(results, [sent]).log.entries;
    assert.deepEqual(entry?.request.queryString, [
      { name: 'a[]', value: '1' },
      { name: 'a[]', value: 'ж' },
      { name: 'b', value: '' },
    ]);
    assert.deepEqual(entry.request.cookies, [
      { name: 'session_id', value: '$SESSION' },
      { name: 'lang', value: 'ru' },
    ]);
    assert.deepEqual(entry.request.postData, { mimeType: 'application/json', text: '{"name":"Ё"}' });
    assert.equal(entry.request.bodySize, 13);
    assert.deepEqual(entry.response.content, { size: 8, mimeType: 'application/hal+json', text: '{"ё":1}' });
    assert.equal(entry.response.statusText, 'OK');
    assert.equal(entry.startedDateTime, '2026-11-24T06:18:01.080Z');
    assert.deepEqual([entry.time, entry.timings], [12, { send: 0, wait: 12, receive: 0 }]);
    assert.deepEqual([entry._exchange, entry._retries, entry._violations], [2, 1, sent.violations]);
  });
});

describe('the tags of an entry', () => {
  const itemId = 'customers.list.response.items.id';
  const tagsOf = (id: number) => har.log.entries.find((entry) => entry._exchange === id)?._requirements;

  it('name the requirements whose results cite it, in the order of the results, and what it breaks, once', () => {
    assert.deepEqual(tagsOf(1), ['customers.add.single', 'customers.list.response.contentType']);
    assert.deepEqual(tagsOf(4), ['customers.update.unlink.contacts']);
    assert.deepEqual(tagsOf(3), [itemId]);
    assert.deepEqual(tagsOf(7), ['protocol.unknownPath']);
  });
});
