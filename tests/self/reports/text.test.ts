import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { oneLine, plain, visible } from '../../../spec/run/plain.ts';
import { cut, prettyJson, readable } from '../../../reports/pretty.ts';
import { hostile } from './sample.ts';

describe('plain text', () => {
  it('loses terminal sequences and control characters, and nothing else', () => {
    assert.equal(
      plain(
        '\u001b[1;31mred\u001b[0m \u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\ a\tb\r\nc\u0000\u009b',
      ),
      'red link a\tb\nc',
    );
    assert.equal(plain('Катя 👩‍🔧 «ок» 中文'), 'Катя 👩‍🔧 «ок» 中文');
    assert.equal(plain('a\u202eb\u2066c\ufeffd\ud800e'), 'abcde');
  });

  it('fits one line', () => {
    assert.equal(oneLine(' a\n\n b '), 'a b');
    assert.equal(oneLine('abcdef', 4), 'abc…');
    assert.equal(oneLine('👍'.repeat(4), 4), '👍'.repeat(4));
    assert.equal(oneLine('👍'.repeat(5), 4), '👍👍👍…');
  });
});

describe('visible text', () => {
  it('shows what can not be seen', () => {
    assert.equal(visible('a\u001b[31m\u202eb\u0000'), 'a⟦U+001B⟧[31m⟦U+202E⟧b⟦U+0000⟧');
    assert.doesNotMatch(visible(hostile), /[^\P{C}\n\t]/u);
  });
});

describe('laid out JSON', () => {
  it('is the same JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        assert.deepEqual(JSON.parse(prettyJson(text)), JSON.parse(text));
      }),
    );
  });

  it('is laid out as people know it', () => {
    const value = { a: [1, { b: 'c,{}"' }], d: [], e: {} };
    assert.equal(prettyJson(JSON.stringify(value)), JSON.stringify(value, null, 2));
  });

  it('keeps what parsing would lose: duplicate keys, large integers, spelling', () => {
    assert.equal(
      prettyJson('{"a":1,"a":12345678901234567890,"b":1.0e2}'),
      '{\n  "a": 1,\n  "a": 12345678901234567890,\n  "b": 1.0e2\n}',
    );
  });

  it('leaves other text alone, and hostile nesting small', () => {
    assert.equal(prettyJson('<html>'), '<html>');
    assert.ok(prettyJson('['.repeat(2000) + ']'.repeat(2000)).length < 250_000);
    assert.ok(readable('['.repeat(200_000), 1000).text.length <= 1000);
  });
});

describe('a cut', () => {
  it('says how much it left out and halves no character', () => {
    assert.deepEqual(cut('abc', 3), { text: 'abc', left: 0 });
    assert.deepEqual(cut('abcdef', 2), { text: 'ab', left: 4 });
    assert.deepEqual(cut('a👍b', 2), { text: 'a', left: 3 });
    assert.equal(readable('x'.repeat(5_000_000), 12_000).left, 5_000_000 - 12_000);
  });
});
