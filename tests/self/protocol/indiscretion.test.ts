import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { indiscretionsIn } from '../../protocol/refusals.scenario.ts';
import { answered } from '../support/answers.ts';

const found = (body: unknown) => indiscretionsIn(answered(400, body), 'not-the-token-of-anybody');

describe('a refusal is discreet', () => {
  const discreet = {
    'without a body': '',
    'in the older shape': { response: { error: 'Bad request', error_code: '400', server_time: 1508320306 } },
    'as a problem': {
      title: 'Refused',
      type: 'about:blank',
      status: 400,
      detail: 'look at 10:30:15 in the log',
    },
    'that names a file of its documentation': 'see https://crm.example/docs/errors.html:80',
    'that names a variable': 'set $ADMINISTRATOR first',
  };
  for (const [what, body] of Object.entries(discreet)) {
    it(what, () => {
      assert.deepEqual(found(body), []);
    });
  }
});

describe('a refusal that shows a stack trace of', () => {
  const traces = {
    JavaScript: [
      'TypeError: x\n    at add (/srv/app/customers.js:12:7)\n    at node:internal/main:1:1',
      'Error: x\n    at async file:///srv/app/main.mjs:3:14',
      'Error: x\n    at C:\\app\\main.js:3:14',
    ],
    PHP: ['#0 /var/www/html/index.php(12): add()', 'Fatal error: x in /var/www/index.php on line 3'],
    Python: ['Traceback (most recent call last):\n  File "/srv/app.py", line 3, in add'],
    Java: ['java.lang.IllegalStateException\n\tat com.example.crm.Customers.add(Customers.java:42)'],
    'C#': ['at Crm.Customers.Add(String name) in C:\\src\\Customers.cs:line 42'],
    Ruby: ["/srv/app/customers.rb:12:in `add'"],
    Go: ['goroutine 1 [running]:\nmain.add()\n\t/srv/main.go:12 +0x1d'],
  };
  for (const [language, bodies] of Object.entries(traces)) {
    it(language, () => {
      for (const body of bodies) {
        for (const said of [found(body), found({ detail: body })]) {
          assert.equal(said.length, 1, body);
          assert.match(said[0] ?? '', /shows a stack trace of/);
        }
      }
    });
  }
});

describe('a refusal that repeats', () => {
  it('credentials, which are masked by then', () => {
    assert.match(
      found('No such token: $ADMINISTRATOR_BEARER')[0] ?? '',
      /^the 400 to GET .* repeats the credentials$/,
    );
  });

  it('wrong credentials', () => {
    assert.equal(found({ error: 'not-the-token-of-anybody is unknown' }).length, 1);
  });
});

describe('a refusal that is long and made to be slow to search', () => {
  const hostile = {
    'one word': 'x'.repeat(40_000),
    brackets: '['.repeat(40_000),
    'slashes of a trace': `at ${'/'.repeat(40_000)}`,
    'colons of a trace': `at /${':x'.repeat(20_000)}:`,
    'traces of C# that do not end': 'at a('.repeat(50_000),
    'traces of C# without a file': 'at a() in '.repeat(50_000),
    'traces of Python that do not end': 'File "'.repeat(100_000),
    'traces of PHP that do not end': `${'#1 in x.php'.repeat(50_000)} in`,
  };
  for (const [what, body] of Object.entries(hostile)) {
    it(what, () => {
      assert.deepEqual(found(body), []);
    });
  }
});
