import assert from 'node:assert/strict';
import { it } from 'node:test';
import { nextStep, retryAfterSeconds, type Situation, type Step } from '../../../target/retry.ts';
import { Breaker } from '../../../target/breaker.ts';
import type { TransportFailure, Headers } from '../../../spec/run/exchange.ts';

const read: Situation = {
  sender: 'administrator',
  repeatable: true,
  timesLimited: 0,
  waitedSeconds: 0,
  patienceSeconds: 300,
  timesDown: 0,
  letters: 'unknown',
  afterLimit: false,
  now: Date.UTC(2026, 10, 1, 12, 0, 0),
};

function afterFailure(kind: TransportFailure['kind'], situation: Partial<Situation> = {}): Step {
  return nextStep({ transportFailure: { kind, says: 'It broke.' } }, { ...read, ...situation });
}

function kindOf(step: Step): string {
  return step.do === 'give-up' ? step.transportFailure.kind : step.do;
}

it('an answer that is the target’s own is taken', () => {
  for (const status of [200, 204, 400, 401, 403, 404, 500, 501]) {
    const response = { status, headers: {}, setCookies: [], body: '' };
    assert.deepEqual(nextStep({ response }, read), { do: 'accept' });
  }
});

it('after trouble on the line a read is sent again twice, a write never', () => {
  const again = [0, 1, 2].map((timesDown) => kindOf(afterFailure('reset', { timesDown })));

  assert.deepEqual(again, ['repeat', 'repeat', 'reset']);
  assert.equal(kindOf(afterFailure('truncated')), 'repeat');
  assert.equal(kindOf(afterFailure('reset', { repeatable: false })), 'reset');
});

it('JSON that is no UTF-8 is asked for again, and taken of a target that never wrote any', () => {
  const response = { status: 200, headers: {}, setCookies: [], body: '"\ufffd"', isGarbled: true };
  const after = (situation: Partial<Situation>) => kindOf(nextStep({ response }, { ...read, ...situation }));
  const lastly = { timesDown: 2 };

  assert.deepEqual(
    [0, 1].map((timesDown) => after({ timesDown })),
    ['repeat', 'repeat'],
  );
  assert.equal(after({ ...lastly }), 'accept');
  assert.equal(after({ ...lastly, letters: 'UTF-8' }), 'truncated');
  assert.equal(after({ repeatable: false }), 'truncated');
  assert.equal(after({ repeatable: false, letters: 'otherwise' }), 'accept');
});

it('after trouble that will not mend itself nothing is repeated', () => {
  const kinds = ['unreachable', 'timeout', 'tls', 'not-http', 'too-large'] as const;

  assert.deepEqual(
    kinds.map((kind) => kindOf(afterFailure(kind))),
    [...kinds],
  );
});

it('a rate limit that goes on and on ends the run, whatever single requests may still wait', () => {
  const response = { status: 429, headers: { 'retry-after': '30' }, setCookies: [], body: '' };
  const after = (waitedSeconds: number) => nextStep({ response }, { ...read, waitedSeconds });

  assert.equal(kindOf(after(270)), 'repeat');
  const last = after(271);
  assert.deepEqual([kindOf(last), last.do === 'give-up' && last.final], ['rate-limited', true]);
});

it('a limit that is said to be over at once is waited for all the same, so that it can end the run', () => {
  const response = { status: 429, headers: { 'retry-after': '0' }, setCookies: [], body: '' };

  assert.deepEqual(nextStep({ response }, read), { do: 'repeat', because: 'limited', afterSeconds: 1 });
});

it('a target that is down on and on ends the run, though it may be looked at again', () => {
  const response = { status: 503, headers: { 'retry-after': '60' }, setCookies: [], body: '' };
  const after = (waitedSeconds: number) => nextStep({ response }, { ...read, waitedSeconds });

  assert.equal(kindOf(after(240)), 'repeat');
  const last = after(241);
  assert.deepEqual([kindOf(last), last.do === 'give-up' && last.final], ['unavailable', true]);
  const breaker = new Breaker();
  if (last.do === 'give-up') breaker.note(last);
  assert.deepEqual([breaker.tripped?.kind, breaker.mayLift], ['unavailable', true]);
});

it('Retry-After is read as seconds or as a date on the target’s clock, up to a minute', () => {
  const cases: readonly (readonly [Headers, number | null])[] = [
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '3600' }, 60],
    [{ 'retry-after': 'Sun, 01 Nov 2026 12:00:05 GMT' }, 5],
    [{ date: 'Sun, 01 Nov 2026 11:00:00 GMT', 'retry-after': 'Sun, 01 Nov 2026 11:00:09 GMT' }, 9],
    [{ 'retry-after': 'Sun, 01 Nov 2020 12:00:05 GMT' }, 0],
    [{}, null],
    [{ 'retry-after': 'soon' }, null],
  ];
  for (const [headers, seconds] of cases) assert.equal(retryAfterSeconds({ headers }, read.now), seconds);
});

it('the breaker does not trip for trouble on a line that is alive', () => {
  const breaker = new Breaker();

  for (let count = 0; count < 5; count += 1)
    breaker.note({ transportFailure: { kind: 'truncated', says: 'It broke.' }, final: false });

  assert.equal(breaker.tripped, null);
});
