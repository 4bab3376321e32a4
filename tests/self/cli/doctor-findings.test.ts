import assert from 'node:assert/strict';
import { createServer } from 'node:https';
import { describe, it } from 'node:test';
import { certificateFinding } from '../../../cli/doctor/connection.ts';
import { localFindings } from '../../../cli/doctor/local.ts';
import { findingInWords } from '../../../cli/doctor/labels.ts';
import type { ReferenceTargetFile } from '../../../reference/target-file.ts';
import type { Handler } from '../../../reference/core/handler.ts';
import { parseTarget } from '../../../target/target-file.ts';
import { authority, served } from '../target/certificates.ts';
import { listening } from '../target/wire.ts';
import { answering, examined, reference } from './examined.ts';

const bearer = { bearer: 'demo-administrator-token' };
/** A change to a whole target file, what the doctor tells of what, and what the target answers otherwise. */
type Case = readonly [
  title: string,
  change: (file: ReferenceTargetFile) => object,
  told: Readonly<Record<string, RegExp>>,
  core?: Handler,
];

const users = [504141, 504142, 504143].map((id) => ({
  id,
  is_admin: id === 504141,
  is_active: id !== 504142,
}));
const inactive = { id: 13667499, current_user: 504141, _embedded: { users } };
const untold = ['account', 'account id', 'users', 'contacts', 'companies', 'text field', 'multi-select'];
const bare = answering(({ path }) =>
  /\/(account|contacts|companies)$/.test(path) ? { status: 404, headers: {}, body: { status: 404 } } : null,
);
const nothing = () => ({});
const account = (over: object) => (file: ReferenceTargetFile) => ({ account: { ...file.account, ...over } });

