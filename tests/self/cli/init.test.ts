import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { init, type InitOptions } from '../../../cli/init.ts';
import type { Questions } from '../../../cli/init/questions.ts';
import { UsageError } from '../../../cli/usage-error.ts';
import { accountOf } from '../../../target/amocrm/account.ts';
import { parseTarget, readTargetFile } from '../../../target/target-file.ts';
import { command } from './command.ts';
import { examined, folderOf, reference } from './examined.ts';
import { told } from './told.ts';

const secrets = { ADMIN_TOKEN: 'demo-administrator-token', MEMBER_COOKIE: 'session_id=demo-member-session' };
const roles = ['--administrator', 'bearer:ADMIN_TOKEN', '--member', 'cookie:MEMBER_COOKIE'];

/** Writes a target file without a terminal; nothing is sent, as no variable is set. */
async function written(t: TestContext, options: Partial<InitOptions>, env: NodeJS.ProcessEnv = {}) {
  const output = join(folderOf(t), 'target.yaml');
  t.mock.method(console, 'log', () => undefined);
  const given = { baseUrl: 'https://crm.test', administrator: 'bearer:TOKEN', output, ...options };
  await init(given, null, env);
  return readFileSync(output, 'utf8');
}

describe('init at a served reference', () => {
  it('writes a file that is whole, and that certifies it', async (t) => {
    const { baseUrl, targetFile } = await reference(t);
    const folder = folderOf(t);
    const output = join(folder, 'new', 'target.yaml');
    const env = { ...secrets, AMOCRM_STATE_DIR: folder };

    const made = await command(['init', '--base-url', baseUrl, ...roles, '--output', output], env);
    const target = readTargetFile(output, secrets);
    const narrowed = ['--only', 'customers.list', '--output', join(folder, 'report')];
    const certified = await command(['--config', output, ...narrowed], env);

    assert.equal(made.status, 0);
    const { contacts, ...rest } = targetFile.account;
    assert.deepEqual(accountOf(target), { id: 13667499, ...rest, contacts: contacts.slice(0, 3) });
    assert.equal(statSync(output).mode & 0o777, 0o600);
    const everything = `${made.output}${readFileSync(output, 'utf8')}`;
    assert.ok(!Object.values(secrets).some((secret) => everything.includes(secret)));
    assert.match(made.output, /^Found in the account: its id \(13667499\), .* address\)\.$/m);
    assert.doesNotMatch(made.output, /A whole run takes more|export/);
    assert.equal(certified.status, 0, certified.output);

    const doctor = await examined(t, readFileSync(output, 'utf8'), secrets);
    assert.equal(doctor.status, 0);
    assert.doesNotMatch(doctor.text, /^[✗!–]/m);
  });

  it('writes the file all the same when the credentials are refused, and says so', async (t) => {
    const { baseUrl } = await reference(t);
    const output = join(folderOf(t), 'target.yaml');
    const env = { ADMIN_TOKEN: 'wrong-token-of-nobody' };

    const made = await told(() => init({ baseUrl, administrator: 'bearer:ADMIN_TOKEN', output }, null, env));

    assert.equal(made.status, 0);
    assert.match(
      made.printed,
      /samples only\. The target refused the credentials of the administrator \(401\)/,
    );
    assert.ok(!made.printed.includes('wrong-token-of-nobody'));
    assert.ok(existsSync(output));
  });
});

