import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Played, Scene } from '../../support/scene.ts';
import { StageLink } from '../../support/stage-link.ts';
import { StageServer } from '../../support/stage-server.ts';

const scene: Scene<string> = { name: 'a scene', play: () => Promise.resolve('played by the stage') };

/** A stage on which a scene leaves the record that is given as JSON. */
async function withRecord(record: string, ask: (link: StageLink) => Promise<void>): Promise<void> {
  const stage = {
    play: <T>() => Promise.resolve(JSON.parse(record) as Played<T>),
    send: () => Promise.reject(new Error('nothing is sent')),
  };
  const server = new StageServer(stage, [scene]);
  try {
    await ask(new StageLink(await server.listen()));
  } finally {
    server.close();
  }
}

test('a record reaches the worker that asks for its scene', () =>
  withRecord('{"value":"a record","exchanges":[1]}', async (link) => {
    assert.deepEqual(await link.play(scene), { value: 'a record', exchanges: [1] });
  }));

test('a record that can be no text fails who asks for it, and nobody else', () => {
  const levels = 100_000;
  return withRecord(`{"value":${'['.repeat(levels)}${']'.repeat(levels)},"exchanges":[]}`, async (link) => {
    await assert.rejects(link.play(scene), /Maximum call stack/);
    await assert.rejects(link.send({ as: 'nobody', method: 'GET', path: '/' }, 'a test'), /nothing is sent/);
  });
});
