import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Exchange } from '../../../spec/run/exchange.ts';
import { toHar } from '../../../reports/formats/har.ts';

const answered: Exchange = {
  id: 2,
  operation: 'customers.change',
  as: 'administrator',
  purpose: 'a test',
  request: {
    method: 'POST',
    url: 'http://127.0.0.1:4010/api/v2/customers?a[]=1&a[]=%D0%B6&b',
    headers: { 'content-type': 'application/json', cookie: 'session_id=$ADMINISTRATOR_SESSION; lang=ru' },
    body: '{"name":"Ё"}',
  },
  response: {
    status: 200,
    headers: { 'content-type': 'application/hal+json', 'runtime-timestamp': '1508320306' },
    body: '{"ё":1}',
  },
  sentAt: Date.UTC(2026, 10, 1, 12),
  durationMs: 12.5,
  retries: 1,
  violations: [{ requirement: 'a', pointer: '/b', expected: 'c', actual: 'd', schema: '#/e' }],
  observed: [],
};

const broken: Exchange = {
  id: 1,
  operation: null,
  as: 'nobody',
  purpose: 'another test',
  request: { method: 'PURGE', url: 'http://127.0.0.1:4010/%zz', headers: {} },
  transportFailure: { kind: 'timeout', says: 'After 30 s no answer had come.' },
  sentAt: 0,
  durationMs: 30_000,
  retries: 0,
  violations: [],
  observed: [],
};

/** The fields that HAR 1.2 demands, with their types. */
const harSchema = (() => {
  const text = { type: 'string' };
  const whole = { type: 'integer', minimum: -1 };
  const demanded = (properties: object) => ({
    type: 'object',
    required: Object.keys(properties),
    properties,
  });
  const named = { type: 'array', items: demanded({ name: text, value: text }) };
  const message = { httpVersion: text, cookies: named, headers: named, headersSize: whole, bodySize: whole };
  const duration = { type: 'number', minimum: -1 };
  const entry = demanded({
    startedDateTime: { ...text, format: 'date-time' },
    time: { type: 'number', minimum: 0 },
    request: demanded({ ...message, method: text, url: text, queryString: named }),
    response: demanded({
      ...message,
      status: { type: 'integer' },
      statusText: text,
      redirectURL: text,
      content: demanded({ size: whole, mimeType: text }),
    }),
    cache: { type: 'object' },
    timings: demanded({ send: duration, wait: duration, receive: duration }),
  });
  return demanded({
    log: demanded({
      version: { const: '1.2' },
      creator: demanded({ name: text, version: text }),
      entries: { type: 'array', items: entry },
    }),
  });
})();

describe('the HTTP archive', () => {
  const har = toHar([answered, broken], { name: 'suite', version: '1.0.0' });
  const [first, second] = har.log.entries;

  it('has what HAR 1.2 demands, whether an answer came or not', () => {
    const ajv = new Ajv2020({ allErrors: true });
    formats.default(ajv);
    const isHar = ajv.compile(harSchema);

    assert.ok(isHar(har), ajv.errorsText(isHar.errors));
    assert.equal(isHar({ log: { ...har.log, entries: [{ ...first, timings: {} }] } }), false);
  });

  it('is in the order of sending and adds up', () => {
    assert.deepEqual(
      har.log.entries.map((entry) => entry._exchange),
      [1, 2],
    );
    assert.equal(second?.startedDateTime, '2026-11-01T12:00:00.000Z');
    assert.deepEqual([second.time, second.timings], [12.5, { send: 0, wait: 12.5, receive: 0 }]);
  });

  it('shows request and response in full', () => {
    assert.deepEqual(second?.request.queryString, [
      { name: 'a[]', value: '1' },
      { name: 'a[]', value: 'ж' },
      { name: 'b', value: '' },
    ]);
    assert.deepEqual(second.request.cookies, [
      { name: 'session_id', value: '$ADMINISTRATOR_SESSION' },
      { name: 'lang', value: 'ru' },
    ]);
    assert.deepEqual(second.request.postData, { mimeType: 'application/json', text: '{"name":"Ё"}' });
    assert.equal(second.request.bodySize, 13);
    assert.deepEqual(second.response.content, { size: 8, mimeType: 'application/hal+json', text: '{"ё":1}' });
    assert.equal(second.response.statusText, 'OK');
  });

  it('tells what the run knows of an exchange', () => {
    assert.deepEqual(
      [second?._operation, second?._as, second?._purpose, second?._retries, second?._violations],
      ['customers.change', 'administrator', 'a test', 1, answered.violations],
    );
    assert.deepEqual([first?.response.status, first?._transportFailure], [0, broken.transportFailure]);
    assert.equal(second && '_transportFailure' in second, false);
  });
});
