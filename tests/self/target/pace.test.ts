import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Clock } from '../../../target/clock.ts';
import { Pace, type Turn } from '../../../target/pace.ts';

/** A clock whose time passes only by sleeping. */
function sleepingClock(): Clock & { time: number } {
  const clock = {
    time: 0,
    now: () => clock.time,
    sleep: async (seconds: number) => {
      await new Promise(setImmediate);
      clock.time += seconds * 1000;
    },
  };
  return clock;
}

describe('the pace', () => {
  it('spaces requests evenly and saves up nothing', async () => {
    const clock = sleepingClock();
    const pace = new Pace({ requestsPerSecond: 4, concurrency: 8 }, clock);
    const starts: number[] = [];
    const work = () => Promise.resolve(starts.push(clock.time));

    await Promise.all([1, 2, 3].map(() => pace.run(work)));
    clock.time = 10_000;
    await Promise.all([1, 2].map(() => pace.run(work)));

    assert.deepEqual(starts, [0, 250, 500, 10_000, 10_250]);
  });

  it('lets out no more than its concurrency, in the order in which they asked', async () => {
    const pace = new Pace({ requestsPerSecond: null, concurrency: 2 }, sleepingClock());
    const started: number[] = [];
    let active = 0;
    let most = 0;

    await Promise.all(
      [0, 1, 2, 3, 4, 5].map((number) =>
        pace.run(async () => {
          started.push(number);
          most = Math.max(most, (active += 1));
          await new Promise((resolve) => setTimeout(resolve, 6 - number));
          active -= 1;
        }),
      ),
    );

    assert.deepEqual(started, [0, 1, 2, 3, 4, 5]);
    assert.equal(most, 2);
  });

  it('lets out what is sent again before what is new, and nothing beside a login', async () => {
    const pace = new Pace({ requestsPerSecond: null, concurrency: 2 }, sleepingClock());
    const told: string[] = [];
    const run = (name: string, turn: Turn) =>
      pace.run(async () => {
        told.push(`${name} goes`);
        await new Promise(setImmediate);
        told.push(`${name} is back`);
      }, turn);

    await Promise.all([
      run('new', 'new'),
      run('again', 'again'),
      run('more', 'again'),
      run('login', 'login'),
    ]);

    assert.deepEqual(told.slice(0, 2), ['login goes', 'login is back']);
    assert.deepEqual(told.filter((line) => line.endsWith('goes')).slice(1), [
      'again goes',
      'more goes',
      'new goes',
    ]);
  });

  it('lets what follows from an answer go before what has waited', async () => {
    const pace = new Pace({ requestsPerSecond: null, concurrency: 1 }, sleepingClock());
    const started: string[] = [];
    const note = (name: string) => () => Promise.resolve(started.push(name));

    const refused = pace.run(note('refused')).then(() => pace.run(note('again'), 'again'));
    await Promise.all([refused, pace.run(note('new'))]);

    assert.deepEqual(started, ['refused', 'again', 'new']);
  });

  it('goes on after work that failed, and passes the failure on', async () => {
    const pace = new Pace({ requestsPerSecond: null, concurrency: 1 }, sleepingClock());

    const failing = pace.run(() => Promise.reject(new Error('broken')));
    const next = pace.run(() => Promise.resolve('done'));

    await assert.rejects(failing, /broken/);
    assert.equal(await next, 'done');
  });

  it('holds everybody while it is paused', async () => {
    const clock = sleepingClock();
    const pace = new Pace({ requestsPerSecond: null, concurrency: 8 }, clock);

    pace.pause(30);
    pace.pause(5);

    assert.equal(await pace.run(() => Promise.resolve(clock.time)), 30_000);
  });
});
