import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { localFindings } from '../../../cli/doctor/local.ts';
import { findingInWords } from '../../../cli/doctor/labels.ts';
import type { ReferenceTargetFile } from '../../../reference/target-file.ts';
import type { Handler } from '../../../reference/core/handler.ts';
import { parseTarget } from '../../../target/target-file.ts';
import { answering, examined, reference } from './examined.ts';

const bearer = { bearer: 'demo-administrator-token' };
const notThere = { status: 404, headers: {}, body: { status: 404 } };

type File = ReferenceTargetFile;

/** A change to a whole target file, the status that the doctor ends with, and what it tells about what. */
type Case = readonly [string, (file: File) => object, number, readonly (readonly [string, RegExp])[]];

async function tells(t: TestContext, [, change, status, told]: Case, core?: Handler): Promise<void> {
  const { targetFile } = await reference(t, core === undefined ? {} : { core });

  const found = await examined(t, { ...targetFile, ...change(targetFile) });

  assert.equal(found.status, status);
  for (const [what, says] of told) assert.match(found.about(what), says);
  assert.doesNotMatch(found.text, /of-nobody/);
}

const nothing = () => ({});
const account = (over: object) => (file: File) => ({ account: { ...file.account, ...over } });

const cases: readonly Case[] = [
  [
    'a member who is the administrator',
    () => ({ auth: { administrator: bearer, member: bearer } }),
    3,
    [['member', /^✗ .* it is the administrator's: user 504141\./]],
  ],
  [
    'roles that are mixed up',
    ({ auth: { administrator, member } }) => ({ auth: { administrator: member, member: administrator } }),
    3,
    [
      ['administrator', /^✗ .* user 504142 is no administrator/],
      ['member', /^✗ .* user 504141 is an administrator/],
    ],
  ],
  [
    'a member who is refused',
    () => ({ auth: { administrator: bearer, member: { cookie: 'session_id=of-nobody' } } }),
    3,
    [['member', /^✗ .* refused the credentials of the member \(401\)/]],
  ],
  [
    'a member who is missing',
    () => ({ auth: { administrator: bearer } }),
    3,
    [['member', /^✗ .* auth: member: bearer: \$\{MEMBER_TOKEN\}$/]],
  ],
  ['an account that is not named', nothing, 0, [['account id', /^! .* account: id: 13667499$/]]],
  [
    'another account',
    account({ id: 7 }),
    3,
    [['account id', /^✗ .* account 13667499, and the target file names 7\./]],
  ],
  [
    'people and things that are not there, with ids of those that are',
    account({ users: [504142, 5], contacts: [1099183, 77, 78], companies: [1099190] }),
    3,
    [
      ['users', /^✗ users 5 doesn't exist .* account: users: \[504142, 504141\]$/],
      ['contacts', /^✗ contacts 77, 78 don't exist .* contacts: \[1099183, 1099181, 1099182\]$/],
      ['companies', /^✗ .* names 1 of the 2 .* companies: \[1099190, 1099180\]$/],
    ],
  ],
  [
    'fields of the wrong type, or with options that they lack',
    account({
      customFields: { text: 4399655, multiselect: { id: 4400021, enums: ['3692471', '1', '2'] }, address: 3 },
    }),
    3,
    [
      ['text field', /^✗ .* 4399655 is an address field\. .* customFields: text: 4400017$/],
      ['multi-select', /^✗ .* has no option 1, 2\. .*enums: \["3692471", "3692472", "3692473"\]$/],
      ['address field', /^✗ .* 3 is no custom field .* address: 4399655$/],
    ],
  ],
];

describe('of roles and account the doctor tells', () => {
  for (const one of cases) it(one[0], (t) => tells(t, one));

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
    const told = /^✗ users 504142 .* not as active users\. .* users: \[504141, 504143\]$/;

    await tells(t, ['inactive', nothing, 3, [['users', told]]], core);
  });

  it('a shortage that the account itself has', async (t) => {
    const core = answering(({ path }) => (path === '/api/v2/contacts' ? { status: 204, headers: {} } : null));
    const told = /^✗ .* Find 3 more contacts .* contacts: \[ID, ID, ID\]$/;

    await tells(t, ['short', nothing, 3, [['contacts', told]]], core);
  });

  it('what it can not tell, where the target has no such endpoints', async (t) => {
    const core = answering(({ path }) => (/\/(account|contacts|companies)$/.test(path) ? notThere : null));
    const untold = ['account', 'account id', 'users', 'contacts', 'companies', 'text field', 'multi-select'];

    await tells(t, ['whole', nothing, 0, untold.map((what) => [what, /^–/] as const)], core);
    await tells(
      t,
      [
        'bare',
        () => ({ account: {} }),
        3,
        [
          ['users', /^✗ .* names 0 of the 2 .* users: \[ID, ID\]$/],
          ['multi-select', /^✗ .* multiselect: id: ID enums: \[ID, ID, ID\]$/],
        ],
      ],
      core,
    );
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
