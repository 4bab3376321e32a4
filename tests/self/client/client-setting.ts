import assert from 'node:assert/strict';
import { after, afterEach, before, type TestContext } from 'node:test';
import nock from 'nock';
import type { Message } from '../../../spec/contract/message.ts';
import type { Violation } from '../../../spec/contract/violation.ts';
import type { Exchange } from '../../../spec/run/exchange.ts';
import { entrance } from '../../../target/amocrm/entrance.ts';
import { Client } from '../../../target/client.ts';
import type { Clock } from '../../../target/clock.ts';
import type { Judge } from '../../../target/judged.ts';
import type { Outgoing } from '../../../target/outgoing.ts';
import { parseTarget } from '../../../target/target-file.ts';

export const host = 'http://crm.test';
export const token = 'token-of-the-administrator';
const bearer = `{ bearer: ${token} }`;
export const login = '{ login: { user: eve@example.test, hash: hash-of-eve } }';
export const list = {
  as: 'administrator',
  method: 'GET',
  path: '/api/v2/customers',
  purpose: 'a test',
} as const;
export const change = { ...list, method: 'POST', body: '{"add":[]}' } as const;
export const violation: Violation = {
  requirement: 'customers.list.response.items.id',
  pointer: '/_embedded/items/0/id',
  expected: 'an integer',
  actual: '"12"',
  schema: '#/id',
};

/** A judge who finds the same in every message, or nothing. */
export function judgeWho(
  finds: { request?: Violation; response?: Violation } = {},
): Judge & { asked: Message[] } {
  const asked: Message[] = [];
  const judge: Judge['judge'] = (message) => {
    asked.push(message);
    const found = finds[message.side];
    return { violations: found === undefined ? [] : [found], observed: ['seen'], value: undefined };
  };
  return { asked, judge };
}

export function setting(
  t: TestContext,
  { administrator = bearer, member = '', judge = judgeWho(), baseUrl = host, timeoutSeconds = 5 } = {},
) {
  const slept: number[] = [];
  let time = Date.UTC(2026, 10, 1);
  const clock: Clock = {
    now: () => time,
    sleep: async (seconds) => {
      await new Promise(setImmediate);
      slept.push(seconds);
      time += seconds * 1000;
    },
  };
  const text = `name: CRM\nbaseUrl: ${baseUrl}\nauth:\n  administrator: ${administrator}\n${member && `  member: ${member}\n`}pace: {requestsPerSecond: 10000}\n`;
  const recorded: Exchange[] = [];
  const record = (exchange: Exchange): void => void recorded.push(exchange);
  const target = parseTarget(text, 'crm.yaml', {});
  const client = new Client({ target, entrance, judge, record, clock, limits: { timeoutSeconds } });
  t.after(() => {
    client.close();
  });
  return { client, recorded, judge, slept };
}

export function kinds(exchanges: readonly Exchange[]): readonly string[] {
  return exchanges.map(
    ({ transportFailure, response }) => transportFailure?.kind ?? String(response?.status),
  );
}

export async function inOrder(client: Client, outgoing: readonly Outgoing[]): Promise<readonly Exchange[]> {
  const exchanges: Exchange[] = [];
  for (const one of outgoing) exchanges.push(await client.send(one));
  return exchanges;
}

/** Plans what the target answers next to such a request. */
export function answers(
  { method, path }: Pick<Outgoing, 'method' | 'path'>,
  status: number,
  body = '',
  headers: Record<string, string> = {},
): void {
  nock(host).intercept(path, method).reply(status, body, headers);
}

/** Lets no request of a test file leave this machine, and demands that every planned answer is asked for. */
export function planAnswers(): void {
  before(() => {
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
    nock.enableNetConnect('127.0.0.1');
  });
  afterEach(() => {
    const pending = nock.pendingMocks();
    nock.cleanAll();
    assert.deepEqual(pending, [], 'every planned answer was asked for');
  });
  after(() => {
    nock.enableNetConnect();
    nock.restore();
  });
}
