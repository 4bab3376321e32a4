import type { Violation } from '../../../spec/contract/violation.ts';
import type { Exchange } from '../../../spec/run/exchange.ts';
import type { Results, RunFacts } from '../../../spec/run/results.ts';
import { foldRun, type Run } from '../../../engine/fold.ts';
import type { ClaimRecord } from '../../../engine/record.ts';
import { catalogue } from './sample-catalogue.ts';

/** All that a server can put into a text to break a page, a terminal or a file. */
export const hostile =
  '</script><script>alert(1)</script><img src=x onerror=alert(2)>"\'&amp;]]>\u001b[31mred\u001b]0;title\u0007\u0000\u202Egnp.exe\u2066\ufffe\ud800 $(touch x) `id`';

const violation: Violation = {
  requirement: 'customers.list.response.items.id',
  pointer: '/_embedded/items/0/id',
  expected: 'an integer',
  actual: '"12"',
  schema: '#/components/schemas/Customer/properties/id/type',
};

function exchange(id: number, over: Partial<Exchange> = {}): Exchange {
  return {
    id,
    operation: 'customers.list',
    as: 'administrator',
    purpose: 'a test',
    request: {
      method: 'GET',
      url: 'https://staging.example.test/api/v2/customers?filter[date][from]=10.10.2017',
      headers: { authorization: 'Bearer $STAGING_TOKEN', accept: 'application/hal+json' },
    },
    response: {
      status: 200,
      headers: { 'content-type': 'application/json', 'runtime-timestamp': '1508320306' },
      body: '{"_links":{"self":{"href":"/api/v2/customers","method":"get"}},"_embedded":{"items":[{"id":"12","id":12345678901234567890,"name":"Катя 👩‍🔧"}]}}',
    },
    sentAt: Date.parse('2026-11-24T06:18:01Z') + id * 40,
    durationMs: 12,
    retries: 0,
    violations: [],
    observed: [],
    ...over,
  };
}

/** Eight exchanges: a plain one, hostile ones, violations, a transport failure and a very long body. */
export const exchanges: readonly Exchange[] = [
  exchange(1, { observed: ['customers.list.response.contentType'] }),
  exchange(2, { violations: [violation], observed: ['customers.list.response.items.id'] }),
  exchange(3, {
    violations: [
      { ...violation, pointer: '/_embedded/items/7/id' },
      { ...violation, expected: 'at least 1', actual: hostile, schema: '#/components/schemas/Id/minimum' },
    ],
    observed: ['customers.list.response.items.id'],
  }),
  exchange(4, {
    operation: 'customers.change',
    request: {
      method: 'POST',
      url: 'https://staging.example.test/api/v2/customers',
      headers: {
        authorization: 'Bearer $STAGING_TOKEN',
        'content-type': 'application/json',
        'content-length': '95',
      },
      body: '{"update":[{"id":"466791","updated_at":"1508619600","unlink":{"contacts_id":["1099182"]},"name":"it\'s"}]}',
    },
  }),
  exchange(5, {
    response: {
      status: 200,
      headers: { 'content-type': 'text/html', 'x-evil': hostile },
      body: `<html>${hostile}`,
    },
  }),
  exchange(6, {
    response: {
      status: 200,
      headers: {},
      body: JSON.stringify({ items: Array.from({ length: 4000 }, (_, id) => ({ id })) }),
    },
  }),
  withoutResponse(exchange(7)),
];

function withoutResponse({ response: _, ...rest }: Exchange): Exchange {
  return {
    ...rest,
    transportFailure: { kind: 'reset', says: 'The server closed the connection before it answered.' },
  };
}

function record(requirement: string, over: Partial<ClaimRecord> = {}): ClaimRecord {
  return { requirement, outcome: 'passed', exchanges: [], readings: {}, durationMs: 40, ...over };
}

export const records: readonly ClaimRecord[] = [
  record('customers.add.single', { exchanges: [1], readings: { periodColors: 'palette' } }),
  record('customers.add.nameRequired', {
    outcome: 'failed',
    reason: 'a customer without a name is refused: expected 400, received 200',
    detail: 'a customer without a name is refused\n\nExpected: 400\nReceived: 200',
  }),
  record('customers.update.unlink.contacts', {
    outcome: 'failed',
    reason: `the other two stay attached: ${hostile}`,
    detail: `the other two stay attached\n\n- Expected  - 1\n+ Received  + 1\n\n  Array [\n    1099181,\n-   1099183,\n+   ${hostile},\n  ]`,
    exchanges: [4, 5, 6],
    readings: { deletedRecords: 'absent' },
  }),
  record('customers.update.afterDelete', {
    outcome: 'dependency',
    reason: 'customers.delete.single failed',
  }),
  record('customers.update.address', {
    outcome: 'untestable',
    reason: 'the target file names no address field (account.customFields.address)',
  }),
  record('customers.list.large', { readings: { deletedRecords: 'flagged' } }),
  record('periods.change.member', {
    outcome: 'untestable',
    reason: 'the target file names no member (auth.member)',
  }),
  record('protocol.unknownPath', {
    outcome: 'error',
    reason: 'The server closed the connection before it answered.',
    exchanges: [7],
  }),
];

export const facts: RunFacts = {
  seed: 42,
  profile: 'full',
  target: { name: 'Staging CRM', baseUrl: 'https://staging.example.test' },
  startedAt: '2026-11-24T06:18:00.000Z',
  filters: [],
  requests: 9,
  leftBehind: [],
  features: { transactions: false, periods: true },
};

export const run: Run = {
  catalogue,
  records,
  exchanges,
  facts,
  suite: { name: 'amocrm-conformance', version: '0.1.0', digest: `sha256:${'ab'.repeat(32)}` },
  selected: Object.keys(catalogue),
  durationMs: 12_345,
};

/** Golden input of every renderer: a folded run with every outcome in it, one waived by hand. */
export const results: Results = withWaived(foldRun(run));

function withWaived(folded: Results): Results {
  const waived = 'customers.list.large';
  const move = (counts: Results['counts']) => ({
    ...counts,
    passed: counts.passed - 1,
    waived: counts.waived + 1,
  });
  return {
    ...folded,
    counts: move(folded.counts),
    countsByEvidence: { ...folded.countsByEvidence, stated: move(folded.countsByEvidence.stated) },
    leftBehind: ['Customer 466815 could not be deleted: the connection was lost.'],
    requirements: folded.requirements.map((one) =>
      one.id === waived ? { ...one, outcome: 'waived', reason: 'known, until the paging is mended' } : one,
    ),
  };
}
