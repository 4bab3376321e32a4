/** Commands that are printed to be pasted, pasted: each goes through a shell where the user stood, and works. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, after, describe, it } from 'node:test';
import { tmpdir } from 'node:os';
import { stringify } from 'yaml';
import { type Reference, startReference } from '../../../reference/server.ts';
import { seenOf } from '../sweep/killing.ts';
import { bin, ended, type Ended, resultsIn } from './command.ts';

/** What a shell would take for something else. */
const awkward = `it's $HOME & "more"`;

let reference: Reference;
const folder = mkdtempSync(join(tmpdir(), 'amocrm-conformance-pasted-'));
const config = `${awkward}/target.yaml`;
const output = `${awkward}/report`;
let env: NodeJS.ProcessEnv;

before(async () => {
  reference = await startReference();
  const { auth, ...file } = reference.targetFile;
  const { administrator, member } = auth;
  mkdirSync(join(folder, awkward));
  const roles = { administrator: { bearer: '${STAGING_TOKEN}' }, member: { cookie: '${member_cookie}' } };
  writeFileSync(join(folder, config), stringify({ ...file, auth: roles, pace: { requestsPerSecond: 150 } }));
  env = {
    ...process.env,
    NODE_TEST_CONTEXT: undefined,
    AMOCRM_STATE_DIR: join(folder, 'state'),
    STAGING_TOKEN: administrator.bearer,
    member_cookie: member.cookie,
    MEMBER_COOKIE: member.cookie,
  };
});

after(async () => {
  await reference.close();
  rmSync(folder, { recursive: true });
});

/** Runs a program where the user stands. @param heard with all that was printed, whenever there is more */
function run(
  program: string,
  args: readonly string[],
  heard: (printed: string, kill: () => void) => void = () => undefined,
): Promise<Ended> {
  const child = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  return ended(child, (printed) => heard(printed, () => child.kill('SIGKILL')));
}

const suite = (...args: readonly string[]) => run(process.execPath, [bin, ...args]);
const paste = (line: string) => run('sh', ['-c', line]);

/** The lines that begin a command of the suite. */
function commandsIn(printed: string): readonly string[] {
  return printed.split('\n').flatMap((line) => /^(?:To go on[^:]*: | +)(npm .*)$/.exec(line)?.[1] ?? []);
}

