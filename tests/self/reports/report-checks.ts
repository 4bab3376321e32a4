/** What every file of a report has to be, whatever a target sends. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { Ajv, type AnySchemaObject, type ValidateFunction } from 'ajv';
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { validate } from 'ctrf';
import { XMLValidator } from 'fast-xml-parser';
import { marked } from 'marked';
import type { RunEvent } from '../../../reports/formats/events.ts';
import { problemsOf } from '../../../reports/results-schema.ts';
import eventSchema from '../../../spec/schemas/event.schema.json' with { type: 'json' };
import { invisible, sentinel } from './hostile-texts.ts';
import { dialectProblems } from './junit-dialect.ts';

/** Fails with the first match only: the files are long. */
export function assertNone(text: string, pattern: RegExp): void {
  const found = pattern.exec(text);
  assert.equal(found && JSON.stringify(text.slice(Math.max(0, found.index - 60), found.index + 60)), null);
}

/** Text that people read on a terminal, on a page or in a CI server: nothing in it steers either. */
export function assertHarmless(text: string): void {
  assertNone(text, invisible);
}

/** JSON of which each character below the blank is escaped, save its own line breaks. */
function assertPlainJson(content: string): void {
  JSON.parse(content);
  assertNone(content, /[^\P{Cc}\n\u0080-\u009f]|\p{Cs}/u);
}

function assertShorter(content: string, most: number): void {
  assert.ok(content.length < most, `${String(content.length)} characters`);
}

function assertValid(validator: ValidateFunction, value: unknown): void {
  assert.ok(validator(value), JSON.stringify([validator.errors, value]).slice(0, 1000));
}

const names =
  'html head meta link title style script body a br header main section footer p span h1 h2 h3 h4 h5 h6 ul ol li dl ' +
  'div dt dd code pre b strong mark aside dialog kbd time table caption thead tbody tr th td details summary form label input fieldset legend ' +
  'output button nav svg rect text path g figure figcaption wbr';
const elements = new Set(names.split(' '));

/** A page that loads nothing, runs no script but its own, and has no element that is none of ours. */
export function assertPage(page: string): void {
  assertHarmless(page);
  assertNone(page, /url\(|@import/);
  assert.deepEqual(page.match(/<link[^>]*>/g), ['<link rel="icon" href="data:,"/>']);
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
  assert.match(policy, /^default-src &#39;none|^default-src 'none/);
  for (const tag of ['style', 'script']) {
    const own = [...page.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'gs'))].map(
      ([, source = '']) => `'sha256-${createHash('sha256').update(source).digest('base64')}'`,
    );
    const allowed = new RegExp(`${tag}-src ([^;]*)`).exec(policy.replaceAll('&#39;', "'"))?.[1] ?? '';
    assert.equal(allowed, own.join(' '));
  }
  const content = page.replace(/<style>.*?<\/style>|<script>.*?<\/script>/gs, '');
  for (const tag of content.match(/<\/?[a-z](?:"[^"]*"|[^">])*>/gi) ?? []) {
    assert.ok(elements.has(/\w+/.exec(tag)?.[0] ?? ''), tag);
    assertNone(tag.replace(/"[^"]*"/g, '""'), /\s(?:on\w+|style|src)=/i);
  }
}

// The package has no types, and is no module.
const harSchemas = createRequire(import.meta.url)('har-schema') as Readonly<Record<string, AnySchemaObject>>;
const harAjv = new Ajv({ strict: false });
// As its readers check it: a URL is shown as it was sent, and brackets in a query are no URI in the strict sense.
formats.default(harAjv, { mode: 'fast' });
harAjv.addMetaSchema(draft06);
for (const schema of Object.values(harSchemas)) harAjv.addSchema(schema);
const isHar = harAjv.compile({ $ref: 'har.json' });

const isEvent = formats.default(new Ajv2020({ strict: false })).compile<RunEvent>(eventSchema);

/** What shields.io takes: what it demands, and the names of its colours. */
const isBadge = new Ajv2020().compile({
  type: 'object',
  required: ['schemaVersion', 'label', 'message'],
  additionalProperties: false,
  properties: {
    schemaVersion: { const: 1 },
    label: { type: 'string' },
    message: { type: 'string', minLength: 1, maxLength: 60 },
    color: { enum: 'brightgreen green yellowgreen yellow orange red lightgrey blue'.split(' ') },
  },
});

/** By file: what is wrong with its content is thrown. */
export const checks: Readonly<Record<string, (content: string) => void>> = {
  'results.json': (content) => {
    assertPlainJson(content);
    assert.deepEqual(problemsOf(JSON.parse(content)), []);
  },
  'run.har': (content) => {
    assertPlainJson(content);
    assertValid(isHar, JSON.parse(content));
  },
  'junit.xml': (content) => {
    assertHarmless(content);
    assertNone(content, /&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|d[89a-f]..|fff[ef])|0*(?:[0-8]|1[1-9]|2\d|3[01]));/i);
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor is a further package, for this one line
    assert.equal(XMLValidator.validate(content), true);
    assert.deepEqual(dialectProblems(content), []);
    assertShorter(content, 2_000_000);
  },
  'ctrf.json': (content) => {
    assertHarmless(content);
    assert.deepEqual(validate(JSON.parse(content)).errors, []);
    assertShorter(content, 2_000_000);
  },
  'summary.md': (content) => {
    assertHarmless(content);
    assert.ok(Buffer.byteLength(content) < 1024 * 1024, 'more than the 1 MiB that GitHub takes');
    assertNone(
      marked.parse(content, { async: false, gfm: true }),
      /<(?:script|img|svg|iframe|style|meta|link|a|input)\b|<!--/i,
    );
  },
  'badge.json': (content) => {
    assertHarmless(content);
    assertValid(isBadge, JSON.parse(content));
  },
  'events.ndjson': (content) => {
    // Readers of lines differ in what ends one.
    assertNone(content, /[\r\u0085]|[^\P{C}\n\u200d]/u);
    for (const line of content.trimEnd().split('\n')) {
      assertValid(isEvent, JSON.parse(line));
      assertShorter(line, 5_000);
    }
  },
  'index.html': (content) => {
    assertPage(content);
    assertShorter(content, 10_000_000);
  },
  'proof.html': (content) => {
    assertPage(content);
    // Of the suite, not of the target.
    assertNone(content, new RegExp(sentinel));
  },
};
