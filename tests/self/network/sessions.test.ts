import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertClean, assertSweepable } from './claims.ts';
import { down, instead, reset } from './harms.ts';
import { nthOf, requests, type Moment } from './moments.ts';
import { tried, type Trial } from './trial.ts';
import { either, lost, type Trouble } from './troubles.ts';
import { answered, json } from './wire.ts';

const unauthorized = instead(
  answered(401, json, '{"response":{"error":"Session has expired","error_code":"110"}}'),
);

const loggedIn = {
  targetFile: {
    auth: {
      administrator: { login: { user: 'administrator@demo.example', hash: 'demo-administrator-hash' } },
      member: { login: { user: 'member@demo.example', hash: 'demo-member-hash' } },
    },
  },
};

const loggingIn: Moment = ({ path }) => path.startsWith('/private/api/auth.php');

/** Every session ends after so many requests. */
function sessionsOf(length: number): Trouble {
  const uses = new Map<string, number>();
  return {
    strike: ({ headers }) => {
      const session = headers['cookie'] ?? '';
      const used = (uses.get(session) ?? 0) + 1;
      uses.set(session, used);
      return session !== '' && used > length ? { play: unauthorized, before: true } : null;
    },
  };
}

describe('a session that ends', { timeout: 60_000 }, () => {
  const renewed = (trial: Trial): void => {
    assertClean(trial);
    const logins = trial.exchanges.filter(({ purpose }) => purpose.startsWith('log in'));
    assert.ok(logins.length > 5, `${String(logins.length)} logins`);
    assert.ok(
      trial.results.requirements.every(({ outcome }) => outcome !== 'error'),
      'nothing was lost',
    );
  };

  it('after nine requests is renewed, whatever was asked', () => tried(sessionsOf(9), renewed, loggedIn));

  for (const length of [2, 3, 7])
    it(`after ${String(length)}, under the hands of several at once`, () =>
      tried(sessionsOf(length), renewed, { ...loggedIn, atOnce: 4 }));

  it('and whose renewal fails in passing', () =>
    tried(
      either(sessionsOf(9), lost(nthOf(3, loggingIn), reset), lost(nthOf(5, loggingIn), down(502))),
      assertClean,
      loggedIn,
    ));

  it('for ever, with the login refused', () =>
    tried(lost(requests(30), unauthorized), assertSweepable, loggedIn));
});

describe('a token that is withdrawn', { timeout: 60_000 }, () => {
  it('in the middle of the run stops it', () => tried(lost(requests(30), unauthorized), assertSweepable));
});
