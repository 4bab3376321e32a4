import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { accountOf } from '../../../target/amocrm/account.ts';
import { parseTarget, readTargetFile, TargetFileError } from '../../../target/target-file.ts';
import type { Environment } from '../../../target/environment.ts';

const smallest = `name: Own machine
baseUrl: http://127.0.0.1:4010
auth:
  administrator: { bearer: token }
`;

const whole = `name: Staging CRM
baseUrl: https://staging.example.test/crm/
auth:
  administrator: { bearer: "\${STAGING_TOKEN}" }
  member: { login: { user: "\${USER}@example.test", hash: abc } }
account:
  timezone: Europe/Moscow
  users: [504141, "504142"]
  contacts: [1099181, 1099182, 1099183]
  companies: [1099180, 1099190]
  customFields:
    text: 4400017
    multiselect: { id: 4400021, enums: ["3692471", 3692472] }
    address: 4399655
features: { periods: false }
pace: { requestsPerSecond: 0.5, concurrency: 1 }
`;

function problems(text: string, env: Environment = {}): readonly string[] {
  try {
    parseTarget(text, 'staging.yaml', env);
  } catch (error) {
    assert.ok(error instanceof TargetFileError, String(error));
    return error.problems;
  }
  return [];
}

describe('a target file that can be used', () => {
  it('is filled from the environment and brought into one shape', () => {
    const target = parseTarget(whole, 'staging.yaml', { STAGING_TOKEN: 'secret', USER: 'eve' });

    assert.deepEqual(
      { ...target, account: accountOf(target) },
      {
        name: 'Staging CRM',
        baseUrl: 'https://staging.example.test/crm',
        loopback: false,
        writable: false,
        auth: {
          administrator: { kind: 'bearer', token: 'secret' },
          member: { kind: 'login', user: 'eve@example.test', hash: 'abc' },
        },
        account: {
          timezone: 'Europe/Moscow',
          users: [504141, 504142],
          contacts: [1099181, 1099182, 1099183],
          companies: [1099180, 1099190],
          customFields: {
            text: 4400017,
            multiselect: { id: 4400021, enums: ['3692471', '3692472'] },
            address: 4399655,
          },
        },
        features: { transactions: true, periods: false },
        pace: { requestsPerSecond: 0.5, concurrency: 1, timeoutSeconds: 30, limitSeconds: 300 },
        quota: { liveObjects: 2000 },
        variables: { STAGING_TOKEN: 'secret', USER: 'eve' },
      },
    );
  });

  it('may leave out everything but name, base URL and administrator', () => {
    const target = parseTarget(smallest, 'own.yaml', {});

    assert.equal(target.loopback, true);
    assert.deepEqual(JSON.parse(JSON.stringify(target)), target, 'another process can be given it');
    assert.deepEqual(accountOf(target), { users: [], contacts: [], companies: [], customFields: {} });
    assert.deepEqual(target.features, { transactions: true, periods: true });
    assert.deepEqual(target.pace, {
      requestsPerSecond: null,
      concurrency: 2,
      timeoutSeconds: 30,
      limitSeconds: 300,
    });
  });

  it('may lie elsewhere than what its commands and paths start from', () => {
    const start = 'start: { command: node server.js, ready: "http://127.0.0.1:4010/" }\n';
    const of = (more: string) => parseTarget(`${smallest}${start}${more}`, '/reports/crm/target.yaml', {});

    assert.equal(of('').start?.folder, '/reports/crm');
    assert.equal(of('folder: ../../crm\n').start?.folder, '/crm');
    assert.equal(of('folder: /srv/crm\n').start?.folder, '/srv/crm');
  });

  it('is asked politely unless it is this machine', () => {
    const paceOf = (host: string): number | null =>
      parseTarget(smallest.replace('127.0.0.1:4010', host), 'a.yaml', {}).pace.requestsPerSecond;

    const near = ['localhost', '[::1]:81', '127.8.0.1', 'a.localhost'].map(paceOf);
    const far = ['example.test', 'localhost.example.test', '10.0.0.1'].map(paceOf);

    assert.deepEqual([new Set(near), new Set(far)], [new Set([null]), new Set([7])]);
  });

  it('may give credentials in each of the five ways', () => {
    const kindOf = (credentials: string): string =>
      parseTarget(smallest.replace('bearer: token', credentials), 'own.yaml', {}).auth.administrator.kind;

    const kinds = [
      'bearer: a',
      'tokenCommand: vault read a',
      'cookie: session_id=a',
      'login: {user: a, hash: b}',
      'headers: {X-Key: a}',
    ].map(kindOf);

    assert.deepEqual(kinds, ['bearer', 'tokenCommand', 'cookie', 'login', 'headers']);
  });
});

const lacking = ['line 1: the file lacks "baseUrl". Add it.', 'line 2: auth lacks "administrator". Add it.'];
const noMapping = 'the file has to be a mapping of keys to values.';
const oneOf = (role: string) =>
  `auth.${role} has to have exactly one of bearer, tokenCommand, cookie, login, headers.`;