/** The commands of a page, by label. */
function commandsOn(label: string): readonly string[] {
  const page = readFileSync(join(folder, output, 'index.html'), 'utf8');
  const found = page.matchAll(new RegExp(`aria-label="${label}[^"]*"><code>([^<]*)</code>`, 'g'));
  const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return [...found].map(([, line = '']) =>
    line.replace(/&(#?\w+);/g, (_, name: string) => names[name] ?? '?'),
  );
}

const results = () => resultsIn(join(folder, output));

describe('pasted into a shell, what is printed works', { concurrency: false }, () => {
  it('after a kill: sweep, then resume', async () => {
    const account = seenOf({ reference });
    const killed = await run(
      process.execPath,
      [bin, '--config', config, '--output', output, '--seed', '7'],
      (printed, kill) => {
        if (/[2-9]\d of \d+ tests done/.test(printed)) kill();
      },
    );
    assert.equal(killed.status, null, 'it was killed');

    const doctor = await suite('doctor', '--config', config);
    const held = await suite('--config', config, '--output', output);
    const [sweep = '', resume = ''] = commandsIn(held.output);
    const swept = await paste(`${sweep} --yes`);
    const resumed = await paste(resume);

    assert.deepEqual(
      [held.status, swept.status, resumed.status],
      [3, 0, 0],
      held.output + swept.output + resumed.output,
    );
    assert.deepEqual(commandsIn(doctor.output), [sweep, resume], doctor.output);
    assert.deepEqual(commandsIn(swept.output), [resume], swept.output);
    assert.match(results().obstacle ?? 'none', /^none$/);
    assert.deepEqual([results().seed, results().resumedAt?.length], [7, 1]);
    assert.deepEqual(seenOf({ reference }), account);
  });

  it('of a page: one requirement alone, beside the whole report', async () => {
    const whole = results();
    const [only = ''] = commandsOn('Command that tries this requirement alone');

    const { status, output: printed } = await paste(only);

    assert.equal(status, 0, printed);
    assert.match(printed, /Filtered run/);
    assert.match(printed, new RegExp(reference.baseUrl));
    assert.deepEqual(results(), whole);
  });

  it('of a page: a request, with the credentials of the target file’s variables', async () => {
    const commands = commandsOn('Command that repeats exchange');
    const read = commands.filter((line) => !/ -X /.test(line));
    const asAdministrator = read.find((line) => line.includes('"$STAGING_TOKEN"')) ?? '';
    const asMember = commands.find((line) => line.includes('"$member_cookie"')) ?? '';

    const administrator = await paste(asAdministrator);
    const member = await paste(`${asMember} -o /dev/null -w '%{http_code}'`);

    assert.match(administrator.output, /HTTP\/1\.1 20[04]/);
    assert.match(member.output, /20[04]|403/);
    assert.doesNotMatch(member.output, /401/);
  });

  it('of a page: a long body, out of the log', async () => {
    const [line = ''] = commandsOn('Command that repeats exchange').filter((one) => one.startsWith('jq '));

    const { output: sent } = await paste(line.replace(/ \| curl [^]*$/, ''));

    assert.ok(JSON.parse(sent), sent);
  });

  it('of init: what it takes where nobody can be asked, and the look at what was written', async () => {
    const written = `${awkward}/own.yaml`;
    const unasked = await suite('init', '-o', 'sample.yaml');
    const [least = ''] = /npm .* init .*$/m.exec(unasked.output) ?? [];
    const sample = await paste(`env -u STAGING_TOKEN ${least} --output sample.yaml`);
    const filled = await suite(
      ...['init', '--base-url', reference.baseUrl, '--administrator', 'bearer:STAGING_TOKEN'],
      ...['--member', 'cookie:MEMBER_COOKIE', '--output', written, '--yes'],
    );
    const [doctor = ''] = /npm .* doctor .*$/m.exec(filled.output) ?? [];

    const looked = await paste(doctor);

    assert.deepEqual([unasked.status, sample.status, filled.status], [2, 0, 0], sample.output);
    assert.ok(existsSync(join(folder, 'sample.yaml')));
    assert.equal(looked.status, 0, looked.output);
  });

  it('of a key that is none: how to make both, and how to decrypt one', async () => {
    const encrypted = `${awkward}/encrypted.pem`;
    writeFileSync(join(folder, 'none.pem'), 'no key');
    const begin = ['--config', config, '--only', 'periods.list', '--sign'];
    const advised = async (...args: readonly string[]): Promise<string> => {
      const { status, output: printed } = await suite(...args);
      assert.equal(status, 2, printed);
      return /openssl .*$/m.exec(printed)?.[0] ?? '';
    };

    await paste(await advised(...begin, 'none.pem'));
    await paste(await advised('verify', `${output}/certificate.intoto.jsonl`, '--key', 'key.pem'));
    assert.match(readFileSync(join(folder, 'key.pem'), 'utf8'), /BEGIN PRIVATE KEY/);
    assert.match(readFileSync(join(folder, 'public.pem'), 'utf8'), /BEGIN PUBLIC KEY/);

    const secret = 'pass:of-the-test';
    await run('openssl', ['pkey', '-in', 'key.pem', '-aes256', '-passout', secret, '-out', encrypted]);
    rmSync(join(folder, 'key.pem'));
    await paste(`${await advised(...begin, encrypted)} -passin ${secret}`);
    assert.match(readFileSync(join(folder, 'key.pem'), 'utf8'), /BEGIN PRIVATE KEY/);
  });

  it('of waivers that are there already: how to bring them up to date', async () => {
    const waivers = `${awkward}/waivers.yaml`;
    const begin = ['--config', config, '--only', 'periods.list', '--write-waivers', waivers];
    writeFileSync(join(folder, waivers), 'waivers: []\n');

    const refused = await suite(...begin);
    const [, more = ''] = /add (--waivers .*)$/m.exec(refused.output) ?? [];
    const words = begin.map((one) => `'${one.replaceAll("'", "'\\''")}'`).join(' ');
    const updated = await paste(`'${process.execPath}' '${bin}' ${words} ${more}`);

    assert.deepEqual([refused.status, updated.status], [2, 0], refused.output + updated.output);
    assert.match(updated.output, /No waivers were drafted: there is nothing new/);
  });
});
