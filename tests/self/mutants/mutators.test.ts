import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mutantsOf } from './mutators.ts';

/** What becomes of the one line of a source, each time. */
function linesOf(text: string): readonly string[] {
  return mutantsOf('one.ts', text).map((mutant) => mutant.text);
}

const planted: readonly (readonly [string, string, readonly string[]])[] = [
  ['a bound', 'f = a < b;', [';', 'f = a <= b;']],
  ['a condition', 'if (a) f();', ['if (!(a)) f();', 'if (a) ;']],
  ['a choice', 'f = a ? b : c;', [';', 'f = (b);', 'f = (c);']],
  ['a number', 'f = 500;', [';', 'f = 501;']],
  ['a member', 'f = { a, b };', [';', 'f = { b };', 'f = { a };']],
  ['a filter', 'f = a.filter(b);', [';', 'f = a;']],
  [
    'two fields',
    'f = { a: x.a, b: x.b };',
    [';', 'f = { b: x.b };', 'f = { a: x.a };', 'f = { a: x.b, b: x.b };'],
  ],
];

for (const [what, source, mutants] of planted) {
  test(`${what} is changed in every way, one at a time`, () => {
    assert.deepEqual(linesOf(source), mutants);
  });
}

test('types, interfaces and imports are left alone', () => {
  const source = "import { a } from 'a500';\ninterface B { c: 500 }\nconst d: 500 | true = a;\n";

  assert.deepEqual(linesOf(source), []);
});

test('a mutant tells where it is, what was there and what is', () => {
  const [mutant] = mutantsOf('one.ts', '\nconst a = b && c;\n');

  assert.deepEqual([mutant?.file, mutant?.line, mutant?.was, mutant?.is], ['one.ts', 2, '&&', '||']);
});
