import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toHar } from '../../../reports/formats/har.ts';
import { exchange, exchanges, results, violation } from './made-up.ts';

describe('run.har', () => {
  it('keeps query, cookies, bodies in bytes, and what is ours', () => {
    const sent = exchange(2, {
      request: {
        method: 'POST',
        url: 'http://127.0.0.1:4010/api/v2/customers?a[]=1&a[]=%D0%B6&b',
        headers: { 'content-type': 'application/json', cookie: 'session_id=$SESSION; lang=ru' },
        body: '{"name":"Ё"}',
      },
      response: { status: 200, headers: { 'content-type': 'application/hal+json' }, body: '{"ё":1}' },
      retries: 1,
      violations: [violation('a')],
    });
    const [entry] = toHar(results, [sent]).log.entries;
    assert.deepEqual(entry?.request.queryString, [
      { name: 'a[]', value: '1' },
      { name: 'a[]', value: 'ж' },
      { name: 'b', value: '' },
    ]);
    assert.deepEqual(entry.request.cookies, [
      { name: 'session_id', value: '$SESSION' },
      { name: 'lang', value: 'ru' },
    ]);
    assert.deepEqual(entry.request.postData, { mimeType: 'application/json', text: '{"name":"Ё"}' });
    assert.equal(entry.request.bodySize, 13);
    assert.deepEqual(entry.response.content, { size: 8, mimeType: 'application/hal+json', text: '{"ё":1}' });
    assert.equal(entry.response.statusText, 'OK');
    assert.equal(entry.startedDateTime, '2026-11-24T06:18:01.080Z');
    assert.deepEqual([entry.time, entry.timings], [12, { send: 0, wait: 12, receive: 0 }]);
    assert.deepEqual([entry._exchange, entry._retries, entry._violations], [2, 1, sent.violations]);
  });

  it('says how an exchange without an answer broke down', () => {
    const { entries } = toHar(results, exchanges).log;

    assert.deepEqual(
      entries.map((entry) => entry._transportFailure),
      exchanges.map((sent) => sent.transportFailure),
    );
  });

  it('tags an entry with the requirements that cite it, in their order, and with what it breaks, once', () => {
    const { entries } = toHar(results, exchanges).log;

    assert.deepEqual(
      [1, 4, 3, 7].map((id) => entries.find((entry) => entry._exchange === id)?._requirements),
      [
        ['customers.add.single', 'customers.list.response.contentType'],
        ['customers.update.unlink.contacts'],
        ['customers.list.response.items.id'],
        ['protocol.unknownPath'],
      ],
    );
  });
});
