import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { stringify } from 'yaml';
import { createCore } from '../../../reference/core/core.ts';
import { Journal, journalFile } from '../../../target/journal.ts';
import { listening } from '../target/wire.ts';
import { command } from './command.ts';
import { answering, examined, folderOf, reference } from './examined.ts';

const error = (status: number) => ({ status, headers: {}, body: { status } });
const html = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><title>Log in</title>',
};

describe('the doctor', () => {
  it('finds nothing amiss in a whole account, and sends nothing but GET', async (t) => {
    const methods = new Set<string>();
    const core = createCore();
    const { targetFile } = await reference(t, {
      core: (state, request) => {
        methods.add(request.method);
        return core(state, request);
      },
    });
    const account = { ...targetFile.account, id: 13667499 };

    const { status, text } = await examined(t, { ...targetFile, account });

    assert.equal(status, 0);
    assert.match(text, /All is well: nothing is in the way of a run\.$/);
    assert.doesNotMatch(text, /^[✗!–]/m);
    assert.equal(text.match(/^✓/gm)?.length, 20);
    assert.deepEqual([...methods], ['GET']);
  });

  it('tells through the command line too, by its exit status', async (t) => {
    const config = join(folderOf(t), 'target.yaml');
    const { targetFile } = await reference(t);
    writeFileSync(config, stringify(targetFile));

    const { status, output } = await command(['doctor', '--config', config], {
      AMOCRM_STATE_DIR: folderOf(t),
    });

    assert.equal(status, 0, output);
  });

  it('finds what the target file lacks, and looks at none that is unusable', async (t) => {
    const { targetFile } = await reference(t);

    assert.equal((await examined(t, { ...targetFile, account: {} })).status, 3);
    await assert.rejects(examined(t, 'name: x'), { name: 'TargetFileError', message: /lacks "baseUrl"/ });
  });
});

describe('on the way to the target it finds', () => {
  const proxies = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy'];
  const direct = Object.fromEntries(proxies.map((name) => [name, '']));

  it('a name that does not resolve, and looks no further', async (t) => {
    const config = join(folderOf(t), 'target.yaml');
    writeFileSync(
      config,
      'name: x\nbaseUrl: https://nothing.invalid\nauth: { administrator: { bearer: secret-of-nobody } }\n',
    );

    const { status, output } = await command(['doctor', '--config', config], direct);

    assert.equal(status, 3);
    assert.match(output, /^✗ name {11}nothing\.invalid doesn't resolve \(\w+\)\./m);
    assert.match(output, /^– the rest/m);
    assert.doesNotMatch(output, /^. (connection|API)|secret-of-nobody|^ +at /m);
  });

  it('a server that takes the connection and says nothing, in bounded time', async (t) => {
    const { targetFile } = await reference(t);
    const { origin } = await listening(t, createServer());
    const pace = { timeoutSeconds: 0.3 };

    const { status, about } = await examined(t, { ...targetFile, baseUrl: origin, pace });

    assert.equal(status, 3);
    assert.match(about('API'), /^✗ .* After 0\.3 s no answer had come/);
  });
});

describe('of the answers it tells', () => {
  const list = { status: 200, headers: {}, body: { ok: 1 } };
  const moved = { status: 302, headers: { location: '/\u0085in\u009b31m' } };
  const refusals = [
    ['administrator', error(401), /refused the credentials .*auth\.administrator\.bearer/],
    ['customers', error(402), /switched off or not paid for .*\(402\)/],
    ['API', error(404), /no API at .* Correct baseUrl/],
    ['API', error(503), /answered 503 3 times in a row/],
    ['API', error(500), /answered 500\. Look into its log/],
    ['API', html, /an HTML page .* probably a login page/],
    ['API', list, /no list of the API/],
    ['API', moved, /redirects to/],
  ] as const;
  for (const [about, answer, told] of refusals) {
    it(`of ${about}: ${told}`, async (t) => {
      const { targetFile } = await reference(t, { core: answering(() => answer) });

      const found = await examined(t, targetFile);

      assert.equal(found.status, 3);
      assert.match(found.about(about), /^✗/);
      assert.match(found.about(about), told);
      assert.match(found.about('the rest'), /^–/);
      assert.doesNotMatch(found.text, /[\u0080-\u009f]/);
    });
  }

  const clocks = [
    [-7320, /^! .* 2 h 2 min behind this machine's/],
    [90_060, /^! .* 1 d 1 h 1 min ahead of/],
    [50, /^✓/],
  ] as const;
  for (const [seconds, told] of clocks) {
    it(`a clock that is off by ${seconds} s, which a run gets by with`, async (t) => {
      const clock = () => Math.floor(Date.now() / 1000) + seconds;
      const { targetFile } = await reference(t, { clock });

      const account = { ...targetFile.account, id: 13667499 };

      const found = await examined(t, { ...targetFile, account });

      assert.match(found.about('clock'), told);
      assert.equal(found.status, 0);
      // Nobody is told that all is well below a warning.
      assert.equal(/All is well/.test(found.text), found.about('clock').startsWith('✓'));
    });
  }

  it('a journal that stands in the way, and how to sweep', async (t) => {
    const { targetFile, baseUrl } = await reference(t);
    const folder = folderOf(t);
    Journal.begin(folder, { target: { name: 'x', baseUrl }, seed: 1 });

    const atWork = await examined(t, targetFile, { AMOCRM_STATE_DIR: folder });

    assert.equal(atWork.status, 3);
    assert.match(atWork.about('journal'), /^✗ .* Another run is at work/);

    const file = journalFile(folder, baseUrl);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"pid":\d+/, '"pid":999999999'));
    const dead = await examined(t, targetFile, { AMOCRM_STATE_DIR: folder });

    assert.match(dead.about('journal'), /^✗ .* did not put everything back .* sweep --config /);
  });
});
