import { foldRun } from '../../../engine/fold.ts';
import type { ClaimRecord } from '../../../engine/record.ts';
import { operationIds, operations } from '../../../spec/operations.ts';
import type { Exchange } from '../../../spec/run/exchange.ts';
import type { Results } from '../../../spec/run/results.ts';
import { requirements } from '../../catalogue.ts';
import { answered, exchange, facts, record, run, violation } from './made-up.ts';

const ownedByContract = Object.entries(requirements).flatMap(([id, { proof }]) =>
  proof === 'schema' ? [id] : [],
);

/** About eight thousand characters, as the answers of a certification have on the average. */
const body = JSON.stringify({
  _links: { self: { href: '/api/v2/customers', method: 'get' } },
  _embedded: {
    items: Array.from({ length: 24 }, (_, at) => ({
      id: 466_000 + at,
      name: `Customer ${String(at)} of the run «Катя»`,
      next_date: 1_508_320_306,
      created_at: 1_508_320_306,
      custom_fields: [{ id: 4_400_017, name: 'Text', values: [{ value: 'x'.repeat(120) }] }],
      contacts: { id: [1_099_181, 1_099_182] },
    })),
  },
});

/** A run over the whole catalogue in which every seventh exchange breaks the contract and every fifth test fails. */
export function largeRun(exchangeCount: number): {
  readonly results: Results;
  readonly exchanges: readonly Exchange[];
} {
  const exchanges = Array.from({ length: exchangeCount }, (_, at) => exchangeOf(at + 1));
  const records = Object.keys(requirements).flatMap((id, at) =>
    ownedByContract.includes(id) ? [] : [recordOf(id, at, (at * 37) % Math.max(exchangeCount - 8, 1))],
  );
  const results = foldRun({
    ...run,
    catalogue: requirements,
    records,
    exchanges,
    facts: { ...facts, requests: exchangeCount, features: { transactions: true, periods: true } },
    durationMs: exchangeCount * 140,
  });
  return { results, exchanges };
}

function recordOf(requirement: string, at: number, first: number): ClaimRecord {
  const says = 'the customer is stored as it was sent';
  return record(requirement, {
    exchanges: Array.from({ length: 8 }, (_, next) => first + next + 1),
    ...(at % 5 === 0 && {
      outcome: 'failed',
      reason: `${says}: expected "${String(at)}", received nothing`,
      detail: `${says}\nExpected: "${String(at)}"\nReceived: nothing`,
    }),
  });
}

function exchangeOf(id: number): Exchange {
  const operation = operationIds[id % operationIds.length] ?? 'customers.list';
  const { method, path } = operations[operation];
  const observed = ownedByContract.filter((owner) => owner.startsWith(operation));
  const broken = observed.slice(id % observed.length).slice(0, id % 7 === 0 ? 1 : 0);
  const over = { pointer: `/_embedded/items/${String(id % 24)}/id`, actual: `"${String(id)}"` };
  return exchange(id, {
    operation,
    purpose: `scenario: ${operation}`,
    request: {
      method,
      url: `https://staging.example.test${path}?limit_rows=500&limit_offset=${String(id)}`,
      headers: { authorization: 'Bearer $STAGING_TOKEN', accept: 'application/hal+json' },
      ...(method === 'POST' ? { body } : {}),
    },
    response: answered(body, { 'content-type': 'application/hal+json', 'runtime-timestamp': '1508320306' }),
    sentAt: Date.parse('2026-11-24T06:18:01Z') + id * 140,
    durationMs: 20 + ((id * 7919) % 400),
    retries: id % 500 === 0 ? 1 : 0,
    violations: broken.map((owner) => violation(owner, over)),
    observed,
  });
}
