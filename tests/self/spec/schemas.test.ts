import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const folder = new URL('../../../spec/schemas/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.schema.json'));

describe('the schemas of what the suite writes and reads', () => {
  for (const file of files) {
    it(`${file} is one, by the strict rules`, () => {
      const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true });
      formats.default(ajv);
      const schema = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as AnySchemaObject;
      assert.equal(typeof ajv.compile(schema), 'function');
    });
  }

  it('are found', () => {
    assert.ok(files.length >= 4, files.join(', '));
  });
});