/** What is wrong, the text of the file, and what is said. */
const unusable: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'variables are missing',
    `${smallest.replace('token', '"${MY TOKEN}"')}  member: { bearer: "\${UNSET}" }\n`,
    [
      'line 4: ${ has to be followed by the name of an environment variable and }, for example ${STAGING_TOKEN}.',
      "line 5: the environment variable UNSET isn't set. Set it, or write the value in the place of ${UNSET}.",
    ],
  ],
  [
    'keys are unknown and values of another type',
    `${smallest.replace('bearer', 'baerer')}  member: { bearer: 12345 }
account: { user: [1], users: 5, contacts: [0, abc, 1.5] }
feature: {}
features: { periods: "off" }
pace: { concurrency: 0, requestsPerSecond: 0 }
`,
    [
      'line 4: auth.administrator has the unknown key "baerer". Did you mean "bearer"? Known here: bearer, tokenCommand, cookie, login, headers.',
      'line 5: auth.member.bearer has to be text. Put it in quotes.',
      'line 6: account has the unknown key "user". Did you mean "users"? Known here: id, timezone, users, contacts, companies, customFields.',
      'line 6: account.users has to be a list.',
      ...[0, 1, 2].map((at) => `line 6: account.contacts[${at}] has to be an id (a positive whole number).`),
      'line 7: the file has the unknown key "feature". Did you mean "features"? Known here: name, baseUrl, allowWrites, auth, account, features, pace, quota, start, trace, folder, tls.',
      'line 8: features.periods has to be true or false.',
      'line 9: pace.requestsPerSecond has to be at least 0.01.',
      'line 9: pace.concurrency has to be at least 1.',
    ],
  ],
  [
    'credentials are given twice, and not at all',
    `${smallest.replace('bearer: token', 'bearer: a, cookie: b')}  member: {}\n`,
    [`line 4: ${oneOf('administrator')}`, `line 5: ${oneOf('member')}`],
  ],
  ['something is missing', 'name: a\nauth: {}\n', lacking],
  [
    'values are of the right type and make no sense',
    `${smallest.replace('bearer: token', 'headers: { X-Key: "${KEY}" }')}account: { timezone: Mars/Base }\n`,
    [
      'line 5: account.timezone is no time zone. Give its IANA name, for example Europe/Moscow.',
      'line 4: auth.administrator.headers.X-Key holds a character that no HTTP header can carry, perhaps a line end. Take it out.',
    ],
  ],
  [
    'a variable is set but empty',
    smallest.replace('token', '"${EMPTY}"'),
    [
      'line 4: auth.administrator.bearer is empty. Fill it in; if it comes from the environment, the variable is set but empty.',
    ],
  ],
  ['it is empty', '', [noMapping]],
  ['it is a list', '- a', [`line 1: ${noMapping}`]],
];

const badUrls: Readonly<Record<string, RegExp>> = {
  crm: /^line 2: baseUrl is no absolute URL\./,
  'ftp://a.test': /^line 2: baseUrl has to start with http:\/\/ or https:\/\//,
  'https://eve:pass@a.test': /^line 2: baseUrl holds a user or password\. Credentials belong under auth/,
  'https://a.test/?x=1': /^line 2: baseUrl has a query or fragment\./,
  'https://a.test/api/v2': /^line 2: baseUrl already holds \/api\/v2\./,
};

describe('a target file that cannot be used says so', () => {
  for (const [title, text, said] of unusable) {
    it(`when ${title}`, () => {
      assert.deepEqual(problems(text, { KEY: 'secret\n', EMPTY: '' }), said);
    });
  }

  for (const [url, told] of Object.entries(badUrls)) {
    it(`when the base URL is ${url}, without repeating a password in it`, () => {
      const said = problems(smallest.replace('http://127.0.0.1:4010', url)).join();

      assert.match(said, told);
      assert.doesNotMatch(said, /eve|pass@/);
    });
  }

  it('when it is no YAML, with the line and without quoting what may be secret', () => {
    const [unquoted = '', ...others] = problems(smallest.replace('token', '${TOKEN}'));

    assert.match(unquoted, /^line 4: this isn't valid YAML: .* Inside \{ \} put quotes around/);
    assert.deepEqual(others, []);
    assert.match(problems('name: [secret\nbaseUrl: x').join(), /^line \d: this isn't valid YAML/);
    assert.doesNotMatch(problems('name: [secret\nbaseUrl: x').join(), /secret/);
  });

  it('in a message that names the file', () => {
    const parsed = (text: string) => () => parseTarget(text, 'staging.yaml', {});

    assert.throws(parsed('- a'), { name: 'TargetFileError', message: `staging.yaml, line 1: ${noMapping}` });
    assert.throws(parsed('name: a\nauth: {}'), {
      message: ['staging.yaml has 2 problems:', ...lacking].join('\n  - '),
    });
  });
});

describe('a target file on disk', () => {
  it('is read, or its absence told', (t) => {
    const directory = mkdtempSync(join(tmpdir(), 'target-file-'));
    t.after(() => {
      rmSync(directory, { recursive: true });
    });
    const path = join(directory, 'target.yaml');
    writeFileSync(path, smallest);

    assert.equal(readTargetFile(path, {}).name, 'Own machine');
    assert.throws(
      () => readTargetFile(join(directory, 'other.yaml'), {}),
      /other\.yaml, there is no such file/,
    );
    assert.throws(() => readTargetFile(directory, {}), /can't be read \(EISDIR\)/);
  });
});
