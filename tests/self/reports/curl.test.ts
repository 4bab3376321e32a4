import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { curlOf, onlyLine } from '../../../reports/curl.ts';
import { type RecordedExchange, recordedIn } from '../../../reports/recorded.ts';
import { toHar } from '../../../reports/formats/har.ts';
import { exchanges, hostile } from './sample.ts';

const recorded = recordedIn(toHar(exchanges, { name: 'suite', version: '1' }));

function exchange(id: number, over: Partial<RecordedExchange> = {}): RecordedExchange {
  const found = recorded.get(id);
  assert.ok(found);
  return { ...found, ...over };
}

/** The arguments that a shell would hand to curl, with a token in the environment. */
function argumentsOf(command: string): readonly string[] {
  const script = `jq() { :; }\ncurl() { for one in "$@"; do printf '%s\\037' "$one"; done; }\n${command}`;
  const out = execFileSync('sh', ['-c', script], {
    env: { STAGING_TOKEN: 's3cret $(id)' },
    encoding: 'utf8',
  });
  return out.split('\u001f').slice(0, -1);
}

describe('the curl line', () => {
  it('sends the recorded request, credentials from the environment', () => {
    assert.deepEqual(argumentsOf(curlOf(exchange(4))), [
      '--globoff',
      '-i',
      '-X',
      'POST',
      'https://staging.example.test/api/v2/customers',
      '-H',
      'authorization: Bearer s3cret $(id)',
      '-H',
      'content-type: application/json',
      '--data-raw',
      exchange(4).requestBody,
    ]);
    assert.ok(curlOf(exchange(4)).includes(`-H 'authorization: Bearer '"$STAGING_TOKEN"`));
  });

  it('leaves a GET a GET, and its brackets alone', () => {
    assert.deepEqual(argumentsOf(curlOf(exchange(1))).slice(0, 3), ['--globoff', '-i', exchange(1).url]);
  });

  it('runs nothing that stands in a URL, header or body', () => {
    const evil = `'; touch /x; echo ' "$(touch /x)" \`id\` \\ $HOME`;
    const sent = argumentsOf(
      curlOf(
        exchange(4, {
          url: `https://a.test/?${evil}`,
          requestHeaders: [['x-a', evil.replace('$HOME', '')]],
          requestBody: evil,
        }),
      ),
    );
    assert.equal(sent.at(-1), evil);
    assert.equal(sent[6], `x-a: ${evil.replace('$HOME', '')}`);
    assert.equal(sent[4], `https://a.test/?${evil.replaceAll(' ', '%20')}`);
  });

  it('spells invisible characters of a JSON body as escapes of the same message', () => {
    const value = hostile.replace(/\ud800/, '');
    const sent = argumentsOf(
      curlOf(exchange(4, { requestBody: JSON.stringify({ name: value, emoji: '👩‍🔧' }) })),
    ).at(-1);
    assert.deepEqual(JSON.parse(sent ?? ''), { name: value, emoji: '👩‍🔧' });
    assert.doesNotMatch(sent ?? '', /[\p{Cc}\p{Cf}]/u);
  });

  it('takes a long body from the log', () => {
    const command = curlOf(exchange(4, { requestBody: 'x'.repeat(9000) }));
    assert.match(command, /^jq -j '\.log\.entries\[\] \| select\(\._exchange == 4\)[^']*' run\.har \| curl /);
    assert.deepEqual(argumentsOf(command).slice(-2), ['--data-binary', '@-']);
  });
});

describe('the line that tries one requirement again', () => {
  it('names requirement and seed', () => {
    assert.equal(onlyLine('customers.add.single', 42), 'npm start -- --only customers.add.single --seed 42');
    assert.equal(onlyLine('a;b', 1), "npm start -- --only 'a;b' --seed 1");
  });
});
