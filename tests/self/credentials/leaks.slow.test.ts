import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { stringify } from 'yaml';
import { command } from '../cli/command.ts';
import { authority } from '../target/certificates.ts';
import { proxyTo } from '../target/proxy-server.ts';
import { startEchoingTarget } from './echoing-target.ts';
import { spellingsOf } from './spellings.ts';
import { folderAfter } from '../temporary.ts';

/** Characters that every way of escaping makes something else of. */
const awkward = '/+=~"&<z>';

const passwords = { administrator: `basic-pass:${awkward}`, member: 'key of the member, with spaces' };
const basic = Buffer.from(`eve:${passwords.administrator}`).toString('base64');
const administrator = {
  bearer: `token-of-administrator${awkward}`,
  cookie: 'session%2Fof+administrator/==',
  login: { user: 'administrator+1@corp.test', hash: `hash-of-administrator${awkward}ü` },
  headers: { Authorization: `Basic ${basic}` },
};
const member = {
  bearer: `token-of-member${awkward}`,
  cookie: 'session-of-member"&<x>',
  login: { user: 'member+1@corp.test', hash: `hash-of-member${awkward}ü` },
  headers: { 'X-Api-Key': passwords.member },
};
const passphrase = `passphrase-of-the-key${awkward}`;
const proxyPassword = `password-of-the-proxy${awkward}`;
const vaultKey = 'key-in-the-command-line';
const wrongHash = `wrong-hash${awkward}`;

const folder = folderAfter('leaks');

/** What a run is about. */
interface Run {
  readonly name: string;
  /** Of the target file. */
  readonly auth: object;
  /** What the target repeats, and nobody may find. */
  readonly secrets: readonly string[];
  /** Of the command line, besides the target file and the output; a small certification by default. */
  readonly args?: readonly string[];
  /** Further keys of the target file. */
  readonly more?: object;
  readonly env?: NodeJS.ProcessEnv;
  /** The name of a customer that is there already. */
  readonly leftover?: string;
  /** Whether the target is reached by way of a proxy, which has these credentials. */
  readonly proxy?: { readonly credentials: string };
}

/** What a run left. */
interface Traces {
  readonly status: number | null;
  readonly output: string;
  /** Every file that it wrote, by path. */
  readonly files: ReadonlyMap<string, Buffer>;
}

/** Runs the command line against a target that repeats its secrets, and looks for them everywhere. */
async function run(
  t: TestContext,
  { name, auth, secrets, args, more = {}, env = {}, leftover, proxy }: Run,
): Promise<Traces> {
  const target = await startEchoingTarget({ administrator, member }, secrets);
  t.after(target.close);
  if (leftover !== undefined) await addCustomer(target.url, leftover);
  const place = join(folder, name);
  mkdirSync(place);
  const config = join(folder, `${name}.yaml`);
  writeFileSync(config, stringify({ ...target.targetFile, ...more, auth }));
  const certify = [
    '--output',
    join(place, 'report'),
    '--only',
    'customers.add.name',
    'customers.delete.one',
    '--seed',
    '7',
  ];
  const way = proxy && (await proxyTo(t, target.url)).origin.host;

  const ended = await command([...(args ?? certify), '--config', config], {
    AMOCRM_STATE_DIR: join(place, 'state'),
    ...env,
    ...(proxy && {
      HTTP_PROXY: `http://${proxy.credentials}@${way ?? ''}`,
      http_proxy: '',
      NO_PROXY: '',
      no_proxy: '',
    }),
  });

  const files = readdirSync(place, { recursive: true, withFileTypes: true, encoding: 'utf8' })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const traces = {
    ...ended,
    files: new Map(files.map((file) => [relative(place, file), readFileSync(file)])),
  };
  assertNothingLeaks(traces, [...target.secrets]);
  return traces;
}

