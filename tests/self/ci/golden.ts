import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';

/** Compares a text with the file of that name in `golden/`; `UPDATE_GOLDEN=1` writes it instead. */
export function matchesGolden(name: string, text: string): void {
  const file = new URL(`golden/${name}`, import.meta.url);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
  assert.equal(text, readFileSync(file, 'utf8'));
}

/** The text with what differs from run to run, or from version to version, made the same. */
export function settledText(text: string): string {
  return text
    .replace(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, 'UUID')
    .replace(/sha256:[\da-f]{64}/g, 'sha256:DIGEST')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replace(/\d+ of \d+ requirements/g, 'N of M requirements')
    .replace(/\d+ requests · `TIME` · [\d.]+ m?s/g, 'N requests · `TIME` · DURATION')
    .replace(/(`amocrm-conformance`) .*? \(`sha256:DIGEST`\)/g, '$1 VERSION (`sha256:DIGEST`)');
}
