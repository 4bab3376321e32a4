import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Journal, journalFile, JournalHeldError } from '../../../target/journal.ts';
import { seenOf, swept, withScenery, type Scenery } from './killing.ts';

const begun = (baseUrl: string) => ({
  event: 'begun',
  at: '2026-11-29T10:00:00.000Z',
  target: { name: 'Reference', baseUrl },
  pid: 2 ** 30,
  host: hostname(),
  seed: 1,
});

/** Puts a journal of a dead run in the place where it is looked for. */
function leave({ reference, folder }: Scenery, lines: readonly (object | string)[]): string {
  const file = journalFile(join(folder, 'state'), reference.baseUrl);
  mkdirSync(join(folder, 'state'), { recursive: true });
  writeFileSync(
    file,
    `${lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')}\n`,
  );
  return file;
}

describe('the place of a journal', () => {
  const spellings = [
    'http://localhost:4010/crm',
    'http://127.0.0.1:4010/crm/',
    'http://[::1]:4010/crm',
    'HTTP://LOCALHOST:4010/crm',
    'http://localhost.:4010/crm',
  ];

  it('is the same however the base URL of an account is spelled', () => {
    assert.equal(new Set(spellings.map((baseUrl) => journalFile('state', baseUrl))).size, 1);
    const ports = ['https://crm.test', 'https://CRM.test:443/', 'https://crm.test.'];
    assert.equal(new Set(ports.map((baseUrl) => journalFile('state', baseUrl))).size, 1);
  });

  it('is another one for another account', () => {
    const others = ['http://localhost:4011/crm', 'http://localhost:4010', 'http://127.0.0.2:4010/crm'];
    const all = [...others, 'https://localhost:4010/crm', ...spellings.slice(0, 1)];
    assert.equal(new Set(all.map((baseUrl) => journalFile('state', baseUrl))).size, all.length);
  });
});

describe('a journal', () => {
  it('that names records of others gets none of them deleted', () =>
    withScenery(async (scenery) => {
      const { customers, transactions, periods } = scenery.reference.snapshot();
      const before = seenOf(scenery);
      leave(scenery, [
        begun(scenery.reference.baseUrl),
        { event: 'found', items: [...periods.values()] },
        { event: 'marked', marker: 'acf-1' },
        { event: 'creating', kind: 'transactions', owners: [...customers.keys()] },
        { event: 'created', kind: 'customers', ids: [...customers.keys()] },
        { event: 'created', kind: 'transactions', ids: [...transactions.keys()] },
      ]);

      const { status, output } = await swept(scenery);

      assert.equal(status, 0, output);
      assert.match(output, /left alone: it does not carry the marker/);
      assert.deepEqual(seenOf(scenery), before);
    }));

  for (const [name, lines] of [
    ['whose beginning can’t be read', ['{"event":"beg', '{"event":"created","kind":"customers","ids":[1]}']],
    ['that is something else', ['hello', 'world']],
  ] as const) {
    it(`${name} is kept, and nothing is called swept`, () =>
      withScenery(async (scenery) => {
        const file = leave(scenery, lines);
        const content = readFileSync(file, 'utf8');

        const { status, output } = await swept(scenery);

        assert.equal(status, 3, output);
        assert.match(output, /The journal .* is damaged/);
        assert.throws(() => {
          Journal.begin(join(scenery.folder, 'state'), { target: scenery.reference.targetFile, seed: 1 });
        }, JournalHeldError);
        assert.equal(readFileSync(file, 'utf8'), content);
      }));
  }

  it('with a line that can’t be read is told to be damaged, and kept when all is done', () =>
    withScenery(async (scenery) => {
      const file = leave(scenery, [
        begun(scenery.reference.baseUrl),
        'hello',
        { event: 'marked', marker: 'acf-1' },
      ]);

      const { status, output } = await swept(scenery);

      assert.equal(status, 3, output);
      assert.match(output, /is kept, since it is damaged/);
      assert.ok(existsSync(file));
    }));

  it('that does not tell how the periods were found is done with, and nothing is called swept', () =>
    withScenery(async (scenery) => {
      const file = leave(scenery, [
        begun(scenery.reference.baseUrl),
        { event: 'found', items: [] },
        { event: 'marked', marker: 'acf-1' },
      ]);

      const { status, output } = await swept(scenery);

      assert.equal(status, 3, output);
      assert.match(output, /The periods are left as they are: the journal does not tell/);
      assert.doesNotMatch(output, /account is swept/);
      assert.ok(!existsSync(file));
    }));

  it('that was begun under another spelling of the base URL is the account’s', () =>
    withScenery(async (scenery) => {
      const { periods } = scenery.reference.snapshot();
      const file = leave(scenery, [
        begun(scenery.reference.baseUrl.replace('127.0.0.1', 'localhost')),
        { event: 'found', items: [...periods.values()] },
        { event: 'marked', marker: 'acf-1' },
      ]);

      const { status, output } = await swept(scenery);

      assert.equal(status, 0, output);
      assert.match(output, /Nothing is left by the run of 2026/);
      assert.ok(!existsSync(file));
    }));

  it('of another target is told to be one, and kept', () =>
    withScenery(async (scenery) => {
      const file = leave(scenery, [begun('http://elsewhere.test'), { event: 'marked', marker: 'acf-1' }]);

      const { status, output } = await swept(scenery);

      assert.equal(status, 3, output);
      assert.match(output, /it is of http:\/\/elsewhere\.test/);
      assert.ok(existsSync(file));
    }));
});
