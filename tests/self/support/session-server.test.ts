import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Played, Scenario } from '../../support/scenario.ts';
import { SessionLink } from '../../support/session-link.ts';
import { SessionServer } from '../../support/session-server.ts';

const scenario: Scenario<string> = {
  name: 'a scenario',
  play: () => Promise.resolve('played by the session'),
};

/** A session on which a scenario leaves the record that is given as JSON. */
async function withRecord(record: string, ask: (link: SessionLink) => Promise<void>): Promise<void> {
  const session = {
    play: <T>() => Promise.resolve(JSON.parse(record) as Played<T>),
    send: () => Promise.reject(new Error('nothing is sent')),
  };
  const server = new SessionServer(session, [scenario]);
  try {
    await ask(new SessionLink(await server.listen()));
  } finally {
    server.close();
  }
}

test('a record reaches the worker that asks for its scenario', () =>
  withRecord('{"value":"a record","exchanges":[1]}', async (link) => {
    assert.deepEqual(await link.play(scenario), { value: 'a record', exchanges: [1] });
  }));

test('a record that can be no text fails who asks for it, and nobody else', () => {
  const levels = 100_000;
  return withRecord(`{"value":${'['.repeat(levels)}${']'.repeat(levels)},"exchanges":[]}`, async (link) => {
    await assert.rejects(link.play(scenario), /Maximum call stack/);
    await assert.rejects(link.send({ as: 'nobody', method: 'GET', path: '/' }, 'a test'), /nothing is sent/);
  });
});
