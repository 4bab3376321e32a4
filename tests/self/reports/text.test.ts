import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cut, oneLine, plain } from '../../../spec/run/plain.ts';
import { prettyJson, readable } from '../../../reports/pretty.ts';
import { curlOf } from '../../../reports/curl.ts';
import { hostile } from './hostile-texts.ts';
import { exchange, exchanges } from './made-up.ts';

describe('plain text', () => {
  it('loses terminal sequences and control characters, and nothing else', () => {
    const link = '\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\';
    assert.equal(plain(`\u001b[1;31mred\u001b[0m ${link} a\tb\r\nc\u0000\u009b`), 'red link a\tb\nc');
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

describe('laid out JSON', () => {
  it('is the same JSON', () => {
    const isSame = fc.property(fc.json(), (text) => {
      assert.deepEqual(JSON.parse(prettyJson(text)), JSON.parse(text));
    });
    fc.assert(isSame);
  });

  it('keeps what parsing would lose: duplicate keys, large integers, spelling', () => {
    assert.equal(
      prettyJson('{"a":1,"a":12345678901234567890,"b":1.0e2}'),
      '{\n  "a": 1,\n  "a": 12345678901234567890,\n  "b": 1.0e2\n}',
    );
  });

  it('is cut where it has no more room, and tells how much of what was sent is left out', () => {
    const body = JSON.stringify(
      Array.from({ length: 500 }, (_, id) => ({ id, name: `customer-${String(id)}` })),
    );

    const { text, left } = readable(body, 1000);

    assert.ok(prettyJson(body).startsWith(text));
    assert.ok(text.length > 990 && text.length <= 1000, String(text.length));
    const packed = (one: string) => one.replaceAll(/\s/g, '').length;
    assert.ok(Math.abs(packed(text) + left - packed(body)) < 100, String(left));
    assert.deepEqual(readable(body, 1_000_000), { text: prettyJson(body), left: 0 });
    assert.deepEqual(readable(' [1] \n', 100), { text: '[\n  1\n]', left: 0 });
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

const { request } = exchanges[3] ?? assert.fail('There is none.');

/** The curl line of a request that changes something, and the arguments that a shell would hand to curl. */
function curl(over: Partial<typeof request> = {}) {
  const masks = ['$STAGING_TOKEN'];
  const command = curlOf(exchange(4, { request: { ...request, ...over }, masks }), { log: 'a b/run.har' });
  const script = `jq() { :; }\ncurl() { for one in "$@"; do printf '%s\\037' "$one"; done; }\n${command}`;
  // A token in the environment.
  const env = { STAGING_TOKEN: 's3cret $(id)' };
  const told = execFileSync('sh', ['-c', script], { env, encoding: 'utf8' }).split('\u001f').slice(0, -1);
  return { command, told };
}

describe('the curl line', () => {
  it('sends the recorded request, credentials from the environment', () => {
    const { command, told } = curl();

    const url = 'https://staging.example.test/api/v2/customers';
    const headers = ['authorization: Bearer s3cret $(id)', 'content-type: application/json'];
    const sent = ['-X', 'POST', url, ...headers.flatMap((header) => ['-H', header])];
    assert.deepEqual(told, ['--globoff', '-i', ...sent, '--data-raw', request.body]);
    assert.ok(command.includes(`-H 'authorization: Bearer '"$STAGING_TOKEN"`));
  });

  it('runs nothing that stands in a URL, header or body', () => {
    const evil = `'; touch /x; echo ' "$(touch /x)" \`id\` \\ $HOME`;
    const header = evil.replace('$HOME', '');
    const { told } = curl({ url: `https://a.test/?${evil}`, headers: { 'x-a': header }, body: evil });

    assert.deepEqual(
      [told[4], told[6], told.at(-1)],
      [`https://a.test/?${evil.replaceAll(' ', '%20')}`, `x-a: ${header}`, evil],
    );
  });

  it('spells invisible characters of a JSON body as escapes of the same message', () => {
    const body = { name: hostile.replace(/\ud800/, ''), emoji: '👩‍🔧' };
    const sent = curl({ body: JSON.stringify(body) }).told.at(-1) ?? '';

    assert.deepEqual(JSON.parse(sent), body);
    assert.doesNotMatch(sent, /[\p{Cc}\p{Cf}]/u);
  });

  it('takes a long body from the log', () => {
    const { command, told } = curl({ body: 'x'.repeat(9000) });

    assert.match(
      command,
      /^jq -j '\.log\.entries\[\] \| select\(\._exchange == 4\)[^']*' 'a b\/run\.har' \| curl /,
    );
    assert.deepEqual(told.slice(-2), ['--data-binary', '@-']);
  });
});
