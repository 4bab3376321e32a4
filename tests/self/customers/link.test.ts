import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange } from '../../../spec/run/exchange.ts';
import { follow } from '../../customers/link.ts';
import { Caller, type Message } from '../../../target/caller.ts';

const baseUrl = 'http://127.0.0.1:4010';

/** Answers every request with the customer 12, and keeps what was sent. */
function caller(sent: Message[]): Caller {
  const body = '{"_embedded":{"items":[{"id":12}]}}';
  return new Caller('administrator', (message): Promise<Exchange> => {
    sent.push(message);
    return Promise.resolve({
      id: sent.length,
      operation: 'customers.list',
      as: 'administrator',
      purpose: 'a test',
      request: { method: message.method, url: `${baseUrl}${message.path}`, headers: {} },
      response: { status: 200, headers: {}, body },
      sentAt: 0,
      durationMs: 1,
      retries: 0,
      violations: [],
      observed: [],
    });
  });
}

test('a link of the target is followed as it is, and is no request of the suite that the contract judges', async () => {
  const sent: Message[] = [];
  const item = { id: 12, _links: { self: { href: '/api/v2/customers?id=<script>' } } };

  const { found } = await follow(caller(sent), item, baseUrl);

  assert.deepEqual(found, [12]);
  assert.deepEqual(
    sent.map(({ path, invalid }) => ({ path, invalid })),
    [{ path: '/api/v2/customers?id=%3Cscript%3E', invalid: true }],
  );
});