/** Adds a customer as a run of the suite does: with a date of creation that is long past. */
async function addCustomer(target: URL, name: string): Promise<void> {
  const created = Date.UTC(2001, 0, 1) / 1000;
  const { status } = await fetch(new URL('/api/v2/customers', target), {
    method: 'POST',
    headers: { Authorization: `Bearer ${administrator.bearer}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ add: [{ name, next_date: created, created_at: created }] }),
  });
  assert.equal(status, 200);
}

/** Looks for every secret, in every spelling, in every byte. */
function assertNothingLeaks({ output, files }: Traces, secrets: readonly string[]): void {
  const sought = secrets.flatMap((secret) => spellingsOf(secret).map((spelling) => ({ secret, spelling })));
  const found = [...files, ['the terminal', Buffer.from(output)] as const].flatMap(([name, bytes]) =>
    sought
      .filter(({ spelling }) => bytes.includes(spelling))
      .map(({ secret, spelling }) => `${name} holds ${secret} as ${spelling}`),
  );
  assert.deepEqual(found, []);
}

function textOf({ files }: Traces, name: string): string {
  return files.get(join('report', name))?.toString() ?? '';
}

describe('no credential is in any byte of what a run leaves', { concurrency: 2 }, () => {
  it('with a token and a cookie; curl lines name them', async (t) => {
    const auth = {
      administrator: { bearer: administrator.bearer },
      member: { cookie: `session_id=${member.cookie}` },
    };
    const secrets = [administrator.bearer, member.cookie];

    const traces = await run(t, { name: 'tokens', auth, secrets });

    assert.match(textOf(traces, 'index.html'), /curl [^$]*\$ADMINISTRATOR_BEARER/);
    assert.match(textOf(traces, 'run.har'), /Bearer \$ADMINISTRATOR_BEARER/);
  });

  it('with a command and a login', async (t) => {
    const command = `printf %s "$CRM_TOKEN" # ${vaultKey}`;
    const auth = { administrator: { tokenCommand: command }, member: { login: member.login } };
    const secrets = [administrator.bearer, member.login.user, member.login.hash];

    const traces = await run(t, { name: 'renewed', auth, secrets, env: { CRM_TOKEN: administrator.bearer } });

    assertNothingLeaks(traces, [vaultKey]);
    assert.match(textOf(traces, 'run.har'), /Bearer \$ADMINISTRATOR_TOKEN_COMMAND/);
    assert.match(textOf(traces, 'run.har'), /session_id=\$MEMBER_SESSION/);
  });

  it('with other headers, a locked key and a proxy that passes its own credentials on', async (t) => {
    const ours = authority();
    t.after(ours.remove);
    const more = {
      baseUrl: 'http://crm.test',
      allowWrites: 'crm.test',
      pace: { requestsPerSecond: 500 },
      tls: { ...ours.issue('eve', { passphrase }), ca: ours.ca, passphrase },
    };
    const auth = { administrator: { headers: administrator.headers }, member: { headers: member.headers } };
    const pair = `proxy-user:${proxyPassword}`;
    const secrets = [...Object.values(passwords), basic, passphrase, proxyPassword, pair];
    const proxy = { credentials: `proxy-user:${encodeURIComponent(proxyPassword)}` };

    const traces = await run(t, { name: 'headers', auth, secrets, more, proxy });

    assert.match(textOf(traces, 'run.har'), /\$ADMINISTRATOR_HEADER_AUTHORIZATION/);
    assert.match(textOf(traces, 'run.har'), /\$HTTP_PROXY_PASSWORD/);
    assert.match(textOf(traces, 'run.har'), /\$TLS_PASSPHRASE/);
  });

  it('with a login that is refused', async (t) => {
    const { user } = administrator.login;
    const auth = { administrator: { login: { user, hash: wrongHash } } };

    const { status } = await run(t, { name: 'refused', auth, secrets: [user, wrongHash] });

    assert.equal(status, 3);
  });

  it('with a command that fails, and prints its token where it ought not to', async (t) => {
    const token = 'token-in-the-standard-error';
    const auth = { administrator: { tokenCommand: `echo ${token} >&2; echo ${token}; exit 4` } };

    const traces = await run(t, { name: 'failing', auth, secrets: [], args: ['sweep', '--yes'] });

    assertNothingLeaks(traces, [token]);
    assert.equal(traces.status, 2);
    assert.match(traces.output, /auth\.administrator\.tokenCommand ended with exit status 4/);
  });

  it('when the suite breaks down', async (t) => {
    const auth = { administrator: { bearer: administrator.bearer }, member: { login: member.login } };
    const secrets = [administrator.bearer, member.login.user, member.login.hash];
    const noFolder = join(folder, 'no-folder');
    writeFileSync(noFolder, '');

    const { status } = await run(t, { name: 'broken', auth, secrets, env: { AMOCRM_STATE_DIR: noFolder } });

    assert.notEqual(status, 0);
  });

  it('with a sweep of things whose names repeat them', async (t) => {
    const secret = 'short-hash';
    const auth = {
      administrator: { headers: { Authorization: `Bearer ${administrator.bearer}`, 'X-Other': secret } },
    };
    const args = ['sweep', '--yes', '--force'];
    const leftover = `acf-1abc ${secret}`;

    const { output } = await run(t, {
      name: 'swept',
      auth,
      secrets: [administrator.bearer, secret],
      args,
      leftover,
    });

    assert.match(output, /acf-1abc \$ADMINISTRATOR_HEADER_X_OTHER/);
  });
});