describe('init without a terminal', () => {
  const secret =
    'bearer:s3cret-Value s3cretvalue bearer:s3cretvalue login:EVE:s3cret cookie:a=s3cret bearer:';
  for (const administrator of secret.split(' ')) {
    it(`does not take the secret itself, nor show it: ${administrator}`, async (t) => {
      const output = join(folderOf(t), 'target.yaml');

      await assert.rejects(
        init({ baseUrl: 'https://crm.test', administrator, output }, null, {}),
        (error) => error instanceof UsageError && !/s3cret/i.test(error.message),
      );
      assert.ok(!existsSync(output));
    });
  }

  it('refuses to replace a file, unless it is told to', async (t) => {
    const output = join(folderOf(t), 'target.yaml');
    writeFileSync(output, 'mine');
    const given = { baseUrl: 'https://crm.test', administrator: 'bearer:UNSET_TOKEN', output };

    await assert.rejects(init(given, null, {}), {
      name: 'UsageError',
      message: /is there already\. .* --force/,
    });
    assert.equal(readFileSync(output, 'utf8'), 'mine');

    const { status, printed } = await told(() => init({ ...given, force: true }, null, {}));
    assert.equal(status, 0);
    assert.match(printed, /^ {2}export UNSET_TOKEN='…'$/m);
    assert.match(readFileSync(output, 'utf8'), /^name: crm\.test$/m);
  });

  it('keeps with --force what the file says, and asks for nothing again', async (t) => {
    const output = join(folderOf(t), 'target.yaml');
    const member = 'headers:X-Key:MEMBER_KEY';
    t.mock.method(console, 'log', () => undefined);
    const given = { baseUrl: 'https://crm.test', administrator: 'bearer:TOKEN', name: 'Staging', member };
    await init({ ...given, output, allowWrites: true }, null, {});
    const first = readFileSync(output, 'utf8');

    await init({ output, force: true }, null, {});

    assert.equal(readFileSync(output, 'utf8'), first);
    assert.match(first, /^# yaml-language-server: \$schema=\S+\/spec\/schemas\/target\.schema\.json\n/);
    const [, schema = ''] = /\$schema=(\S+)/.exec(first) ?? [];
    assert.ok(existsSync(join(output, '..', schema)));
    assert.match(first, /^allowWrites: crm\.test$/m);
  });

  it('takes consent from its option alone', async (t) => {
    const env = { TOKEN: 'x' };
    const silent = parseTarget(await written(t, {}), 'x', env);
    const consenting = parseTarget(await written(t, { allowWrites: true }), 'x', env);

    assert.deepEqual([silent.writable, consenting.writable], [false, true]);
  });

  it('leaves samples that make a target file once the # is taken away', async (t) => {
    const [, text = ''] =
      /^# yaml-language-server: .*\n([^]*)# The certificate/.exec(await written(t, {})) ?? [];
    const bare = text.replace(/^# (?=\S+:|  )/gm, '').replace(/^  # (?=member:|  )/gm, '  ');

    const target = parseTarget(bare, 'x', { TOKEN: 'x', MEMBER_TOKEN: 'y' });

    assert.equal(accountOf(target).contacts.length, 3);
    assert.equal(accountOf(target).customFields.multiselect?.enums.length, 3);
    assert.equal(target.auth.member?.kind, 'bearer');
    assert.equal(target.pace.requestsPerSecond, 7);
  });
});

describe('init at a terminal', () => {
  /** Gives prepared answers, and keeps the questions. */
  function answers(...given: readonly (string | boolean)[]): Questions & { readonly asked: string[] } {
    const asked: string[] = [];
    const next = (message: string): Promise<string | boolean> => {
      const answer = given[asked.push(message) - 1];
      const left = Object.assign(new Error('left'), { name: 'ExitPromptError' });
      return answer === undefined ? Promise.reject(left) : Promise.resolve(answer);
    };
    return {
      asked,
      text: async ({ message, initial = '', problem }) => {
        const answer = String(await next(message)) || initial;
        assert.equal(problem?.(answer) ?? null, null);
        return answer;
      },
      choice: async ({ message, choices }) => {
        const answer = await next(message);
        return choices.find(({ value }) => value === answer)?.value ?? assert.fail(message);
      },
      consent: async (message) => (await next(message)) === true,
    };
  }

  it('asks for all that it was not told', async (t) => {
    const output = join(folderOf(t), 'target.yaml');
    t.mock.method(console, 'log', () => undefined);
    const login = ['https://crm.test/crm', '', 'login', '', 'CRM_HASH'];
    const questions = answers(...login, 'headers', 'X-Api-Key', '', true);

    await init({ output }, questions, {});
    const target = readTargetFile(output, { ADMINISTRATOR_USER: 'eve', CRM_HASH: 'h', MEMBER_KEY: 'k' });

    assert.equal(target.name, 'crm.test');
    assert.deepEqual(target.auth, {
      administrator: { kind: 'login', user: 'eve', hash: 'h' },
      member: { kind: 'headers', headers: { 'X-Api-Key': 'k' } },
    });
    assert.equal(target.writable, true);
    assert.match(questions.asked.at(-1) ?? '', /May runs create, change and delete .* on crm\.test\?/);
  });

  it('asks for no consent on this machine, and for nothing that it was told', async (t) => {
    const output = join(folderOf(t), 'target.yaml');
    t.mock.method(console, 'log', () => undefined);
    const questions = answers('none');

    const told = { baseUrl: 'http://localhost:1', name: 'x', administrator: 'bearer:TOKEN' };
    await init({ output, ...told }, questions, {});

    assert.match(questions.asked.join('\n'), /^.*without administrator's rights.*$/);
    assert.doesNotMatch(readFileSync(output, 'utf8'), /^allowWrites/m);
  });

  it('writes nothing when it is left', async (t) => {
    const output = join(folderOf(t), 'target.yaml');

    await assert.rejects(
      init({ output }, answers('https://crm.test', '', 'bearer'), {}),
      (error) => error instanceof UsageError && error.message === 'Interrupted: nothing was written.',
    );
    assert.ok(!existsSync(output));
  });
});
