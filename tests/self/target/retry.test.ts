import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nextStep, retryAfterSeconds } from '../../../target/retry.ts';
import type { Situation, Step } from '../../../target/retry.ts';
import { Breaker } from '../../../target/breaker.ts';
import type { TransportFailure, Headers } from '../../../spec/run/exchange.ts';

const read: Situation = {
  sender: 'administrator',
  repeatable: true,
  timesLimited: 0,
  timesDown: 0,
  afterLimit: false,
  now: Date.UTC(2026, 10, 1, 12, 0, 0),
};

function afterStatus(status: number, situation: Partial<Situation> = {}, headers: Headers = {}): Step {
  return nextStep({ response: { status, headers, setCookies: [], body: '' } }, { ...read, ...situation });
}

function afterFailure(kind: TransportFailure['kind'], situation: Partial<Situation> = {}): Step {
  return nextStep({ transportFailure: { kind, says: 'It broke.' } }, { ...read, ...situation });
}

function kindOf(step: Step): string {
  return step.do === 'give-up' ? `${step.transportFailure.kind}${step.final ? ', final' : ''}` : step.do;
}

describe('after an answer', () => {
  it('that is the target’s own, nothing is repeated', () => {
    const steps = [200, 204, 400, 401, 403, 404, 500, 501].map((status) => kindOf(afterStatus(status)));

    assert.deepEqual(new Set(steps), new Set(['accept']));
  });
});

describe('after a transportFailure', () => {
  it('of the line a read is sent again twice, a write never', () => {
    assert.deepEqual(
      [0, 1, 2].map((timesDown) => kindOf(afterFailure('reset', { timesDown }))),
      ['repeat', 'repeat', 'reset'],
    );
    assert.equal(kindOf(afterFailure('truncated')), 'repeat');
    assert.equal(kindOf(afterFailure('reset', { repeatable: false })), 'reset');
  });

  it('that will not mend itself nothing is repeated', () => {
    const kinds = ['unreachable', 'timeout', 'tls', 'not-http', 'too-large'] as const;

    assert.deepEqual(
      kinds.map((kind) => kindOf(afterFailure(kind))),
      [...kinds],
    );
  });
});

describe('Retry-After', () => {
  const seconds = (headers: Headers): number | null => retryAfterSeconds({ headers }, read.now);

  it('is read as seconds or as a date on the target’s clock, up to a minute', () => {
    assert.equal(seconds({ 'retry-after': '0' }), 0);
    assert.equal(seconds({ 'retry-after': '3600' }), 60);
    assert.equal(seconds({ 'retry-after': 'Sun, 01 Nov 2026 12:00:05 GMT' }), 5);
    assert.equal(
      seconds({ date: 'Sun, 01 Nov 2026 11:00:00 GMT', 'retry-after': 'Sun, 01 Nov 2026 11:00:09 GMT' }),
      9,
    );
    assert.equal(seconds({ 'retry-after': 'Sun, 01 Nov 2020 12:00:05 GMT' }), 0);
  });

  it('that is missing or nonsense is no number', () => {
    assert.equal(seconds({}), null);
    assert.equal(seconds({ 'retry-after': 'soon' }), null);
  });
});

describe('the breaker', () => {
  const stateOf = ({ tripped }: Breaker): string => tripped?.kind ?? 'closed';
  const failed = (kind: TransportFailure['kind'], final = false) => ({
    transportFailure: { kind, says: kind },
    final,
  });

  it('does not trip for trouble on a line that is alive', () => {
    const breaker = new Breaker();

    for (let count = 0; count < 5; count += 1) breaker.note(failed('truncated'));

    assert.equal(stateOf(breaker), 'closed');
  });
});
