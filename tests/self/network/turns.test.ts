import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as moment } from 'node:timers/promises';
import { Turns } from '../../../engine/turns.ts';
import type { Exchange } from '../../../spec/run/exchange.ts';

/** A target that takes one change at a time, and refuses others meanwhile; or one that refuses whatever comes. */
function target({ refuses = 409, always = false } = {}) {
  let [underWay, most, sent] = [0, 0, 0];
  const send = async (): Promise<Exchange> => {
    sent += 1;
    const isTaken = underWay > 0 || always;
    underWay += 1;
    most = Math.max(most, underWay);
    await moment();
    underWay -= 1;
    return { id: sent, response: { status: isTaken ? refuses : 200, headers: {}, body: '' } } as Exchange;
  };
  return { send, sent: () => sent, most: () => most };
}

const statuses = (exchanges: readonly Exchange[]) => exchanges.map(({ response }) => response?.status);

/** Lets so many changes out at once, through the same turns. */
const atOnce = (turns: Turns, count: number, send: () => Promise<Exchange>) =>
  Promise.all(Array.from({ length: count }, () => turns.change(send)));

describe('changes at the same time', () => {
  for (const refuses of [409, 423]) {
    it(`are sent again, one by one, where a target refuses some with ${String(refuses)}`, async () => {
      const { send } = target({ refuses });

      assert.deepEqual(statuses(await atOnce(new Turns(), 4, send)), [200, 200, 200, 200]);
    });
  }

  it('are let out one at a time from then on', async () => {
    const [turns, busy, later] = [new Turns(), target(), target()];
    await atOnce(turns, 3, busy.send);

    assert.deepEqual(statuses(await atOnce(turns, 3, later.send)), [200, 200, 200]);
    assert.deepEqual([later.sent(), later.most()], [3, 1]);
  });

  it('stay side by side where one is refused whatever stands beside it', async () => {
    const [turns, refusing, later] = [new Turns(), target({ always: true }), target({ refuses: 400 })];

    assert.deepEqual(statuses(await atOnce(turns, 2, refusing.send)), [409, 409]);
    await atOnce(turns, 2, later.send);
    assert.equal(later.most(), 2);
  });

  it('are sent once where they are refused for anything else, or alone', async () => {
    const [other, alone] = [target({ refuses: 400 }), target({ always: true })];

    assert.deepEqual(statuses(await atOnce(new Turns(), 2, other.send)), [200, 400]);
    assert.deepEqual(statuses(await atOnce(new Turns(), 1, alone.send)), [409]);
    assert.deepEqual([other.sent(), alone.sent()], [2, 1]);
  });
});