const missing = account({ users: [504142, 5], contacts: [1099183, 77, 78], companies: [1099190] });
const multiselect = { id: 4400021, enums: ['3692471', '1', '2'] };
const cases: readonly Case[] = [
  [
    'a member who is the administrator',
    () => ({ auth: { administrator: bearer, member: bearer } }),
    { member: /^✗ .* it is the administrator's: user 504141\./ },
  ],
  [
    'roles that are mixed up',
    ({ auth: { administrator, member } }) => ({ auth: { administrator: member, member: administrator } }),
    {
      administrator: /^✗ .* user 504142 is no administrator/,
      member: /^✗ .* user 504141 is an administrator/,
    },
  ],
  [
    'a member who is refused',
    () => ({ auth: { administrator: bearer, member: { cookie: 'session_id=of-nobody' } } }),
    { member: /^✗ .* refused the credentials of the member \(401\)/ },
  ],
  [
    'a member who is missing',
    () => ({ auth: { administrator: bearer } }),
    { member: /^✗ .* auth: member: bearer: \$\{MEMBER_TOKEN\}$/ },
  ],
  ['an account that is not named', nothing, { 'account id': /^! .* account: id: 13667499$/ }],
  [
    'another account',
    account({ id: 7 }),
    { 'account id': /^✗ .* account 13667499, and the target file names 7\./ },
  ],
  [
    'people and things that are not there, with ids of those that are',
    missing,
    {
      users: /^✗ users 5 doesn't exist .* account: users: \[504142, 504141\]$/,
      contacts: /^✗ contacts 77, 78 don't exist .* contacts: \[1099183, 1099181, 1099182\]$/,
      companies: /^✗ .* names 1 of the 2 .* companies: \[1099190, 1099180\]$/,
    },
  ],
  [
    'fields of the wrong type, or with options that they lack',
    account({ customFields: { text: 4399655, multiselect, address: 3 } }),
    {
      'text field': /^✗ .* 4399655 is an address field\. .* customFields: text: 4400017$/,
      'multi-select': /^✗ .* has no option 1, 2\. .*enums: \["3692471", "3692472", "3692473"\]$/,
      'address field': /^✗ .* 3 is no custom field .* address: 4399655$/,
    },
  ],
  [
    'a user who is not active any more',
    nothing,
    { users: /^✗ users 504142 .* not as active users\. .* users: \[504141, 504143\]$/ },
    answering(({ path }) =>
      path === '/api/v2/account' ? { status: 200, headers: {}, body: inactive } : null,
    ),
  ],
  [
    'a shortage that the account itself has',
    nothing,
    { contacts: /^✗ .* Find 3 more contacts .* contacts: \[ID, ID, ID\]$/ },
    answering(({ path }) => (path === '/api/v2/contacts' ? { status: 204, headers: {} } : null)),
  ],
  [
    'what it can not tell, where the target has no such endpoints',
    nothing,
    Object.fromEntries(untold.map((what) => [what, /^–/])),
    bare,
  ],
  [
    'what is not named, where the target has no such endpoints',
    () => ({ account: {} }),
    {
      users: /^✗ .* names 0 of the 2 .* users: \[ID, ID\]$/,
      'multi-select': /^✗ .* multiselect: id: ID enums: \[ID, ID, ID\]$/,
    },
    bare,
  ],
];

describe('of roles and account the doctor tells', () => {
  for (const [title, change, told, core] of cases) {
    it(title, async (t) => {
      const { targetFile } = await reference(t, core && { core });

      const found = await examined(t, { ...targetFile, ...change(targetFile) });

      for (const [what, says] of Object.entries(told)) assert.match(found.about(what), says);
      assert.equal(found.status, Object.values(told).some((says) => says.source.startsWith('^✗')) ? 3 : 0);
      assert.doesNotMatch(found.text, /of-nobody/);
    });
  }
});

describe('of the target file the doctor tells', () => {
  const told = (more: string): string => {
    const file = `name: x\nbaseUrl: https://crm.test:8443\nauth: { administrator: { bearer: x } }\n${more}`;
    const findings = localFindings(parseTarget(file, 'x', {}), 'x.yaml', { AMOCRM_STATE_DIR: '/nowhere' });
    return findings.map(findingInWords).join('\n');
  };

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

describe('of a certificate the doctor tells', () => {
  const day = 86_400_000;
  const now = Date.UTC(2026, 5, 15);
  const good = { from: now - 30 * day, to: now + 60 * day, authorized: true, problem: '' };
  const presented: readonly (readonly [Partial<typeof good>, RegExp])[] = [
    [{}, /^✓ .* valid from 2026-05-16 to 2026-08-14, 60 days from now/],
    [{ to: now + 14 * day }, /^! .* runs out soon: .* 14 days from now\. Renew it/],
    [{ to: now - day }, /^✗ .* has run out: .* to 2026-06-14\. Renew it/],
    [{ from: now + day }, /^✗ .* not valid yet/],
    [{ authorized: false, problem: 'DEPTH_ZERO' }, /^✗ .* \(DEPTH_ZERO\).* tls: ca: authority\.pem$/],
    [
      { authorized: false, problem: 'ERR_TLS_CERT_ALTNAME_INVALID' },
      /^✗ .* for another host: correct baseUrl/,
    ],
  ];
  for (const [over, told] of presented) {
    it(String(told), () => {
      const finding = certificateFinding({ ...good, ...over }, now);

      assert.match(findingInWords(finding).replace(/\s+/g, ' '), told);
    });
  }

  it('of a server that it meets', async (t) => {
    const ours = authority();
    t.after(ours.remove);
    const { targetFile } = await reference(t);
    const server = createServer(served(ours.issue('server')), (_, response) => response.end('{}'));
    const secure = { ...targetFile, baseUrl: (await listening(t, server, 'https')).origin };

    const unknown = await examined(t, secure);
    const trusted = await examined(t, { ...secure, tls: { ca: ours.ca } });

    assert.equal(unknown.status, 3);
    assert.match(unknown.about('certificate'), /^✗ .* isn't trusted \(\w+\)/);
    assert.match(trusted.about('certificate'), /^✓ .* trusted, and valid from .* days from now/);
    assert.match(trusted.about('connection'), /TLSv1\.3/);
  });
});
