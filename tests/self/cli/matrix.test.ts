import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { tellGitHubOfAll } from '../../../cli/github.ts';
import { entriesIn } from '../../../cli/matrix/entries.ts';
import { inTurns } from '../../../cli/matrix/turns.ts';
import { UsageError } from '../../../cli/usage-error.ts';
import { readTargetFile, TargetFileError } from '../../../target/target-file.ts';
import { resultsOf } from '../reports/made-up.ts';

let folder = '';
const at = (file: string) => join(folder, file);
const env = { TOKEN: 'a-secret-token' };

const base = `name: CRM
baseUrl: http://127.0.0.1:4010
auth: { administrator: { bearer: '\${TOKEN}' } }
start: { command: node server.js, ready: http://127.0.0.1:4010/health, env: { MODE: plain, LEVEL: '1' } }
`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-matrix-'));
  mkdirSync(at('crm'));
  writeFileSync(at('crm/target.yaml'), base);
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(text: string) {
  writeFileSync(at('matrix.yaml'), text);
  return entriesIn(at('matrix.yaml'), at('out'), env);
}

describe('a matrix file', () => {
  it('lays what differs over the target file, and keeps secrets out of what it writes', () => {
    const { entries, atOnce } = read(`
target: crm/target.yaml
entries:
  - name: plain
    target: crm/target.yaml
  - name: next
    with:
      baseUrl: http://127.0.0.1:4011
      start: { command: null, image: crm:2, ready: http://127.0.0.1:4012/, env: { MODE: next } }
`);
    const [plain, next] = entries;
    assert.ok(plain && next);
    const target = readTargetFile(next.config, env);

    assert.equal(atOnce, 2);
    assert.deepEqual(plain, {
      name: 'plain',
      config: at('crm/target.yaml'),
      folder: at('out/plain'),
      log: at('out/plain/run.log'),
      alone: ['127.0.0.1:4010'],
    });
    assert.deepEqual(next.alone, ['127.0.0.1:4011', '127.0.0.1:4012']);
    assert.equal(target.name, 'CRM (next)');
    assert.deepEqual(target.start, {
      readySeconds: 60,
      image: 'crm:2',
      ready: 'http://127.0.0.1:4012/',
      env: { MODE: 'next', LEVEL: '1' },
      folder: at('crm'),
    });
    assert.ok(!readFileSync(next.config, 'utf8').includes(env.TOKEN));
    assert.deepEqual(target.auth.administrator, { kind: 'bearer', token: env.TOKEN });
  });

  const one = 'entries: [{ name: one, target: crm/target.yaml }]\n';
  const wrong: readonly (readonly [string, RegExp])[] = [
    ['entries: [', /line 1: this isn't valid YAML/],
    ['entries: []', /entries is empty/],
    [`${one}atOne: 2\n`, /line 2: the file has the unknown key "atOne"\. Did you mean "atOnce"/],
    [
      'entries: [{ name: ../up, target: crm/target.yaml }]',
      /entries\[0\]\.name has to be a name of up to 60 letters/,
    ],
    ['entries: [{ name: one }]', /the entry one has no target file/],
    [
      'target: crm/target.yaml\nentries: [{ name: one }, { name: ONE }]',
      /two entries named ONE\. Name each of them another way/,
    ],
    ['entries: [{ name: one, target: nowhere.yaml }]', /there is no such file/],
    [
      'target: crm/target.yaml\nentries: [{ name: one, with: { start: { image: crm } } }]',
      /start takes either a command or an image/,
    ],
    ['target: crm/target.yaml\nentries: [{ name: one, with: { speed: 1 } }]', /unknown key "speed"/],
  ];
  for (const [text, says] of wrong) {
    it(`is refused before anything starts: ${text.replaceAll('\n', ' ')}`, () => {
      assert.throws(
        () => read(text),
        (error) =>
          (error instanceof UsageError || error instanceof TargetFileError) && says.test(error.message),
      );
    });
  }

  it('takes the place of no target file of the user', () => {
    mkdirSync(at('out/one'), { recursive: true });
    writeFileSync(at('out/one/target.yaml'), base);

    assert.throws(
      () => read('target: crm/target.yaml\nentries: [{ name: one, with: { name: Mine } }]'),
      /is there already, and the entry one would replace it/,
    );
    assert.equal(readFileSync(at('out/one/target.yaml'), 'utf8'), base);
    assert.ok(!existsSync(at('out/one/run.log')));
  });
});

describe('entries', () => {
  const run = async (alone: readonly (readonly string[])[], atOnce: number) => {
    const events: string[] = [];
    const results = await inTurns(
      alone.map((names, index) => ({ index, alone: names })),
      atOnce,
      async ({ index }) => {
        events.push(`+${String(index)}`);
        await wait(5 * (alone.length - index));
        events.push(`-${String(index)}`);
        return index * 10;
      },
    );
    return { events, results };
  };

  it('are under way at once up to a bound, and told in their order', async () => {
    const { events, results } = await run([['a'], ['b'], ['c'], ['d']], 2);
    const underWay = events.map((_, end) =>
      events.slice(0, end + 1).reduce((sum, event) => sum + (event.startsWith('+') ? 1 : -1), 0),
    );

    assert.deepEqual(results, [0, 10, 20, 30]);
    assert.equal(Math.max(...underWay), 2);
  });

  it('that are reached at the same address take turns, and keep no other from its turn', async () => {
    const { events, results } = await run([['a'], ['a', 'b'], ['c']], 3);

    assert.deepEqual(results, [0, 10, 20]);
    assert.ok(events.indexOf('+1') > events.indexOf('-0'), events.join(' '));
    assert.ok(events.indexOf('+2') < events.indexOf('-0'), events.join(' '));
  });

  it('end with what goes wrong in one', async () => {
    await assert.rejects(
      inTurns([{ alone: [] }], 1, () => Promise.reject(new Error('broke'))),
      /broke/,
    );
  });
});

describe('the summary of a job that certifies a matrix', () => {
  const entries = [
    { name: 'v1 | <b>', results: resultsOf([]), trouble: '' },
    { name: 'next', results: null, trouble: 'It can’t be reached.' },
  ];

  it('has a row for each entry, in which names are no markup', () => {
    writeFileSync(at('summary.md'), 'Before.\n');

    const problems = tellGitHubOfAll(entries, { GITHUB_STEP_SUMMARY: at('summary.md') });

    const [before, ...table] = readFileSync(at('summary.md'), 'utf8').trimEnd().split('\n');
    assert.deepEqual([problems, before, table.length], [[], 'Before.', 4]);
    assert.match(table[2] ?? '', /^\| v1 \\\| \\<b\\> \| \w+ \| .+ \|$/);
    assert.equal(table[3], '| next | no verdict | It can’t be reached. |');
  });

  it('is written nowhere outside of a job, and tells where it could not be', () => {
    assert.deepEqual(tellGitHubOfAll(entries, {}), []);
    assert.match(
      tellGitHubOfAll(entries, { GITHUB_STEP_SUMMARY: at('nowhere/summary.md') }).join(),
      /summary could not be written/,
    );
  });
});
