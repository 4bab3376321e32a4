import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { Ajv, type AnySchemaObject } from 'ajv';
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import formats from 'ajv-formats';
import { citedBy, toHar } from '../../../reports/formats/har.ts';
import { exchanges, results } from './sample.ts';
import { spoiled, texts } from './spoiled.ts';

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

const creator = { name: 'suite', version: '1' };
const har = toHar(exchanges, creator, citedBy(results.requirements));
const entryOf = (id: number) => har.log.entries.find((entry) => entry._exchange === id);

describe('run.har', () => {
  it('is valid HAR 1.2, read back from its text', () => {
    assert.equal(problemsOf(JSON.parse(JSON.stringify(har))), '');
  });

  it('would be refused if something were missing', () => {
    const [first] = har.log.entries;
    assert.ok(first);
    const { startedDateTime: _, ...without } = first;
    assert.match(problemsOf({ log: { ...har.log, entries: [without] } }), /startedDateTime/);
  });

  it('is valid, and the same after reading, whatever a target sends', () => {
    for (const [name, text] of Object.entries(texts)) {
      const spoiledHar = spoiled(text).har;
      const read: unknown = JSON.parse(JSON.stringify(spoiledHar));

      assert.equal(problemsOf(read), '', name);
      assert.deepEqual(read, spoiledHar, name);
    }
  });
});

describe('the tags of an entry', () => {
  it('name the requirements whose results cite it, in the order of the results', () => {
    assert.deepEqual(entryOf(1)?._requirements, [
      'customers.add.single',
      'customers.list.response.contentType',
    ]);
    assert.deepEqual(entryOf(4)?._requirements, ['customers.update.unlink.contacts']);
    assert.deepEqual(entryOf(7)?._requirements, ['protocol.unknownPath']);
  });

  it('name what it breaks, once, where the results list other exchanges only', () => {
    const id = 'customers.list.response.items.id';
    assert.deepEqual(entryOf(3)?._requirements, [id]);
    const uncited = results.requirements.map(({ exchanges: _, violations: __, ...rest }) => rest);
    const entries = toHar(exchanges, creator, citedBy(uncited)).log.entries;
    assert.deepEqual(
      entries.map((entry) => entry._requirements),
      exchanges.map(({ violations }) => (violations.length > 0 ? [id] : [])),
    );
  });

  it('know an exchange that only a violation of a result names', () => {
    const violation = {
      requirement: 'a',
      pointer: '/b',
      expected: 'c',
      actual: 'd',
      schema: '#/e',
      exchange: 5,
    };
    const [base] = results.requirements;
    assert.ok(base);
    const cited = citedBy([{ ...base, id: 'a', exchanges: [1], violations: [violation] }]);
    assert.deepEqual(
      toHar(exchanges, creator, cited).log.entries.map((entry) => entry._requirements.includes('a')),
      [true, false, false, false, true, false, false],
    );
  });

  it('are there without results too', () => {
    const [first, second] = toHar(exchanges, creator).log.entries;
    assert.deepEqual(first?._requirements, []);
    assert.deepEqual(second?._requirements, ['customers.list.response.items.id']);
  });
});
