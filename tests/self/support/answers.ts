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
