import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { sourcesOfAll, wrongIn, type Wrong } from './sources.ts';
import { folderAfter } from './temporary.ts';

describe('types and lint', () => {
  const folder = folderAfter('sources');

  let wrong: Wrong;
  before(async () => {
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    const texts = {
      'types.ts': `export const one: number = 'one';\n`,
      'lint.ts': `export function late(): void {\n  Promise.resolve();\n}\n`,
      'left-out.ts': `export const one = 1 as any;\n`,
    };
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
    const files = Object.keys(texts).map((name) => join(folder, name));

    wrong = await wrongIn({ files, options: sourcesOfAll().options }, folder, ['left-*.ts']);
  });

  it('tell of a type that does not fit', () => {
    assert.match(wrong.types, /types\.ts\(1,14\): error TS2322/);
    assert.equal(wrong.types.match(/error TS/g)?.length, 1);
  });

  it('tell of what only lint with types sees, and not of what is left out', () => {
    assert.match(wrong.lint, /lint\.ts\s+2:3\s+error .*no-floating-promises/);
    assert.match(wrong.lint, /1 problem/);
  });
});
