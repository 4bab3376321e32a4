import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { stringify } from 'yaml';
import { createCore } from '../../../reference/core/core.ts';
import { Journal, journalFile } from '../../../target/journal.ts';
import { command } from './command.ts';
import { answering, examined, folderOf, reference } from './examined.ts';

const error = (status: number) => () => ({ status, headers: {}, body: { status } });
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
    const env = { AMOCRM_STATE_DIR: folderOf(t) };
    writeFileSync(config, stringify(targetFile));
    const well = await command(['doctor', '--config', config], env);
    writeFileSync(config, stringify({ ...targetFile, account: {} }));
    const lacking = await command(['doctor', '--config', config], env);
    writeFileSync(config, 'name: x');
    const unusable = await command(['doctor', '--config', config], env);

    assert.deepEqual([well.status, lacking.status, unusable.status], [0, 3, 2]);
    assert.match(unusable.output, /lacks "baseUrl"/);
  });
});

describe('on the way to the target it finds', () => {
  const direct = {
    HTTP_PROXY: '',
    HTTPS_PROXY: '',
    ALL_PROXY: '',
    http_proxy: '',
    https_proxy: '',
    all_proxy: '',
  };

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
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    t.after(() => server.close());
    server.on('connection', (socket) => t.after(() => socket.destroy()));
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const { targetFile } = await reference(t);

    const { status, about } = await examined(t, {
      ...targetFile,
      baseUrl: `http://127.0.0.1:${String(port)}`,
      pace: { timeoutSeconds: 0.3 },
    });

    assert.equal(status, 3);
    assert.match(about('API'), /^✗ .* After 0\.3 s no answer had come/);
  });
});

describe('of the answers it tells', () => {
  const refusals = [
    {
      says: 'credentials that are refused',
      about: 'administrator',
      status: 401,
      told: /refused the credentials .*auth\.administrator\.bearer/,
    },
    {
      says: 'a feature that is switched off',
      about: 'customers',
      status: 402,
      told: /switched off or not paid for .*\(402\)/,
    },
    {
      says: 'an API that is somewhere else',
      about: 'API',
      status: 404,
      told: /no API at .* Correct baseUrl/,
    },
    { says: 'a server that is down', about: 'API', status: 503, told: /answered 503 3 times in a row/ },
    { says: 'a server that is broken', about: 'API', status: 500, told: /answered 500\. Look into its log/ },
  ] as const;
  for (const { says, about, status, told } of refusals) {
    it(says, async (t) => {
      const { targetFile } = await reference(t, { core: answering(error(status)) });

      const found = await examined(t, targetFile);

      assert.equal(found.status, 3);
      assert.match(found.about(about), /^✗/);
      assert.match(found.about(about), told);
      assert.match(found.about('the rest'), /^–/);
    });
  }

  it('a login page', async (t) => {
    const { targetFile } = await reference(t, { core: answering(() => html) });

    assert.match((await examined(t, targetFile)).about('API'), /^✗ .* an HTML page .* probably a login page/);
  });

  it('JSON that is no list, and a redirect whose place holds escape sequences', async (t) => {
    const other = await reference(t, {
      core: answering(() => ({ status: 200, headers: {}, body: { ok: 1 } })),
    });
    const moved = await reference(t, {
      core: answering(() => ({ status: 302, headers: { location: '/\u0085in\u009b31m' } })),
    });

    assert.match((await examined(t, other.targetFile)).about('API'), /^✗ .* no list of the API/);
    const { text, about } = await examined(t, moved.targetFile);
    assert.match(about('API'), /^✗ .* redirects to/);
    assert.doesNotMatch(text, /[\u0080-\u009f]/);
  });

  it('a clock that is off, and by how much', async (t) => {
    const now = (): number => Math.floor(Date.now() / 1000);
    const behind = await reference(t, { clock: () => now() - 7320 });
    const ahead = await reference(t, { clock: () => now() + 90_060 });
    const near = await reference(t, { clock: () => now() + 50 });

    const late = await examined(t, behind.targetFile);

    assert.match(late.about('clock'), /^! .* 2 h 2 min behind this machine's/);
    assert.equal(late.status, 0, 'a run gets by with it');
    assert.match((await examined(t, ahead.targetFile)).about('clock'), /^! .* 1 d 1 h 1 min ahead of/);
    assert.match((await examined(t, near.targetFile)).about('clock'), /^✓/);
  });

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
