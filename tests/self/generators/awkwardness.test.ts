import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allNameKinds } from '../../../generators/texts.ts';
import { payloads, marker } from './fixtures.ts';

const COUNT = 2000;
const by = payloads();
const bare = Array.from({ length: COUNT }, (_, index) => by.customer(`bare ${index}`));
const full = Array.from({ length: COUNT }, (_, index) => by.fullCustomer(`full ${index}`));
const names = [...bare, ...full].map(({ name }) => name.slice(marker.length + 1));
const values = full.flatMap(({ custom_fields }) => (custom_fields ?? []).flatMap((field) => field.values));
const texts = values.flatMap((one) =>
  typeof one === 'object' ? [{ ...one, value: String(one.value) }] : [],
);
const comments = by
  .transactions('comments', 5, 500)
  .map(({ comment = '' }) => comment.slice(marker.length + 1));
const tagLists = full.map(({ tags }) => (tags ?? '').split(',').map((tag) => tag.trim()));

/** Each must be seen among the drawn names. */
const classes: Record<string, RegExp> = {
  Cyrillic: /\p{Script=Cyrillic}{3}/u,
  Chinese: /^\p{Script=Han}{2}/u,
  Arabic: /\p{Script=Arabic}{3}/u,
  Hindi: /\p{Script=Devanagari}{3}/u,
  emoji: /\p{Emoji_Presentation}/u,
  'emoji joined by ZWJ': /\p{Emoji}\u{fe0f}?\u{1f3fd}?\u{200d}/u,
  'skin tones': /\p{Emoji_Modifier}/u,
  flags: /\p{Regional_Indicator}{2}/u,
  'astral letters': /[\u{20000}-\u{2ffff}]|[\u{1d400}-\u{1d7ff}]|[\u{10300}-\u{1034f}]/u,
  'double quotes': /"/,
  'typographic quotes': /[«“]/,
  apostrophes: /'/,
  backslashes: /\\/,
  'a backslash at the end': /\\$/,
  markup: /<script>/,
  ampersands: / & /,
  entities: /&amp;/,
  'per cent signs and pluses': /%41.*\+/,
  'combining characters': /\p{Script=Latin}\p{Mn}/u,
  'leading digits': /^00\d/,
  SQL: /DROP TABLE/,
  templates: /\$\{.*\{\{/,
  'more than 60 characters': /^.{61,}$/u,
};

test('a batch goes through every kind of name in turn', () => {
  const batch = by
    .customers('kinds', allNameKinds.length * 12)
    .map(({ name }) => name.slice(marker.length + 1));

  const unseen = Object.entries(classes).filter(([, pattern]) => !batch.some((name) => pattern.test(name)));

  assert.deepEqual(unseen, []);
});

test('no text carries what a server may rightly change', () => {
  const all = [...names, ...texts.map(({ value }) => value), ...tagLists.flat(), ...comments];

  for (const text of all) {
    assert.equal(text.trim(), text);
    assert.equal(text.normalize('NFC'), text);
    assert.doesNotMatch(text, /\p{Cc}|\p{Surrogate}|\s\s|[\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]/u);
    assert.ok(text.length > 0 && text.length <= 214, text);
  }
});

test('dates reach from the past to the far future, apart from the days of the calendar', () => {
  const dates = [...bare, ...full]
    .flatMap(({ next_date, created_at = next_date, updated_at = next_date }) => [
      next_date,
      created_at,
      updated_at,
    ])
    .map((date) => new Date(Number(date) * 1000));
  const years = new Set(dates.map((date) => date.getUTCFullYear()));

  for (const year of [1996, 2008, 2031, 2037]) assert.ok(years.has(year), `${year}`);
  assert.ok(dates.every((date) => date.getTime() < 2 ** 31 * 1000));
  assert.ok(dates.every((date) => date.getUTCDate() >= 15 && date.getUTCDate() <= 28));
});

test('tags have inner blanks and other scripts, no commas, and differ without regard to case and accents', () => {
  const folded = (tag: string) =>
    tag
      .normalize('NFKD')
      .replace(/\p{Mn}/gu, '')
      .toLowerCase();
  const has = (pattern: RegExp) => tagLists.flat().some((tag) => pattern.test(tag));

  assert.deepEqual([/\S \S/, /\p{Script=Cyrillic}/u, /\p{Script=Han}/u].map(has), [true, true, true]);
  assert.ok([1, 5].every((length) => tagLists.some((list) => list.length === length)));
  for (const list of tagLists) assert.equal(new Set(list.map(folded)).size, list.length, list.join());
});

test('addresses have all six parts, and some postal codes begin with zeros', () => {
  const parts = ['address_line_1', 'address_line_2', 'city', 'state', 'zip', 'country'];
  const fields = full.flatMap(({ custom_fields = [] }) => custom_fields);
  const addresses = fields.filter(({ id }) => id === 4399655);
  const subtypes = addresses.map((field) =>
    field.values.map((one) => typeof one === 'object' && one.subtype),
  );

  assert.equal(addresses.length, COUNT);
  for (const shown of subtypes) assert.deepEqual(shown, parts);
  assert.ok(texts.some(({ subtype, value }) => subtype === 'zip' && /^00\d{3}$/.test(value)));
  assert.ok(texts.some(({ subtype, value }) => subtype === 'city' && /\p{Script=Han}/u.test(value)));
});
