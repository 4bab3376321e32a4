import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { culpritIn, suspectsIn } from '../../../reports/suspects.ts';
import { answered, exchange } from './made-up.ts';

const showing = (id: number, name: string) =>
  exchange(id, { response: answered(JSON.stringify({ _embedded: { items: [{ id: 9, name }] } })) });
const changing = (id: number, body = '{}') =>
  exchange(id, {
    request: { method: 'POST', url: 'https://crm.test/things', headers: {}, body },
    response: answered('{}'),
  });
const changed = 'The thing 9, which no request named, was changed: name is "another-name" instead of "old".';
const run = [changing(1), showing(2, 'old'), changing(3), showing(4, 'old'), changing(5), changing(6)];

describe('what may have changed a record that no request named', () => {
  it('is what was sent between the last answer with what it was, and the first without', () => {
    assert.equal(
      suspectsIn(changed, [...run, showing(7, 'another-name'), changing(8)]),
      'It came about between exchange 4 and exchange 7, when changes were sent in exchange 5, 6.',
    );
  });

  it('is the change that sent what the record shows now', () => {
    const renaming = changing(7, '{"name":"another-name"}');

    assert.equal(
      suspectsIn(changed, [...run, renaming, showing(8, 'another-name')]),
      'What the thing 9 lost or got was sent in exchange 7.',
    );
  });

  it('is counted where there is much, and up to the end where the record is gone', () => {
    const many = Array.from({ length: 9 }, (_, at) => changing(10 + at));

    assert.equal(
      suspectsIn('The thing 9, which no request named, is gone.', [...run, ...many]),
      'It came about between exchange 4 and the end, by one of 11 changes that were sent meanwhile.',
    );
  });

  it('is nothing where no answer shows when it was, or nothing was sent', () => {
    for (const exchanges of [[], run, [showing(1, 'old'), showing(2, 'another-name')]])
      assert.equal(suspectsIn(changed, exchanges), null);
    assert.equal(suspectsIn('Another reason.', run), null);
  });

  it('is told with the answer that shows it where it is one or two, and not guessed among more', () => {
    const own = 'No request asked to change the thing 9: name is "another-name" instead of "old".';
    const later = showing(9, 'another-name');

    assert.deepEqual(culpritIn(own, [...run, later]), {
      request: 6,
      answer: 9,
      record: '9',
      path: '_embedded.items[0].name',
    });
    assert.equal(culpritIn(own, [...run, changing(7), later]), null);
    assert.equal(culpritIn('Another reason.', [...run, later]), null);
  });
});
