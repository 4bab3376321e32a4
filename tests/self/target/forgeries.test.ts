import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { forged, type Forgery } from '../../../target/forgeries.ts';
import type { Credentials } from '../../../target/target.ts';
import type { Headers } from '../../../spec/run/exchange.ts';

type Case = readonly [
  Forgery,
  Credentials['kind'],
  own: Headers,
  forged: Headers,
  secrets: readonly string[],
];

const cases: readonly Case[] = [
  ['otherCase', 'bearer', bearer('Token-of-1'), bearer('tOKEN-OF-1'), ['tOKEN-OF-1']],
  ['cutShort', 'bearer', bearer('token-of-1'), bearer('token-of-'), ['token-of-']],
  [
    'cutShort',
    'login',
    { Cookie: 'session_id=abcdefgh; lang=en-GB-oxf' },
    { Cookie: 'session_id=abcdefg; lang=en-GB-ox' },
    ['abcdefg', 'en-GB-ox'],
  ],
  [
    'otherCase',
    'headers',
    { 'X-Key': 'key-of-them', Authorization: 'Token of-this-one' },
    { 'X-Key': 'KEY-OF-THEM', Authorization: 'Token OF-THIS-ONE' },
    ['KEY-OF-THEM', 'OF-THIS-ONE'],
  ],
  [
    'cutShort',
    'headers',
    { Authorization: 'Basic YWJjZGVmZw==' },
    { Authorization: 'Basic YWJjZGVmZ' },
    ['YWJjZGVmZ'],
  ],
  ['cutShort', 'cookie', { Cookie: 'id=YWJjZGVmZw%3D%3D' }, { Cookie: 'id=YWJjZGVmZ' }, ['YWJjZGVmZ']],
  ['drawnOut', 'bearer', bearer('token-of-1'), bearer('token-of-100'), ['token-of-100']],
  [
    'drawnOut',
    'cookie',
    { Cookie: 'id=YWJjZGVmZw%3D%3D' },
    { Cookie: 'id=YWJjZGVmZw00%3D%3D' },
    ['YWJjZGVmZw00%3D%3D'],
  ],
  [
    'otherScheme',
    'bearer',
    bearer('token-of-1'),
    { Authorization: `Basic ${btoa('nobody:not-the-token-of-anybody')}` },
    [],
  ],
  ['empty', 'bearer', bearer('token-of-1'), bearer(''), []],
  [
    'empty',
    'headers',
    { 'X-Key': 'key-of-them', Cookie: 'session_id=abcdefgh; lang=en' },
    { 'X-Key': '', Cookie: 'session_id=; lang=' },
    [],
  ],
  ['inherited', 'bearer', bearer('token-of-1'), bearer('constructor'), []],
  [
    'inherited',
    'cookie',
    { Cookie: 'session_id=abcdefgh; lang=en' },
    { Cookie: 'session_id=constructor; lang=constructor' },
    [],
  ],
  ['otherKind', 'bearer', bearer('token-of-1'), { Cookie: 'session_id=not-the-token-of-anybody' }, []],
  ['otherKind', 'cookie', { Cookie: 'a=b' }, bearer('not-the-token-of-anybody'), []],
];

describe('forged credentials', () => {
  for (const [forgery, kind, own, headers, secrets] of cases) {
    it(`resemble ${JSON.stringify(own)}: ${forgery}`, () => {
      assert.deepEqual(forged(forgery, kind, own), { headers, secrets });
    });
  }

  it('are none where some part would be what it is, in whatever case', () => {
    assert.equal(forged('otherCase', 'bearer', bearer('0aF3-99bc-01de')), null);
    assert.equal(
      forged('otherCase', 'cookie', { Cookie: 'session_id=0af399bc01de; lang=en-GB-oxendict' }),
      null,
    );
    assert.equal(forged('cutShort', 'bearer', bearer('short')), null);
  });
});

function bearer(token: string): Headers {
  return { Authorization: `Bearer ${token}` };
}
