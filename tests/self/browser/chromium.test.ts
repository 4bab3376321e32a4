import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { foundChromium, installChromium, waysToInstall } from './install-chromium.ts';

/** A folder with programs that print a line when asked for their version. */
function programs(t: TestContext, versions: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-path-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [name, version] of Object.entries(versions)) {
    writeFileSync(join(folder, name), `#!/bin/sh\necho "${version}"\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

const nowhere = '/there/is/no/such/chrome';

describe('Chromium', { skip: process.platform === 'win32' }, () => {
  it('is the one that CHROMIUM_PATH names, and not guessed when that names something else', (t) => {
    const PATH = programs(t, { mine: 'Chromium 156.0', other: 'Firefox 1.0', chromium: 'Chromium 1.0' });
    const named = (CHROMIUM_PATH: string) => foundChromium({ CHROMIUM_PATH, PATH }, nowhere);

    assert.equal(named(join(PATH, 'mine')), join(PATH, 'mine'));
    for (const path of [join(PATH, 'other'), nowhere])
      assert.throws(() => named(path), /CHROMIUM_PATH names/);
  });

  it('is found on the PATH, past one that does not start', (t) => {
    const broken = programs(t, { 'chromium-browser': 'Please run: snap install chromium' });
    writeFileSync(join(broken, 'chromium'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const system = programs(t, { 'google-chrome': 'Google Chrome 156.0' });
    const path = ['', broken, system].join(delimiter);
    assert.equal(foundChromium({ PATH: path }, nowhere), join(system, 'google-chrome'));
  });
});

describe('the installation of Chromium', { skip: process.platform === 'win32' }, () => {
  const failing = { name: 'a way that fails', commands: [['sh', '-c', 'echo no network >&2; exit 1']] };
  const working = { name: 'a way that works', commands: [['sh', '-c', 'exit 0']] };

  it('goes on to the next way when one fails, and says what it does', async () => {
    const said: string[] = [];
    const wrong = await installChromium(
      () => said.length === 2,
      (line) => said.push(line),
      [failing, working, failing],
    );
    const installing = 'Installing Chromium, once: a way that';
    assert.deepEqual(said, [`${installing} fails …`, `${installing} works …`]);
    assert.match(wrong.join('\n'), /^a way that fails: `sh -c .*` failed: no network$/);
  });

  it('never asks for a password', () => {
    const commands = waysToInstall(false).flatMap((way) => way.commands);
    for (const [file, ...args] of commands.filter(([name]) => name === 'sudo')) {
      assert.equal(args[0], '-n', `${file} ${args.join(' ')}`);
    }
    assert.ok(!commands.flat().includes('--with-deps'));
    assert.ok(waysToInstall(true).every((way) => way.commands.every(([name]) => name !== 'sudo')));
  });
});
