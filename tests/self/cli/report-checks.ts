import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { validate } from 'ctrf';
import { marked } from 'marked';
import { problemsOf } from '../../../reports/results-schema.ts';
import { sentinel } from '../reports/hostile-texts.ts';

/** What is wrong with one file of a report is thrown. */
export type Check = (content: string) => void;

/** Steers a terminal, or turns text around. */
const steering = /[^\P{Cc}\t\n]|[\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]/u;

/** Text that people read on a terminal or in a CI server: nothing in it steers either. */
export function assertHarmless(text: string): void {
  const found = steering.exec(text);
  assert.equal(found && JSON.stringify(text.slice(Math.max(0, found.index - 60), found.index + 60)), null);
}

/** Fails with the first match only: the files are long. */
function assertNone(text: string, pattern: RegExp): void {
  const found = pattern.exec(text);
  assert.equal(found && text.slice(Math.max(0, found.index - 60), found.index + 60), null);
}

/** Each file of a report, as far as it takes no browser: see `hostile.test.ts` for the page. A file that isn't named here has no check yet. */
export const checks: Readonly<Record<string, Check>> = {
  'results.json': (content) => {
    assertPlainJson(content);
    assert.deepEqual(problemsOf(JSON.parse(content)), []);
    assert.ok(content.length < 2_000_000, `${String(content.length)} characters`);
  },
  'run.har': (content) => {
    assertPlainJson(content);
    assert.ok(content.length < 400_000_000, `${String(content.length)} characters`);
  },
  'junit.xml': (content) => {
    assertHarmless(content);
    assertNone(content, /&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|d[89a-f]..|fff[ef])|0*(?:[0-8]|1[1-9]|2\d|3[01]));/i);
    assert.ok(content.length < 2_000_000, `${String(content.length)} characters`);
  },
  'ctrf.json': (content) => {
    assertPlainJson(content);
    assert.deepEqual(validate(JSON.parse(content)).errors, []);
    assert.ok(content.length < 2_000_000, `${String(content.length)} characters`);
  },
  'summary.md': (content) => {
    assertHarmless(content);
    assert.ok(Buffer.byteLength(content) < 1024 * 1024, 'more than the 1 MiB that GitHub takes');
    assertNone(
      marked.parse(content, { async: false, gfm: true }),
      /<(?:script|img|svg|iframe|style|meta|link|a)\b|<!--/i,
    );
  },
  // Of the suite, not of the target.
  'proof.html': (content) => assertNone(content, new RegExp(sentinel)),
  'badge.json': (content) => {
    assertHarmless(content);
    const badge: unknown = JSON.parse(content);
    assert.ok(typeof badge === 'object' && badge !== null && 'schemaVersion' in badge);
    assert.equal(badge.schemaVersion, 1);
    assert.ok(content.length < 1_000, content);
  },
  'events.ndjson': (content) => {
    assertHarmless(content);
    for (const line of content.trimEnd().split('\n')) {
      assert.ok(isEvent(JSON.parse(line)), `${line.slice(0, 200)}: ${JSON.stringify(isEvent.errors)}`);
      assert.ok(line.length < 5_000, `a line of ${String(line.length)} characters`);
    }
  },
};

const eventSchema = new URL('../../../spec/schemas/event.schema.json', import.meta.url);
const isEvent = formats
  .default(new Ajv2020({ strict: false }))
  .compile(JSON.parse(readFileSync(eventSchema, 'utf8')) as AnySchemaObject);

/** JSON of which each character below the blank is escaped, save its own line breaks. */
function assertPlainJson(content: string): void {
  JSON.parse(content);
  assertNone(content, /[^\P{Cc}\n\u0080-\u009f]|\p{Cs}/u);
}
