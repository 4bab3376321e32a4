import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { localFindings } from '../../../cli/doctor/local.ts';
import { findingInWords } from '../../../cli/doctor/labels.ts';
import type { ReferenceTargetFile } from '../../../reference/target-file.ts';
import { parseTarget } from '../../../target/target-file.ts';
import { answering, examined, reference } from './examined.ts';

const bearer = { bearer: 'demo-administrator-token' };
const notThere = { status: 404, headers: {}, body: { status: 404 } };

async function withAccount(t: TestContext, account: Partial<ReferenceTargetFile['account']>) {
  const { targetFile } = await reference(t);
  return examined(t, { ...targetFile, account: { ...targetFile.account, ...account } });
}

describe('of the roles the doctor tells', () => {
  it('a member who is the administrator', async (t) => {
    const { targetFile } = await reference(t);

    const same = await examined(t, { ...targetFile, auth: { administrator: bearer, member: bearer } });

    assert.equal(same.status, 3);
    assert.match(same.about('member'), /^✗ .* it is the administrator's: user 504141\./);
  });

  it('roles that are mixed up', async (t) => {
    const { targetFile } = await reference(t);
    const { administrator, member } = targetFile.auth;

    const { about } = await examined(t, {
      ...targetFile,
      auth: { administrator: member, member: administrator },
    });

    assert.match(about('administrator'), /^✗ .* user 504142 is no administrator/);
    assert.match(about('member'), /^✗ .* user 504141 is an administrator/);
  });

  it('a member who is refused, and one who is missing', async (t) => {
    const { targetFile } = await reference(t);
    const { administrator } = targetFile.auth;

    const refused = await examined(t, {
      ...targetFile,
      auth: { administrator, member: { cookie: 'session_id=of-nobody' } },
    });
    const missing = await examined(t, { ...targetFile, auth: { administrator } });

    assert.match(refused.about('member'), /^✗ .* refused the credentials of the member \(401\)/);
    assert.doesNotMatch(refused.text, /of-nobody/);
    assert.match(missing.about('member'), /^✗ .* auth: member: bearer: \$\{MEMBER_TOKEN\}$/);
  });
});

describe('of the account the doctor tells', () => {
  it('that it is another one, or that none is named', async (t) => {
    const { targetFile } = await reference(t);
    const account = { ...targetFile.account, id: 7 };

    const unnamed = await examined(t, targetFile);
    const other = await examined(t, { ...targetFile, account });

    assert.match(unnamed.about('account id'), /^! .* names none\. .* account: id: 13667499$/);
    assert.equal(unnamed.status, 0);
    assert.match(other.about('account id'), /^✗ .* account 13667499, and the target file names 7\./);
    assert.equal(other.status, 3);
  });

  it('people and things that are not there, with ids of those that are', async (t) => {
    const { status, about } = await withAccount(t, {
      users: [504142, 5],
      contacts: [1099183, 77, 78],
      companies: [1099190],
    });

    assert.equal(status, 3);
    assert.match(about('users'), /^✗ users 5 doesn't exist .* account: users: \[504142, 504141\]$/);
    assert.match(
      about('contacts'),
      /^✗ contacts 77, 78 don't exist .* contacts: \[1099183, 1099181, 1099182\]$/,
    );
    assert.match(about('companies'), /^✗ .* names 1 of the 2 .* companies: \[1099190, 1099180\]$/);
  });

  it('a user who is not active any more', async (t) => {
    const users = [504141, 504142, 504143].map((id) => ({
      id,
      is_admin: id === 504141,
      is_active: id !== 504142,
    }));
    const body = { id: 13667499, current_user: 504141, _embedded: { users } };
    const core = answering(({ path }) =>
      path === '/api/v2/account' ? { status: 200, headers: {}, body } : null,
    );
    const { targetFile } = await reference(t, { core });

    const { about } = await examined(t, targetFile);

    assert.match(about('users'), /^✗ users 504142 .* not as active users\. .* users: \[504141, 504143\]$/);
  });

  it('a shortage that the account itself has', async (t) => {
    const core = answering(({ path }) => (path === '/api/v2/contacts' ? { status: 204, headers: {} } : null));
    const { targetFile } = await reference(t, { core });

    const { about } = await examined(t, targetFile);

    assert.match(about('contacts'), /^✗ .* Find 3 more contacts .* contacts: \[ID, ID, ID\]$/);
  });

  it('fields of the wrong type, or with options that they lack', async (t) => {
    const { about } = await withAccount(t, {
      customFields: { text: 4399655, multiselect: { id: 4400021, enums: ['3692471', '1', '2'] }, address: 3 },
    });

    assert.match(about('text field'), /^✗ .* 4399655 is an address field\. .* customFields: text: 4400017$/);
    assert.match(
      about('multi-select'),
      /^✗ .* has no option 1, 2\. .*enums: \["3692471", "3692472", "3692473"\]$/,
    );
    assert.match(about('address field'), /^✗ .* 3 is no custom field .* address: 4399655$/);
  });

  it('what it can not tell, where the target has no such endpoints', async (t) => {
    const core = answering(({ path }) => (/\/(account|contacts|companies)$/.test(path) ? notThere : null));
    const { targetFile } = await reference(t, { core });

    const whole = await examined(t, targetFile);
    const bare = await examined(t, { ...targetFile, account: {} });

    const named = await examined(t, { ...targetFile, account: { ...targetFile.account, id: 7 } });

    assert.equal(whole.status, 0);
    assert.match(named.about('account id'), /^✗ .* is 13667499, and the target file names 7/);
    for (const what of [
      'account',
      'account id',
      'users',
      'contacts',
      'companies',
      'text field',
      'multi-select',
    ])
      assert.match(whole.about(what), /^–/, what);
    assert.equal(bare.status, 3);
    assert.match(bare.about('users'), /^✗ .* names 0 of the 2 .* users: \[ID, ID\]$/);
    assert.match(bare.about('multi-select'), /^✗ .* multiselect: id: ID enums: \[ID, ID, ID\]$/);
  });
});

describe('of the target file the doctor tells', () => {
  const told = (more: string): string =>
    localFindings(
      parseTarget(
        `name: x\nbaseUrl: https://crm.test:8443\nauth: { administrator: { bearer: x } }\n${more}`,
        'x',
        {},
      ),
      'x.yaml',
      { AMOCRM_STATE_DIR: '/nowhere' },
    )
      .map(findingInWords)
      .join('\n');

  it('which profile a run gets, and the line of consent', () => {
    assert.match(told(''), /^! writes .*read-only profile[^]*allowWrites: crm\.test:8443$/m);
    assert.match(told('allowWrites: crm.test:8443'), /^✓ writes .*full profile/m);
    assert.match(told('allowWrites: crm.test'), /^✓ writes .*full profile/m);
  });

  it('a pace that gets banned', () => {
    assert.match(told(''), /^✓ pace {11}7 requests a second, 2 at once/m);
    assert.match(told('pace: { requestsPerSecond: 20 }'), /^! pace .*20 requests[^]*requestsPerSecond: 7/m);
  });
});
