import { operationOf } from '../../../spec/operations.ts';
import type { Exchange, Sender } from '../../../spec/run/exchange.ts';
import { answerOf, type Answer } from '../../../target/answer.ts';

interface Told {
  readonly method?: string;
  readonly path?: string;
  readonly as?: Sender;
}

/** An answer as a target may give it. */
export function answered(status: number, body: unknown = '', told: Told = {}): Answer {
  const { method = 'GET', path = '/api/v2/customers', as = 'administrator' } = told;
  const exchange: Exchange = {
    id: 1,
    operation: null,
    as,
    purpose: 'a self-test',
    request: { method, url: `https://crm.example${path}`, headers: {} },
    response: { status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) },
    sentAt: 0,
    durationMs: 1,
    retries: 0,
    violations: [],
    observed: [],
  };
  return answerOf(exchange);
}

interface Message {
  readonly path: string;
  readonly sent?: unknown;
  readonly status?: number;
  readonly items?: unknown;
}

/** What was sent to an operation, and answered with a list of items or without a body. */
export function exchanged(method: 'GET' | 'POST', { path, sent, status = 200, items }: Message): Exchange {
  const { exchange } = answered(status, items === undefined ? '' : { _embedded: { items } }, {
    method,
    path,
  });
  const body = sent === undefined ? {} : { body: JSON.stringify(sent) };
  return { ...exchange, operation: operationOf(method, path), request: { ...exchange.request, ...body } };
}
