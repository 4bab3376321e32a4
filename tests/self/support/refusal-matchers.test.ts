import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expect } from '../../support/expect.ts';
import { answered } from './answers.ts';

describe('toAllHaveStatus', () => {
  it('takes answers that all have one of the statuses', () => {
    expect([answered(404), answered(405)]).toAllHaveStatus(400, 404, 405);
  });

  it('names the first answer that has another', () => {
    const answers = [answered(405), answered(200, 'done', { method: 'PATCH' })];
    assert.throws(() => {
      expect(answers).toAllHaveStatus(404, 405);
    }, /Status 404 or 405 expected, and PATCH was answered 200 done/);
  });

  it('does not take the absence of answers for agreement', () => {
    assert.throws(() => {
      expect([]).toAllHaveStatus(401);
    });
  });
});

describe('toHaveChangedNothing', () => {
  it('takes the absence of changes', () => {
    expect([]).toHaveChangedNothing();
  });

  it('tells the changes', () => {
    assert.throws(() => {
      expect(['the first is gone']).toHaveChangedNothing();
    }, /It changed something: the first is gone\./);
  });
});

describe('toGiveNothingAway', () => {
  it('takes an error of any shape', () => {
    expect(answered(401, { response: { error: 'no', error_code: '110' } })).toGiveNothingAway('acf-1');
    expect(answered(401, '<html>Who are you?</html>')).toGiveNothingAway('acf-1');
    expect(answered(401)).toGiveNothingAway('acf-1');
  });

  it('refuses a list, even an empty one, fields of periods and the words', () => {
    const leaks = [{ _embedded: { items: [] } }, [{ before_buy: 5 }], { note: 'acf-1 Jerry' }];
    for (const body of leaks) {
      assert.throws(() => {
        expect(answered(401, body)).toGiveNothingAway('acf-1');
      }, /The answer holds/);
    }
  });
});
