import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TargetError } from '../../../target/errors.ts';
import { Authenticator } from '../../../target/authenticator.ts';
import type { AuthenticatorWays } from '../../../target/authenticator.ts';
import type { Credentials, Role, Target } from '../../../target/target.ts';

describe('a command that prints a token', () => {
  const tokenCommand: Credentials = { kind: 'tokenCommand', command: 'vault read', folder: '/' };

  /** A session whose command prints these tokens, one after the other, the last one again and again. */
  function printing(tokens: readonly string[], auth: Target['auth'] = { administrator: tokenCommand }) {
    const runs: Role[] = [];
    const runTokenCommand: AuthenticatorWays['runTokenCommand'] = async (role) => {
      const token = tokens[Math.min(runs.length, tokens.length - 1)];
      runs.push(role);
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (token === undefined) throw new TargetError('refused-credentials', 'It failed.');
      return token;
    };
    const logIn = () => Promise.reject(new Error('No login is needed here.'));
    const ways = { logIn, loginRefusal: () => null, runTokenCommand };
    return { runs, session: new Authenticator(auth, ways, { now: () => 0 }) };
  }

  it('runs once for all who need the token, at once and later', async () => {
    const { session, runs } = printing(['first', 'second']);

    const headers = await Promise.all([1, 2, 3].map(() => session.headersFor('administrator')));
    const later = await session.headersFor('administrator');

    assert.deepEqual([...headers, later], Array(4).fill({ Authorization: 'Bearer first' }));
    assert.equal(runs.length, 1);
  });

  it('runs for each role by itself', async () => {
    const { session, runs } = printing(['first', 'second'], {
      administrator: tokenCommand,
      member: tokenCommand,
    });

    const headers = [await session.headersFor('administrator'), await session.headersFor('member')];

    assert.deepEqual(headers, [{ Authorization: 'Bearer first' }, { Authorization: 'Bearer second' }]);
    assert.deepEqual(runs, ['administrator', 'member']);
  });

  it('runs again, once, for all requests whose token was refused', async () => {
    const { session, runs } = printing(['first', 'second']);
    const old = await session.headersFor('administrator');

    const renewed = await Promise.all([1, 2, 3].map(() => session.renew('administrator', old)));
    const late = await session.renew('administrator', old);

    assert.deepEqual([...renewed, late], [true, true, true, true]);
    assert.deepEqual(await session.headersFor('administrator'), { Authorization: 'Bearer second' });
    assert.equal(runs.length, 2);
  });

  it('that prints the refused token again is no way out, and not asked a third time', async () => {
    const { session, runs } = printing(['first']);
    const old = await session.headersFor('administrator');

    assert.equal(await session.renew('administrator', old), false);
    assert.equal(await session.renew('administrator', old), false);
    assert.equal(runs.length, 2);
  });

  it('that fails is told again, and does not run again', async () => {
    const { session, runs } = printing([]);

    await assert.rejects(session.headersFor('administrator'), { message: 'It failed.' });
    await assert.rejects(session.headersFor('administrator'), { message: 'It failed.' });
    assert.equal(runs.length, 1);
  });

  it('does not run for a stranger', async () => {
    const { session, runs } = printing(['first']);

    const headers = await session.headersFor('stranger');

    assert.deepEqual(headers, { Authorization: 'Bearer not-the-token-of-anybody' });
    assert.equal(runs.length, 0);
  });
});
